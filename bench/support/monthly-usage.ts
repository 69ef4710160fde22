import type { Goal } from '../figure.ts';
import { serviceNames } from './comparison.ts';
import type { Usage } from './monthly-bill.ts';
import { type Billed, type Service, services } from './prices.ts';

/** The ways in which a declaration uses AWS. */
const ways = {
  burst: 'in a burst',
  trickle: 'at four a second',
  archiving: 'into the archive',
} as const;
type Way = keyof typeof ways;

const sizes = {
  tableBytes: 'bytes in the table',
  indexBytes: 'bytes in its indexes',
  pointerBytes: 'bytes in the table of what is archived',
  archivedBytes: 'bytes in the archive',
} as const;
type Size = keyof typeof sizes;

/** The units of the table of what is archived, which have prices of their own. */
const pointers = {
  pointersRead: 'read units of that table',
  pointersWritten: 'write units of that table',
} as const;
type Pointers = keyof typeof pointers;

/** A number that the bill of a month follows from. */
export type MonthlyCount = `${Way}.${Service}` | Size | Pointers;

/** The title of each of these numbers, by its name. */
export const monthlyCounts = Object.fromEntries([
  ...(Object.keys(ways) as Way[]).flatMap((way) =>
    services.map((service) => [`${way}.${service}`, { what: `${ways[way]}: ${serviceNames[service]}` }]),
  ),
  ...Object.entries({ ...sizes, ...pointers }).map(([size, what]) => [size, { what }]),
]) as Record<MonthlyCount, Goal>;

/** The days for which the table keeps a declaration by default. */
const TABLE_DAYS = 120;
const DAYS_BEFORE = 1096;
/** Metrics of our own with one lane, and those that alarms watch there. */
const METRICS = 80;
const ALARM_METRICS = 132;

/** The numbers as they are shown, to the hundredth and to the byte, so that readers can check what follows from them. */
export function monthlyValues(
  counted: Record<Way, Billed> & Record<Size | Pointers, number>,
): Record<MonthlyCount, number> {
  return Object.fromEntries([
    ...(Object.keys(ways) as Way[]).flatMap((way) =>
      services.map((service) => [`${way}.${service}`, toHundredth(counted[way][service])]),
    ),
    ...(Object.keys(pointers) as Pointers[]).map((name) => [name, toHundredth(counted[name])]),
    ...(Object.keys(sizes) as Size[]).map((size) => [size, Math.round(counted[size])]),
  ]) as Record<MonthlyCount, number>;
}

const toHundredth = (number: number) => Math.round(number * 100) / 100;

/** The usage that these numbers say. */
export function usageOf(values: Readonly<Record<MonthlyCount, number>>): Usage {
  const billed = (way: Way) =>
    Object.fromEntries(services.map((service) => [service, values[`${way}.${service}`]])) as unknown as Billed;
  const { tableBytes, indexBytes, pointerBytes, archivedBytes, pointersRead, pointersWritten } = values;
  return {
    ...{ burst: billed('burst'), trickle: billed('trickle'), archiving: billed('archiving') },
    ...{ tableBytes, indexBytes, pointerBytes, archivedBytes, pointersRead, pointersWritten },
    ...{ tableDays: TABLE_DAYS, metrics: METRICS, alarmMetrics: ALARM_METRICS },
  };
}

const nothing: Billed = { api: 0, lambda: 0, writeUnits: 0, readUnits: 0, sqs: 0, sns: 0 };
const once: Billed = { api: 2, lambda: 2.05, writeUnits: 10.31, readUnits: 6.12, sqs: 0.41, sns: 0.24 };

/**
 * The usage of the design before it had an archive: its table kept each declaration for three years. Counted on
 * 2026-11-30 in the same way, and not counted again: it is what later designs are held against.
 */
export const usageBefore: Usage = {
  ...{ burst: once, trickle: once, archiving: nothing },
  ...{ tableBytes: 3297, indexBytes: 900, pointerBytes: 0, archivedBytes: 0 },
  ...{ pointersRead: 0, pointersWritten: 0 },
  ...{ tableDays: DAYS_BEFORE, metrics: 70, alarmMetrics: 88 },
};
