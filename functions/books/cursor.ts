import { DeclarantError } from '../../schemas/declarant-error.ts';
import { digestOf } from '../ledger/digest.ts';
import type { BooksFilter } from './books.ts';

/** The place after which a page begins: that of the last filing that was shown. */
export interface ListPlace {
  /** ISO 8601 in UTC. */
  at: string;
  filing: string;
}

/** A cursor that is none, or of another list. */
export class CursorError extends DeclarantError {
  override readonly name = 'CursorError';
  readonly code = 'CURSOR';
}

/** The cursor of a list after a place, in one word. */
export function cursorAfter({ at, filing }: ListPlace, filter: BooksFilter): string {
  return Buffer.from(JSON.stringify([listOf(filter), at, filing])).toString('base64url');
}

/** @throws {CursorError} where it cannot be used with this filter */
export function placeAt(cursor: string, filter: BooksFilter): ListPlace {
  const [list, at, filing] = partsOf(cursor);
  if (typeof at !== 'string' || typeof filing !== 'string' || typeof list !== 'string')
    throw new CursorError('This is no cursor of a list');
  if (list !== listOf(filter)) throw new CursorError('This cursor is of a list with other filters');
  return { at, filing };
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** The list that a filter selects, whatever its period: the beginning of `3d` is another one at each call. */
function listOf({ since: _, until: __, ...filter }: BooksFilter): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]);
  return digestOf(JSON.stringify(parts.toSorted())).slice(0, 10);
}
