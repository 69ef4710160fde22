import { Duration } from 'aws-cdk-lib';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { resourceNames } from '../schemas/resource-names.ts';
import type { Outcomes } from './outcomes.ts';

export interface PlatformQueueProps {
  /** The name that the platform puts into its submissions. */
  readonly platform: string;
  /** The stage that the queue's name is part of. */
  readonly stage: string;
  readonly outcomes: Outcomes;
  /**
   * How often the platform may take an outcome without deleting it before it becomes a dead letter.
   * @default 10
   */
  readonly maxReceiveCount?: number;
}

/** A queue with the outcomes of one platform's own submissions, as they were published. */
export class PlatformQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: PlatformQueueProps) {
    super(scope, id);
    const { platform, stage, outcomes, maxReceiveCount = 10 } = props;
    if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > 1000)
      throw new RangeError(`maxReceiveCount is a whole number from 1 to 1000, not ${maxReceiveCount}`);
    const names = resourceNames(stage).platform(platform);

    // What the topic could not deliver, and what the platform could not take.
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: names.deadLetters,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: names.outcomes,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    outcomes.topic.addSubscription(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        filterPolicy: { platform: SubscriptionFilter.stringFilter({ allowlist: [platform] }) },
        deadLetterQueue: this.deadLetters,
      }),
    );
  }
}
