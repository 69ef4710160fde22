import { Duration, Validations } from 'aws-cdk-lib';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { requireWholeNumber } from '../require-whole-number.ts';

export interface QueueMappingProps {
  readonly queue: IQueue;
  readonly taker: IFunction;
  /** The most messages in a batch; a batch of more than ten is collected for a second. */
  readonly batchSize: number;
  /** The most instances of the function that take from the queue. */
  readonly maximumConcurrency: number;
}

/** Feeds a function from a queue. Only the failed messages of a batch come back. */
export class QueueMapping extends EventSourceMapping {
  constructor(scope: Construct, id: string, { queue, taker, batchSize, maximumConcurrency }: QueueMappingProps) {
    super(scope, id, {
      target: taker,
      eventSourceArn: queue.queueArn,
      batchSize: requireWholeNumber('batchSize', batchSize, 1, 10_000),
      // Lambda takes batches above 10 only with a collection time.
      ...(batchSize > 10 && { maxBatchingWindow: Duration.seconds(1) }),
      maxConcurrency: requireWholeNumber('maximumConcurrency', maximumConcurrency, 2, 1000),
      reportBatchItemFailures: true,
    });
    // Lambda takes and deletes messages in the function's name.
    queue.grant(taker, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: "Only streams have such a destination: a queue's failed messages go to its dead letters",
    });
  }
}
