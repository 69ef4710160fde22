import { Duration, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { requireWholeNumber } from '../require-whole-number.ts';
import { keptQueue } from '../state/kept-queue.ts';
import { endOfTheLine } from './end-of-the-line.ts';

export interface WorkQueueProps {
  readonly queueName: string;
  readonly deadLettersName: string;
  /** The timeout of the function that takes from it. */
  readonly consumerTimeout: Duration;
  /**
   * The time for which a received message is hidden from others.
   * @default six times the consumer's timeout, which is the least
   */
  readonly visibilityTimeout?: Duration;
  /**
   * The time for which a message is kept, on the queue and as a dead letter.
   * @default 14 days, the most that SQS keeps
   */
  readonly retentionPeriod?: Duration;
  /**
   * The number of receives after which a message becomes a dead letter: few enough that this happens before the queue
   * deletes it, also where its function dies each time. @default 600, or fewer where the visibility timeout asks for it,
   * as a backstop: the sender itself gives up a message that has failed for hours
   */
  readonly maxReceiveCount?: number;
}

/** The largest message of SQS, stated because an older queue may have kept a smaller default. */
const LARGEST_MESSAGE = 1024 * 1024;
/** The longest time for which SQS hides a message. */
const LONGEST_VISIBILITY = Duration.hours(12);
const LONGEST_RETENTION = Duration.days(14);
/** The least retention: the service may be out for three days, and messages must outlast that and a weekend. */
const LEAST_RETENTION = Duration.days(7);
/** AWS's multiple of the function's timeout, so that a throttled batch does not come back while it is in flight. */
const TIMEOUTS = 6;

const USUAL_RECEIVES = 600;

/** A queue that one of our functions takes from, with its dead letter queue. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const least = Duration.seconds(TIMEOUTS * props.consumerTimeout.toSeconds());
    const { visibilityTimeout = least, retentionPeriod = LONGEST_RETENTION } = props;
    const most = Math.ceil(retentionPeriod.toSeconds() / visibilityTimeout.toSeconds()) - 1;
    const { maxReceiveCount = Math.min(USUAL_RECEIVES, most) } = props;
    requireWholeNumber('maxReceiveCount', maxReceiveCount, 1, 1000);
    between('visibilityTimeout', visibilityTimeout, least, LONGEST_VISIBILITY);
    between('retentionPeriod', retentionPeriod, LEAST_RETENTION, LONGEST_RETENTION);
    const longest = visibilityTimeout.toSeconds() * maxReceiveCount;
    if (longest >= retentionPeriod.toSeconds())
      throw new RangeError(
        `visibilityTimeout × maxReceiveCount is ${longest} seconds, and retentionPeriod ${retentionPeriod.toSeconds()}: what fails every time would be deleted before it becomes a dead letter; give a maxReceiveCount of at most ${most}, or a shorter visibilityTimeout`,
      );

    const kept = { ...keptQueue, maxMessageSizeBytes: LARGEST_MESSAGE, retentionPeriod };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...kept, queueName: props.deadLettersName });
    this.queue = new Queue(this, 'Queue', {
      ...kept,
      queueName: props.queueName,
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    Validations.of(this.deadLetters).acknowledge(endOfTheLine);
  }
}

function between(property: string, value: Duration, least: Duration, most: Duration): void {
  if (value.toSeconds() < least.toSeconds() || value.toSeconds() > most.toSeconds())
    throw new RangeError(
      `${property} is from ${least.toSeconds()} to ${most.toSeconds()} seconds, not ${value.toSeconds()}`,
    );
}
