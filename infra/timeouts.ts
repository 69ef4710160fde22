import { Duration } from 'aws-cdk-lib';

// Timeouts that both stacks need: an outbox lies in one, and its visibility follows from its function's timeout in the
// other.

/** The sender's timeout: it takes a whole batch at the lane's pace. */
export const SENDER_TIMEOUT = Duration.minutes(5);
