import { Validations } from 'aws-cdk-lib';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PlatformConfiguration } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { endOfTheLine } from '../lanes/end-of-the-line.ts';
import { requireWholeNumber } from '../require-whole-number.ts';
import { keptQueue } from './kept-queue.ts';
import type { OutcomesTopic } from './outcomes-topic.ts';
import { grantTakeOutcomes } from './platform-access.ts';

export interface PlatformQueueProps {
  /** The platform, by the name in its submissions, with those who may take its outcomes. */
  readonly platform: PlatformConfiguration;
  /** The stage that the queue's name is part of. */
  readonly stage: string;
  readonly outcomes: OutcomesTopic;
  /**
   * The receives of an outcome that is not deleted before it becomes a dead letter.
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
    requireWholeNumber('maxReceiveCount', maxReceiveCount, 1, 1000);
    const names = resourceNames(stage).platform(platform.name);

    // Outcomes that the topic could not deliver, or that the platform could not take.
    this.deadLetters = new Queue(this, 'DeadLetters', { ...keptQueue, queueName: names.deadLetters });
    this.queue = new Queue(this, 'Queue', {
      ...keptQueue,
      queueName: names.outcomes,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    Validations.of(this.deadLetters).acknowledge(endOfTheLine);
    grantTakeOutcomes(this.queue, platform);
    outcomes.topic.addSubscription(
      new SqsSubscription(this.queue, {
        rawMessageDelivery: true,
        filterPolicy: { platform: SubscriptionFilter.stringFilter({ allowlist: [platform.name] }) },
        deadLetterQueue: this.deadLetters,
      }),
    );
  }
}
