/**
 * [CI-1] The most requests for tokens in 24 hours: customs cuts access for hours beyond some 50. One for each 45 minutes
 * makes 32; the others may replace refused ones.
 */
export const TOKENS_PER_DAY = 40;
