/** The longest pause that an authority is granted. */
const LONGEST_MS = 15 * 60_000;

/**
 * The pause that a response asks for by its Retry-After, in milliseconds: given there in seconds or as an HTTP date
 * (RFC 9110 §10.2.3). At most 15 minutes; undefined where there is none that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(isDate(text) ? text : '') - now;
  return asked > 0 ? Math.min(asked, LONGEST_MS) : undefined;
}

/** True for a date in one of HTTP's three forms: `Date.parse` takes nearly anything. */
function isDate(text: string): boolean {
  return /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/.test(text);
}
