/** The timeout of housekeeping in seconds: it ends before its next minute begins. */
export const HOUSEKEEPING_SECONDS = 55;
