import { Duration, Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AuthorityName } from '../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { Ledger } from './ledger.ts';
import type { Outcomes } from './outcomes.ts';

export interface LaneProps {
  readonly authority: AuthorityName;
  readonly lane: LaneConfiguration;
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly outcomes: Outcomes;
}

/** A sender takes a whole batch at the lane's pace, so it is given time. */
const SENDER_TIMEOUT = Duration.minutes(5);

/** All that belongs to one authority: its outbox and dead letters, its sender, its secret. */
export class Lane extends Construct {
  readonly outbox: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: LaneProps) {
    super(scope, id);
    const { authority, lane, configuration, ledger, outcomes } = props;
    const names = resourceNames(configuration.stage).lane(authority);

    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: names.deadLetters,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.outbox = new Queue(this, 'Outbox', {
      queueName: names.outbox,
      retentionPeriod: Duration.days(14),
      // Six times the function's timeout, so that a throttled batch does not come back while it is worked on.
      visibilityTimeout: Duration.seconds(6 * SENDER_TIMEOUT.toSeconds()),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // The backstop for a sender that crashes over and over; what must wait for customs is not counted here.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 1000 },
    });

    const credentials = new Secret(this, 'Credentials', {
      secretName: lane.credentialsSecret,
      description: `Credentials of the technical account at ${authority}: replace the generated value before the first declaration`,
    });

    const sender = new GatewayFunction(this, 'Sender', {
      functionName: names.sender,
      entry: 'send/handler.ts',
      timeout: SENDER_TIMEOUT,
      // Never below the mapping's own maximum: throttled batches would wander into the dead letters.
      reservedConcurrentExecutions: lane.maximumConcurrency,
      environment: {
        AUTHORITY: authority,
        LANE: Stack.of(this).toJsonString(lane),
        LEDGER_TABLE: ledger.table.tableName,
        OUTBOX_URL: this.outbox.queueUrl,
        OUTCOMES_TOPIC: outcomes.topic.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
      },
    });
    sender.addEventSource(
      new SqsEventSource(this.outbox, {
        batchSize: lane.batchSize,
        maxBatchingWindow: lane.batchSize > 10 ? Duration.seconds(1) : Duration.seconds(0),
        maxConcurrency: lane.maximumConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    credentials.grantRead(sender);
    ledger.table.grant(sender, 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    outcomes.topic.grantPublish(sender);
  }
}
