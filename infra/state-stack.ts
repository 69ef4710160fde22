import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { configuredLanes } from './configured-lanes.ts';
import { KeptSecret } from './kept-secret.ts';
import { Ledger } from './ledger.ts';
import { Outcomes } from './outcomes.ts';
import { PlatformQueue } from './platform-queue.ts';
import { SENDER_TIMEOUT, TELLER_TIMEOUT } from './timeouts.ts';
import { WorkQueue } from './work-queue.ts';

export interface StateStackProps extends StackProps {
  readonly configuration: Configuration;
}

/**
 * What must outlive every deployment of the gateway: the ledger, the messages that wait on queues, who
 * subscribed to the outcomes, and the secrets that were agreed upon. CloudFormation deletes none of it,
 * neither with this stack nor where the configuration no longer names it.
 *
 * The gateway's stack knows all of it by its names and imports nothing, so that either can change
 * without the other.
 */
export class StateStack extends Stack {
  constructor(scope: Construct, id: string, props: StateStackProps) {
    super(scope, id, { terminationProtection: true, ...props });
    const { configuration } = props;
    const { stage, callbacks, platforms } = configuration;
    const names = resourceNames(stage);

    new Ledger(this, 'Ledger', { tableName: names.ledger });
    const outcomes = new Outcomes(this, 'Outcomes', { topicName: names.outcomes });
    for (const platform of platforms) new PlatformQueue(this, `Platform-${platform}`, { platform, stage, outcomes });

    new WorkQueue(this, 'Words', {
      queueName: names.words.queue,
      deadLettersName: names.words.deadLetters,
      consumerTimeout: TELLER_TIMEOUT,
      // The telling fails that often, over half an hour, before a person must look at it.
      maxReceiveCount: 10,
    });
    for (const { authority, lane } of configuredLanes(configuration)) {
      const { outbox, deadLetters } = names.lane(authority);
      new WorkQueue(this, `Outbox-${authority}`, {
        queueName: outbox,
        deadLettersName: deadLetters,
        consumerTimeout: SENDER_TIMEOUT,
      });
      new KeptSecret(this, `Credentials-${authority}`, {
        secretName: lane.credentialsSecret,
        description: `Credentials of the technical account at ${authority}: replace the generated value before the first declaration`,
      });
    }
    new KeptSecret(this, 'CallbackToken', {
      secretName: callbacks.tokenSecret,
      description: 'The bearer token with which customs calls back; its value is sent to customs',
    });
  }
}
