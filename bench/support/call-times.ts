/**
 * The times of calls in virtual time: by these, one message a call came to some 3,200 in a minute. They are estimates of
 * calls within a region; none was measured on AWS.
 */
export const CALLS = { tableMs: 7, queueMs: 12 } as const;

/** The milliseconds by which the clocks of two senders are ahead. */
export const CLOCKS = [0, 10] as const;
