import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { type Configuration, callbacksOf } from '../../schemas/configuration.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { senderTimes } from '../../schemas/sender-times.ts';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import { configuredLanes } from '../lanes/configured-lanes.ts';
import { endOfTheLine } from '../lanes/end-of-the-line.ts';
import { WorkQueue } from '../lanes/work-queue.ts';
import { ArchiveBucket } from './archive-bucket.ts';
import { ArchivedTable } from './archived-table.ts';
import { KeptLogs } from './kept-logs.ts';
import { keptQueue } from './kept-queue.ts';
import { KeptSecret } from './kept-secret.ts';
import { LedgerTable } from './ledger-table.ts';
import { OutcomesTopic } from './outcomes-topic.ts';
import { grantSubmit } from './platform-access.ts';
import { PlatformQueue } from './platform-queue.ts';

export interface StateStackProps extends StackProps {
  readonly configuration: Configuration;
  /**
   * True in a stage's first deployment: until that has succeeded nothing is protected, so that one that fails is rolled
   * back whole and can be repeated.
   * @default false
   */
  readonly isFirst?: boolean;
}

/**
 * The resources that outlive every deployment of the gateway: the ledger, the messages on queues, the subscriptions to
 * outcomes and alarms, the logs, and the secrets that were agreed upon. CloudFormation deletes none of them, neither with
 * this stack nor where the configuration no longer names them. The gateway's stack refers to all of them by name and
 * imports nothing, so that either stack can change without the other.
 */
export class StateStack extends Stack {
  constructor(scope: Construct, id: string, props: StateStackProps) {
    const { configuration, isFirst = false } = props;
    super(scope, id, { terminationProtection: !isFirst, ...props });
    const { stage, alarms } = configuration;
    const callbacks = callbacksOf(configuration);
    const platforms = platformsOf(configuration.platforms);
    const names = resourceNames(stage);

    const ledger = new LedgerTable(this, 'Ledger', { tableName: names.ledger, isProtected: !isFirst });
    new ArchivedTable(this, 'Archived', { tableName: names.archived, isProtected: !isFirst });
    new ArchiveBucket(this, 'Archive', {
      bucketName: names.archive(this.account, this.region),
      archive: configuration.archive,
    });
    new StringParameter(this, 'LedgerStream', {
      parameterName: names.parameters.ledgerStream,
      stringValue: ledger.streamArn,
      description: 'The stream of what is written into the ledger, which only AWS can name',
    });
    const outcomes = new OutcomesTopic(this, 'Outcomes', { topicName: names.outcomes });
    for (const platform of platforms)
      new PlatformQueue(this, `Platform-${platform.name}`, { platform, stage, outcomes });
    new KeptLogs(this, 'Logs', { configuration });
    new AlarmTopic(this, 'Alarms', { topicName: names.alarms, emails: alarms.emails });

    for (const [id, queueName] of Object.entries({ Untold: names.untold, Unkept: names.unkept })) {
      const queue = new Queue(this, id, { ...keptQueue, queueName });
      Validations.of(queue).acknowledge(endOfTheLine, { ...endOfTheLine, id: 'AwsSolutions-SQS3' });
    }
    for (const { authority, lane } of configuredLanes(configuration)) {
      const { outbox, deadLetters } = names.lane(authority);
      const { queue } = new WorkQueue(this, `Outbox-${authority}`, {
        queueName: outbox,
        deadLettersName: deadLetters,
        consumerTimeout: Duration.seconds(senderTimes(authority, lane).timeoutSeconds),
      });
      grantSubmit(queue, platforms);
      new KeptSecret(this, `Credentials-${authority}`, {
        secretName: lane.credentialsSecret,
        description: `Credentials of the technical account at ${authority}: replace the generated value before the first declaration`,
      });
    }
    if (callbacks)
      new KeptSecret(this, 'CallbackToken', {
        secretName: callbacks.tokenSecret,
        description: 'The bearer token with which authorities call back; its value is sent to them',
      });
  }
}
