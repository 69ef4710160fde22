import type { Certainty } from '../../contract.ts';
import { dateInParis } from '../../date-in-paris.ts';

/** A code of one of the authority's lists, and the days on which it stands there. */
export interface CodeEntry {
  code: string;
  text: string;
  /** The first day in Paris, `2026-07-01`; without it the code was always there. */
  from?: string;
  /** The first day on which the code is gone. */
  until?: string;
  certainty: Certainty;
  /** The public document in which it was read. */
  source: string;
}

/**
 * A code list of the authority as dated data, for texts and warnings, never to refuse. DGDDI gives its own lists to
 * operators only; correct these against them when you have them.
 */
export type CodeList<T extends CodeEntry = CodeEntry> = readonly T[];

function holdsOn({ from, until }: CodeEntry, day: string): boolean {
  return (from === undefined || day >= from) && (until === undefined || day < until);
}

/** The entries of a list that are valid on a day; the lists change at midnight in Paris. */
export function entriesOn<T extends CodeEntry>(list: CodeList<T>, on: Date): T[] {
  return entriesOnDay(list, dateInParis(on));
}

/** The entries of a list that are valid on a day in Paris, `2026-07-01`. */
export function entriesOnDay<T extends CodeEntry>(list: CodeList<T>, day: string): T[] {
  return list.filter((entry) => holdsOn(entry, day));
}

/** The meaning of a code on a day; `undefined` where the list does not have it then. */
export function textOf(list: CodeList, code: string | number, on: Date): string | undefined {
  return entriesOn(list, on).find((entry) => entry.code === String(code))?.text;
}
