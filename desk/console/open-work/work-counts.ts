import type { DayCounts } from '../../../functions/books/books.ts';
import { type AuthorityName, contractOf } from '../../../schemas/catalogue.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { type FilingState, type FilingStatus, UNKNOWN_STATE } from '../../../schemas/filing.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { FilterTexts } from '../../filter/filter-texts.ts';

/** A count of the start page, with the filter of the list that it opens. */
export interface WorkCount {
  /** The status, the mark, or the authority's state that is counted. */
  of:
    | { kind: 'status'; status: FilingStatus }
    | { kind: 'overdue' | 'orphans' | 'differs' }
    | { kind: 'state'; authority: AuthorityName; state: FilingState }
    | { kind: 'expiring'; authority: AuthorityName; state: FilingState; days: number };
  tone: 'bad' | 'wait';
  count: number;
  filter: FilterTexts;
}

const BAD: readonly FilingStatus[] = ['rejected', 'refused', 'failed', 'stuck', 'unclear'];
const UNDER_WAY: readonly FilingStatus[] = ['waiting', 'sent'];
const DAY_MS = 86_400_000;
/** The days before the authority ends a filing by itself in which it is counted. */
export const EXPIRING_DAYS = 7;

const dayBefore = (now: Date, days: number) => dateInParis(new Date(now.getTime() - days * DAY_MS));

/** The days of the start page: the first one that is looked at, and the instant from which counts are needed for it. */
export function workPeriod(authorities: readonly AuthorityName[], days: number, now: Date) {
  const longest = Math.max(days, ...authorities.map((authority) => (contractOf(authority).expiry?.days ?? 0) + 1));
  return { since: dayBefore(now, days - 1), from: new Date(now.getTime() - longest * DAY_MS).toISOString() };
}

/**
 * The counts of filings that somebody has to look at, those to be done first.
 * @param since the first day that is counted, in Paris: the lists begin with it, too
 */
export function workCounts(
  { standings, overdue, orphans, differing }: DayCounts,
  authorities: readonly AuthorityName[],
  since: string,
  now: Date,
): WorkCount[] {
  const from = standings.filter(({ day }) => day >= since);
  const sum = (all: readonly { day: string; count: number }[]) =>
    all.filter(({ day }) => day >= since).reduce((total, { count }) => total + count, 0);
  const ofStatus = (status: FilingStatus, tone: WorkCount['tone']): WorkCount => ({
    ...{ of: { kind: 'status', status }, tone, filter: { status: [status], since: [since] } },
    count: sum(from.filter((one) => one.status === status)),
  });
  const ofState = (authority: AuthorityName, state: FilingState, tone: WorkCount['tone']): WorkCount => ({
    ...{ of: { kind: 'state', authority, state }, tone },
    // Of one that was turned down since, or is under way again, the status says how it stands.
    filter: { authority: [authority], status: ['answered'], state: [state], since: [since] },
    count: sum(from.filter((one) => one.authority === authority && one.status === 'answered' && one.state === state)),
  });
  const states = authorities.map((authority) => ({ authority, ...viewOf(authority).states }));
  return [
    ...BAD.map((status) => ofStatus(status, 'bad')),
    { of: { kind: 'overdue' }, tone: 'bad', count: sum(overdue), filter: { overdue: ['true'], since: [since] } },
    { of: { kind: 'orphans' }, tone: 'bad', count: sum(orphans), filter: { orphans: ['true'], since: [since] } },
    { of: { kind: 'differs' }, tone: 'bad', count: sum(differing), filter: { differs: ['true'], since: [since] } },
    ...states.flatMap(({ authority, bad }) => [...bad, UNKNOWN_STATE].map((state) => ofState(authority, state, 'bad'))),
    ...UNDER_WAY.map((status) => ofStatus(status, 'wait')),
    ...states.flatMap(({ authority, pending }) => pending.map((state) => ofState(authority, state, 'wait'))),
    ...authorities.flatMap((authority) => expiring(standings, authority, now)),
  ];
}

/**
 * The filings in the state that the authority ends by itself, whose latest fact is so old that this is near. The first
 * day is that of filings which end today, whatever period is looked at.
 */
function expiring(standings: DayCounts['standings'], authority: AuthorityName, now: Date): WorkCount[] {
  const { expiry } = contractOf(authority);
  if (!expiry) return [];
  const since = dayBefore(now, expiry.days);
  const until = dayBefore(now, expiry.days - EXPIRING_DAYS);
  const found = standings.filter(
    (one) => one.authority === authority && one.state === expiry.state && one.day >= since && one.day <= until,
  );
  return [
    {
      of: { kind: 'expiring', authority, state: expiry.state, days: EXPIRING_DAYS },
      tone: 'wait',
      count: found.reduce((total, { count }) => total + count, 0),
      filter: { authority: [authority], state: [expiry.state], since: [since], until: [until] },
    },
  ];
}

/** The number of filings that wait in a lane. */
export function waitingIn({ standings }: Pick<DayCounts, 'standings'>, authority: AuthorityName): number {
  return standings
    .filter((one) => one.authority === authority && one.status === 'waiting')
    .reduce((total, { count }) => total + count, 0);
}
