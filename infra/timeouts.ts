import { Duration } from 'aws-cdk-lib';

// An outbox waits for its function, and lies in another stack: both must know.

/** A sender takes a whole batch at the lane's pace, so it is given time. */
export const SENDER_TIMEOUT = Duration.minutes(5);
