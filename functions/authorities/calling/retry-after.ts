/** The longest that an authority is left alone because it asks for it. */
const LONGEST_MS = 15 * 60_000;

/**
 * For how many milliseconds an answer asks to be left alone, by its Retry-After: seconds, or an HTTP date
 * (RFC 9110 §10.2.3). At most 15 minutes; undefined where there is none that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(isDate(text) ? text : '') - now;
  return asked > 0 ? Math.min(asked, LONGEST_MS) : undefined;
}

/** A date as HTTP writes it, in one of its three forms: `Date.parse` takes nearly anything. */
function isDate(text: string): boolean {
  return /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/.test(text);
}
