import { queryOf, textsInQuery } from '../../filter/query.ts';
import { filterAt, readFilter } from '../../filter/read-filter.ts';
import type { ReplayChoice } from '../../replay/chosen.ts';
import { type Correction, readCorrection } from '../../replay/correction.ts';
import type { Visit } from '../visit.ts';

/** The filings that a person chose to submit again, and what is changed of each. */
export interface ChosenReplay {
  choice: ReplayChoice;
  /** The references that were picked one by one. */
  picked: readonly string[];
  /** The filter, as a query. */
  query: string;
  /** The changes as they were typed, one a line. */
  changes: string;
  correction: Correction;
  /** Nothing was chosen. */
  isEmpty: boolean;
}

/**
 * Reads a choice from a form, or from an address.
 * @throws {DeskFault} where the filter or a change is not written as it has to be
 */
export function chosenReplay({ url, form, gateway, now }: Visit): ChosenReplay {
  const picked = [...new Set(form.getAll('pick'))];
  const given = form.has('filter') ? new URLSearchParams(form.get('filter') ?? '') : url.searchParams;
  const texts = textsInQuery(given);
  const changes = form.get('changes') ?? '';
  const set = changes
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(quotedLine);
  const choice: ReplayChoice =
    picked.length > 0 ? { references: picked } : { filter: filterAt(readFilter(texts, now, 'query'), gateway) };
  const isEmpty = picked.length === 0 && Object.keys(texts).length === 0;
  return { choice, picked, query: queryOf(texts), changes, correction: readCorrection({ set }), isEmpty };
}

/** A value that is no JSON is meant as a text: nobody has to know its quotation marks. */
function quotedLine(line: string): string {
  const at = line.indexOf('=');
  if (at < 0) return line.trim();
  const [pointer, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  try {
    JSON.parse(value);
    return `${pointer}=${value}`;
  } catch {
    return `${pointer}=${JSON.stringify(value)}`;
  }
}
