import type { Acknowledgment } from 'aws-cdk-lib';

/** Why a queue of dead letters has none of its own. */
export const endOfTheLine: Acknowledgment = {
  id: 'Serverless-SQSRedrivePolicy',
  reason: 'It is itself where the dead letters of another queue, or what was given up of a stream, go',
};
