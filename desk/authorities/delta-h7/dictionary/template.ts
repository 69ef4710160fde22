import { stringify } from 'csv-stringify/sync';
import type { MessagePlaceInfo } from '../../../../schemas/delta-h7/dictionary/places.ts';
import { safeCell } from '../../../exports/cell.ts';
import { fieldTitle } from '../../../places/place-words.ts';
import { type KnownPlace, knownPlaces, placeInTable } from './places-by-name.ts';

/** The columns of the template that describe our names, and are not read back. */
export const describingColumns: readonly string[] = ['certainty', 'is', 'meaning'];

/** The columns of the template: those that are filled in, then what our schemas say. */
const columns = ['messages', 'ours', 'official', 'length', 'cardinality', ...describingColumns];

/**
 * All our names with a row each, to be filled in: CSV in UTF-8 with its mark. A place whose certainty differs by message
 * has a row for each.
 * @param delimiter a comma, or the semicolon that French spreadsheets read
 */
export function templateText(delimiter: ',' | ';' = ','): string {
  const rows = [...knownPlaces().values()].flatMap(rowsOf);
  const lines = [columns, ...rows.map((row) => row.map(safeCell))];
  return `\uFEFF${stringify(lines, { record_delimiter: 'windows', delimiter })}`;
}

function rowsOf({ place, name, in: messages }: KnownPlace): string[][] {
  return ([false, true] as const).flatMap((isInferred) => {
    const own = [...messages].filter(([, info]) => info.isInferred === isInferred);
    const [first] = own;
    if (!first) return [];
    const having = own.map(([message]) => message).join(' ');
    const certainty = isInferred ? 'inferred' : 'verified';
    return [[having, placeInTable(place), '', '', '', certainty, kindWords(first[1]), fieldTitle('delta-h7', name)]];
  });
}

const kindWords = ({ kind, isList, isOptional }: MessagePlaceInfo) =>
  `${isList ? 'list of ' : ''}${kind}${isOptional ? ', may be absent' : ''}`;
