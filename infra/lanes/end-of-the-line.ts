import type { Acknowledgment } from 'aws-cdk-lib';

/** The reason why a dead letter queue has none of its own. */
export const endOfTheLine: Acknowledgment = {
  id: 'Serverless-SQSRedrivePolicy',
  reason: 'It is itself a dead letter queue, of another queue or of a stream',
};
