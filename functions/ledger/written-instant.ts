import { instantOf } from '../../schemas/instant.ts';

/** Clocks differ by minutes, and zones by hours where somebody confuses them. */
const FURTHEST_AHEAD_MS = 86_400_000;

/**
 * The instant that an authority wrote in a message, in milliseconds since the epoch; `undefined` where it
 * cannot be read. One more than a day after the message arrived counts as its arrival: years ahead, it
 * would outlast whatever is true.
 * @param arrivedAt ISO 8601
 */
export function writtenInstant(text: string | undefined, arrivedAt: string): number | undefined {
  const instant = instantOf(text);
  return instant !== undefined && liesAhead(instant, arrivedAt) ? Date.parse(arrivedAt) : instant;
}

export function liesAhead(instant: number, arrivedAt: string): boolean {
  return instant > Date.parse(arrivedAt) + FURTHEST_AHEAD_MS;
}
