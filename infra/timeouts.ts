import { Duration } from 'aws-cdk-lib';

// Queues wait for their functions, and lie in another stack: both must know.

/** A sender takes a whole batch at the lane's pace, so it is given time. */
export const SENDER_TIMEOUT = Duration.minutes(5);

export const TELLER_TIMEOUT = Duration.seconds(30);
