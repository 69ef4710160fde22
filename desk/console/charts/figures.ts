import type { Share } from '../../../functions/admission/admit.ts';
import type { DayCounts, MinuteOfTraffic } from '../../../functions/books/books.ts';

/** The figures of one chart: a row for each instant, in the order of time; null where there is nothing to show. */
export interface Figures {
  /** The names of the lines, in the order of the values. */
  series: readonly string[];
  rows: readonly { at: string; values: readonly (number | null)[] }[];
}

const MINUTE_MS = 60_000;

/** Sent and received messages a minute, averaged over as many minutes as a row stands for. */
export function trafficFigures(
  minutes: readonly MinuteOfTraffic[],
  { since, until, step }: { since: number; until: number; step: number },
): { at: string; sent: number; received: number }[] {
  const width = step * MINUTE_MS;
  const first = Math.floor(since / width) * width;
  const rows = Array.from({ length: Math.ceil((until - first) / width) }, (_, n) => ({
    ...{ at: new Date(first + n * width).toISOString(), sent: 0, received: 0 },
  }));
  for (const { at, sent, received } of minutes) {
    const row = rows[Math.floor((Date.parse(at) - first) / width)];
    if (!row) continue;
    row.sent += sent / step;
    row.received += received / step;
  }
  return rows;
}

/** The messages that the share allows a minute, for as long as an hour lasts. */
export function sharePerMinute({ perSecond, perHour }: Share): number {
  return Math.min(perSecond * 60, perHour / 60);
}

/** The time that half of the answers of an hour, and 95 in 100, took at most. */
export function answerFigures(
  minutes: readonly MinuteOfTraffic[],
): { at: string; half: number | null; most: number | null }[] {
  const hours = new Map<string, Map<number, number>>();
  for (const { at, answeredWithin } of minutes) {
    const hour = `${at.slice(0, 13)}:00:00.000Z`;
    const bounds = hours.get(hour) ?? new Map<number, number>();
    hours.set(hour, bounds);
    for (const { seconds, count } of answeredWithin) bounds.set(seconds, (bounds.get(seconds) ?? 0) + count);
  }
  return [...hours]
    .filter(([, bounds]) => Math.max(...bounds.values()) > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, bounds]) => ({ at, half: boundOfPart(bounds, 0.5), most: boundOfPart(bounds, 0.95) }));
}

/** The bound within which a part of the answers came: each bound has the number of all that took no longer. */
function boundOfPart(bounds: ReadonlyMap<number, number>, part: number): number | null {
  const all = Math.max(...bounds.values());
  const found = [...bounds].toSorted(([a], [b]) => a - b).find(([, count]) => count >= all * part);
  return found?.[0] ?? null;
}

/** The most codes that have a line of their own. */
const MOST_CODES = 6;

/** The filings with a present error of each code, in a hundred filings of their day. */
export function errorFigures({ standings, codes }: DayCounts, days: readonly string[], others: string): Figures {
  const total = sumBy(codes, ({ code }) => code);
  const frequent = [...total.entries()]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_CODES)
    .map(([code]) => code);
  const isRest = total.size > frequent.length;
  const filings = sumBy(standings, ({ day }) => day);
  const ofDay = sumBy(codes, ({ day, code }) => `${day} ${frequent.includes(code) ? code : others}`);
  const series = [...frequent, ...(isRest ? [others] : [])];
  return {
    series,
    rows: days.map((day) => {
      const all = filings.get(day) ?? 0;
      return {
        at: day,
        values: series.map((code) => (all === 0 ? 0 : ((ofDay.get(`${day} ${code}`) ?? 0) / all) * 100)),
      };
    }),
  };
}

/** The amounts of each day, a line for each currency. */
export function amountFigures({ amounts }: DayCounts, days: readonly string[]): Figures {
  const series = [...new Set(amounts.map(({ currency }) => currency))].toSorted();
  const of = new Map<string, number>();
  for (const { day, currency, amount } of amounts)
    of.set(`${day} ${currency}`, (of.get(`${day} ${currency}`) ?? 0) + Number(amount));
  return { series, rows: days.map((day) => ({ at: day, values: series.map((one) => of.get(`${day} ${one}`) ?? 0) })) };
}

function sumBy<T extends { count: number }>(all: readonly T[], key: (one: T) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of all) sums.set(key(one), (sums.get(key(one)) ?? 0) + one.count);
  return sums;
}
