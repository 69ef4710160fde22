import { dateInParis } from './date-in-paris.ts';

/** A filing as far as its retention follows from it. */
export interface RetainedFiling {
  /** Its messages, sent and received, oldest first. */
  messages: readonly { message: string; payload: unknown }[];
  /** The authority's facts about them, by the names of the contract's `details`. */
  details: Readonly<Record<string, unknown>>;
}

/** The classes in which the law wants an authority's filings to be kept, and that of each filing. */
export interface RetentionContract {
  /** The years from the end of the year of a filing's latest fact, by the class's name; an operator may set others. */
  classes: Readonly<Record<string, number>>;
  /** The class of a filing, among `classes`; never throws. */
  classOf(filing: RetainedFiling): string;
}

/** The class of filings of authorities whose contract states none, and its years: an operator may set others. */
export const OTHER_CLASS = 'other';
export const OTHER_YEARS = 6;

/** The year of an instant in Paris: there the years of the law end. */
export function yearInParis(at: Date): number {
  return Number(dateInParis(at).slice(0, 4));
}

/** The instant at which records of that moment need be kept no longer: so many years after the end of their year in Paris. */
export function keptUntil(at: Date, years: number): Date {
  // In winter Paris is an hour ahead of UTC.
  return new Date(Date.UTC(yearInParis(at) + years + 1, 0, 1) - 3_600_000);
}
