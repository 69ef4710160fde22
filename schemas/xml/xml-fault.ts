import { type Fault, FaultsError, shownPointer } from '../fault.ts';

/** A fault of XML as such, at the place in the JSON form that it was read for; `''` is the whole document. */
export function xmlFault(rule: string, found: string, path: readonly PropertyKey[] = []): Fault {
  return { pointer: shownPointer(path), rule, found, remedy: 'correct the XML' };
}

/** The rule that well-formed documents keep. */
export const WELL_FORMED = 'well-formed XML';

/** The error of a document that is read no further. */
export function unreadable(rule: string, found: string): FaultsError {
  return new FaultsError('The XML cannot be read', [xmlFault(rule, found)]);
}
