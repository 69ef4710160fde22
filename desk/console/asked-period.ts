import { filterPeriod } from '../filter/period.ts';
import type { Visit } from './visit.ts';

const USUAL = '7d';

/** The period that a page's address asks for, as it was written and as a span; the last seven days where it asks for none. */
export function askedPeriod({ url, now }: Pick<Visit, 'url' | 'now'>): {
  since: string;
  until: string;
  span: { since: Date; until: Date };
} {
  const since = url.searchParams.get('since') || USUAL;
  const until = url.searchParams.get('until') ?? '';
  const period = filterPeriod({ since: [since], ...(until && { until: [until] }) }, now, 'query');
  return { since, until, span: { since: new Date(period.since ?? 0), until: new Date(period.until ?? now.getTime()) } };
}
