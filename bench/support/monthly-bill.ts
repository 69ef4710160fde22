import { type Billed, dollarsOf } from './prices.ts';

/** AWS's list prices in us-east-1, without the free tier, for what is billed by time and by size. */
export const monthlyPrices = {
  /** A GB-second of a function on arm64. */
  lambda: 13.3334 / 1e6,
  /** A GB of logs that is taken in. */
  logs: 0.5,
  /** A GB and month of a table, of its continuous backups, and of S3 by its class. */
  ...{ table: 0.25, recovery: 0.2, standard: 0.023, glacier: 0.004 },
  /** The same of a table of the class that is seldom accessed, a GB and month, and a million units. */
  ...{ seldomTable: 0.1, seldomWritten: 0.78, seldomRead: 0.155 },
  /** A million objects that are put into S3, and that go over to Glacier Instant Retrieval. */
  ...{ put: 5, transition: 20 },
  /** A month of a metric, of a metric that an alarm watches, of a dashboard, and of a secret. */
  ...{ metric: 0.3, alarmMetric: 0.1, dashboard: 3, secret: 0.4 },
} as const;

/** The usage of a gateway whose one lane is Delta-H7's; requests, units and bytes are those of a validated declaration. */
export interface Usage {
  /** Where many come at once. */
  burst: Billed;
  /** Where four come a second. */
  trickle: Billed;
  /** The way into the archive. */
  archiving: Billed;
  /** The bytes in the table, those of its indexes, and the days for which they stay there. */
  tableBytes: number;
  indexBytes: number;
  tableDays: number;
  /** The bytes in the table by which it is found in the archive, and the units read and written there. */
  pointerBytes: number;
  pointersRead: number;
  pointersWritten: number;
  archivedBytes: number;
  /** Metrics of our own, and those that alarms watch. */
  metrics: number;
  alarmMetrics: number;
}

/** The months for which a declaration is kept. */
export const MONTHS = 36;
const DAYS_A_MONTH = 365.25 / 12;
/** The months that an object of the archive is in S3's standard class. */
const STANDARD_MONTHS = 3;
/** The objects of a month: one an hour, of each of two classes of retention. */
const OBJECTS = 2 * 24 * DAYS_A_MONTH;
const MILLION = 1e6;
const GB = 1e9;

/**
 * GB-seconds for a million declarations at 512 MB, by calculation: two callbacks of 10 ms; a sender's batch of 100 at 20
 * a second; for every hundred callbacks a batch of the notifier and one of the keeper, of a second each.
 */
const GB_SECONDS = 10_000 + 25_000 + 20_000;
/** GB of logs for a million declarations, by calculation: four lines of some 600 bytes each. */
const LOGS_GB = 2.4;
const SECRETS = 2;

/** A line of the bill of a month, in dollars. */
export interface MonthlyLine {
  what: string;
  dollars: number;
  /** True if it comes only where declarations come at four a second, and not in bursts. */
  isTrickle?: true;
}

/**
 * The bill of a month with so many million validated declarations, where as many came in each month before, for as long as
 * one is kept: what such a month costs is what its declarations cost in all that time.
 */
export function monthlyBill(usage: Usage, millions: number): MonthlyLine[] {
  const { burst, trickle, archiving, tableDays, archivedBytes } = usage;
  const gb = (bytes: number) => (bytes * millions * MILLION) / GB;
  const tableMonths = Math.min(MONTHS, tableDays / DAYS_A_MONTH);
  const inTable = gb(usage.tableBytes) * tableMonths;
  const inIndexes = gb(usage.indexBytes) * tableMonths;
  const p = monthlyPrices;
  const coldMonths = MONTHS - STANDARD_MONTHS;
  const objects = archivedBytes > 0 ? OBJECTS / MILLION : 0;
  return [
    { what: 'requests and units, in bursts', dollars: millions * dollarsOf(burst) },
    {
      what: 'more of them at four a second',
      dollars: millions * (dollarsOf(trickle) - dollarsOf(burst)),
      isTrickle: true,
    },
    { what: 'Lambda’s time (by calculation)', dollars: millions * GB_SECONDS * p.lambda },
    { what: 'logs (by calculation)', dollars: millions * LOGS_GB * p.logs },
    { what: 'the table, with its indexes', dollars: (inTable + inIndexes) * p.table },
    // Indexes are made anew from the table, and have no backups.
    { what: 'its recovery to any second', dollars: inTable * p.recovery },
    {
      what: 'the way into the archive',
      dollars: millions * dollarsOf(archiving) + objects * (p.put + p.transition),
    },
    {
      what: 'the table of what is archived: its units',
      dollars: millions * (usage.pointersWritten * p.seldomWritten + usage.pointersRead * p.seldomRead),
    },
    // A filing is archived within days: all months are counted.
    { what: 'the same: its storage', dollars: gb(usage.pointerBytes) * MONTHS * p.seldomTable },
    { what: 'the archive', dollars: gb(archivedBytes) * (STANDARD_MONTHS * p.standard + coldMonths * p.glacier) },
    { what: 'metrics', dollars: usage.metrics * p.metric },
    { what: 'alarms', dollars: usage.alarmMetrics * p.alarmMetric },
    { what: 'the dashboard', dollars: p.dashboard },
    { what: 'two secrets', dollars: SECRETS * p.secret },
  ];
}

/** The dollars for a million validated declarations, at so many million a month. */
export function dollarsAMillion(usage: Usage, millions: number, { isTrickle = false } = {}): number {
  const lines = monthlyBill(usage, millions).filter((line) => isTrickle || !line.isTrickle);
  return lines.reduce((sum, { dollars }) => sum + dollars, 0) / millions;
}
