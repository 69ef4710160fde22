import type { FilingKey } from '../../../functions/ledger/records.ts';
import { type AuthorityName, outboundMessages } from '../../../schemas/catalogue.ts';
import { tokensOf } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import { queryOf, textsInQuery } from '../../filter/query.ts';
import { filterAt, readFilter } from '../../filter/read-filter.ts';
import { fieldAt } from '../../form/field-at.ts';
import { messageField } from '../../form/message-field.ts';
import type { ReplayChoice } from '../../replay/chosen.ts';
import { type Correction, readCorrection } from '../../replay/correction.ts';
import { pickedFilings } from '../list/picked.ts';
import type { Visit } from '../visit.ts';

/** The filings that a person chose to submit again, and what is changed of each. */
export interface ChosenReplay {
  choice: ReplayChoice;
  /** The filings that were picked one by one. */
  picked: readonly FilingKey[];
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
  const picked = pickedFilings(form, gateway.authorities);
  const given = form.has('filter') ? new URLSearchParams(form.get('filter') ?? '') : url.searchParams;
  const texts = textsInQuery(given);
  const changes = form.get('changes') ?? '';
  const set = changes
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => writtenChange(line, gateway.authorities));
  const choice: ReplayChoice =
    picked.length > 0 ? { keys: picked } : { filter: filterAt(readFilter(texts, now, 'query'), gateway) };
  const isEmpty = picked.length === 0 && Object.keys(texts).length === 0;
  return { choice, picked, query: queryOf(texts), changes, correction: readCorrection({ set }), isEmpty };
}

/** A change as it was typed: nobody has to know when a value of a message stands in quotation marks. */
function writtenChange(line: string, authorities: readonly AuthorityName[]): string {
  const at = line.indexOf('=');
  if (at < 0) return line.trim();
  const [pointer, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  const isText = jsonIn(value) === undefined || (typeof jsonIn(value) !== 'string' && takesText(pointer, authorities));
  return `${pointer}=${isText ? JSON.stringify(value) : value}`;
}

/** True if a message has a text at a place: a code of digits alone is no number there. */
function takesText(pointer: string, authorities: readonly AuthorityName[]): boolean {
  const path = tokensOf(pointer.replace(/^\/payload(?=\/)/, ''));
  const messages = authorities.flatMap(outboundMessages);
  return messages.some((contract) => fieldAt(messageField(contract), path)?.kind === 'text');
}
