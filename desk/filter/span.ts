import { filterPeriod } from './period.ts';

/** A period of time, both ends in it. */
export interface Span {
  since: Date;
  until: Date;
}

/**
 * The period from `--since` to `--until`, which is now where it is not given.
 * @throws {FilterFault} where one of them means no instant, or the first lies after the second
 */
export function spanOf(since: string, until: string | undefined, now: Date): Span {
  const period = filterPeriod({ since: [since], ...(until !== undefined && { until: [until] }) }, now, 'options');
  return { since: new Date(period.since ?? now), until: new Date(period.until ?? now) };
}
