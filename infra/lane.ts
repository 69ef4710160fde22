import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AuthorityName } from '../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayFunction } from './gateway-function.ts';
import type { KnownState } from './known-state.ts';
import { SENDER_TIMEOUT } from './timeouts.ts';

export interface LaneProps {
  readonly authority: AuthorityName;
  readonly lane: LaneConfiguration;
  readonly configuration: Configuration;
  readonly state: KnownState;
  /**
   * How many instances of the sender are kept free for it.
   * @default as many as may run at once: the lane's `maximumConcurrency`, which is the least
   */
  readonly reservedConcurrency?: number;
}

/** What sends to one authority: the function that takes from its outbox. */
export class Lane extends Construct {
  readonly outbox: IQueue;
  readonly deadLetters: IQueue;
  readonly sender: GatewayFunction;

  constructor(scope: Construct, id: string, props: LaneProps) {
    super(scope, id);
    const { authority, lane, configuration, state, reservedConcurrency = lane.maximumConcurrency } = props;
    if (reservedConcurrency < lane.maximumConcurrency)
      throw new RangeError(
        `reservedConcurrency is at least maximumConcurrency, ${lane.maximumConcurrency}, not ${reservedConcurrency}: batches that are throttled wander into the dead letters`,
      );
    const { outbox, deadLetters, credentials } = state.lane(authority);
    this.outbox = outbox;
    this.deadLetters = deadLetters;

    this.sender = new GatewayFunction(this, 'Sender', {
      functionName: resourceNames(configuration.stage).lane(authority).sender,
      entry: 'send/handler.ts',
      timeout: SENDER_TIMEOUT,
      logRetentionDays: configuration.logRetentionDays,
      reservedConcurrentExecutions: reservedConcurrency,
      environment: {
        AUTHORITY: authority,
        LANE: Stack.of(this).toJsonString(lane),
        LEDGER_TABLE: state.ledger.tableName,
        OUTBOX_URL: outbox.queueUrl,
        OUTCOMES_TOPIC: state.outcomes.topicArn,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
      },
    });
    credentials.grantRead(this.sender);
    state.ledger.grant(this.sender, ['GetItem', 'Query', 'PutItem', 'UpdateItem']);
    state.outcomes.grantPublish(this.sender);
    // What the mapping does in the function's name; the function itself deletes and hides messages too.
    outbox.grant(
      this.sender,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
    );

    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: this.sender,
      eventSourceArn: outbox.queueArn,
      batchSize: lane.batchSize,
      // Lambda takes batches above 10 only where it may wait for them.
      ...(lane.batchSize > 10 && { maxBatchingWindow: Duration.seconds(1) }),
      maxConcurrency: lane.maximumConcurrency,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Only streams have such a destination: what a queue cannot get rid of goes to its dead letters',
    });
  }
}
