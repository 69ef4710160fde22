import type { Warning } from '../../contract.ts';
import { dateInParis } from '../../date-in-paris.ts';
import { listAt, valueAt } from '../../fault.ts';
import { productIdentifiers } from './charges.ts';
import { type CodeEntry, entriesOn, textOf } from './code-list.ts';
import { additionalProcedures, END_OF_RELIEF } from './procedures.ts';

/** The schemes of a distance sale: an item is under at most one of them. */
const SCHEMES = ['F48', 'F49', 'F53'];
/** The greatest value of a gift that is free of duty and tax, in EUR cents. */
const GIFT_CENTS = 45_00;

/** An item with its codes and its place in the message. */
interface Item {
  item: unknown;
  pointer: string;
  codes: readonly string[];
}

/**
 * Doubtful places in a message by the lists of that day. The lists are not DGDDI's own, so nothing is refused for them.
 */
export function warnings(_message: string, payload: unknown, on: Date): Warning[] {
  const items = itemsOf(payload);
  return [
    ...items.flatMap((one) => [...codeWarnings(one, on), ...combinationWarnings(one)]),
    ...iossWarnings(payload, items),
    ...giftWarnings(items),
    ...identifierWarnings(items, on),
  ];
}

/** The items of the declaration in a message; none where it carries none. */
function itemsOf(payload: unknown): Item[] {
  return listAt(payload, '/declaration/items').map((item, index) => {
    const codes = listAt(item, '/additionalProcedure').map((one) => valueAt(one, '/additionalProcedureCode'));
    return {
      item,
      pointer: `/declaration/items/${index}`,
      codes: codes.filter((code) => typeof code === 'string'),
    };
  });
}

/** Warnings of codes that the list does not have, or not on that day. */
function codeWarnings({ pointer, codes }: Item, on: Date): Warning[] {
  return codes.flatMap((code): Warning[] => {
    if (textOf(additionalProcedures, code, on) !== undefined) return [];
    const known = additionalProcedures.filter((entry) => entry.code === code);
    const text = code === 'C07' && codes.includes('F48') ? c07WithIoss : outOfDate(code, known, dateInParis(on));
    return [{ pointer: `${pointer}/additionalProcedure`, text, certainty: 'inferred' }];
  });
}

const c07WithIoss = `C07 has no place beside F48 (IOSS) since ${END_OF_RELIEF}, when the relief from duty ended`;

function outOfDate(code: string, [entry]: readonly CodeEntry[], day: string): string {
  if (!entry) return `the additional procedure ${printable(code)} is not known`;
  return entry.from !== undefined && day < entry.from
    ? `the additional procedure ${code} (${entry.text}) holds from ${entry.from} on only`
    : `the additional procedure ${code} (${entry.text}) no longer holds since ${entry.until}`;
}

/** A code may be any text, so only its beginning is shown. */
const printable = (code: string) => JSON.stringify(code.slice(0, 10));

function combinationWarnings({ pointer, codes }: Item): Warning[] {
  const schemes = SCHEMES.filter((scheme) => codes.includes(scheme));
  const found: Warning[] = [];
  const warn = (text: string) => found.push({ pointer: `${pointer}/additionalProcedure`, text, certainty: 'inferred' });
  if (codes.includes('C08') && schemes.length > 0)
    warn(`C08, a gift between private persons, cannot be a distance sale (${schemes.join(', ')}) too`);
  if (schemes.length > 1) warn(`an item is under one scheme only, not under ${schemes.join(' and ')}`);
  return found;
}

/**
 * Warnings about the number of the import scheme: it stands once for the whole consignment, and all its goods are then
 * under that scheme.
 */
function iossWarnings(payload: unknown, items: readonly Item[]): Warning[] {
  const first = items.find(({ codes }) => codes.includes('F48'));
  const other = items.find(({ codes }) => !codes.includes('F48'));
  const references = listAt(payload, '/declaration/additionalFiscalReferences');
  const hasNumber = references.some((one) => valueAt(one, '/additionalFiscalReferenceRole') === 'FR5');
  if (first && !hasNumber) {
    const text = 'F48 (IOSS) needs the IOSS number of the vendor, as an additional fiscal reference FR5';
    return [{ pointer: '/declaration/additionalFiscalReferences', text, certainty: 'inferred' }];
  }
  if (!other || !(first || hasNumber)) return [];
  const text = 'goods under F48 (IOSS) and others cannot stand in one declaration, and FR5 is for F48 only';
  return [{ pointer: `${other.pointer}/additionalProcedure`, text, certainty: 'inferred' }];
}

function giftWarnings(items: readonly Item[]): Warning[] {
  const gift = items.find(({ codes }) => codes.includes('C08'));
  const values = items.map(({ item }) => ({
    amount: valueAt(item, '/intrinsicValue/intrinsicValueAmount'),
    currency: valueAt(item, '/intrinsicValue/intrinsicValueCurrency'),
  }));
  const cents = values.reduce(
    (sum, { amount, currency }) =>
      currency === 'EUR' && typeof amount === 'number' ? sum + Math.round(amount * 100) : Number.NaN,
    0,
  );
  // Other currencies are for customs to convert: NaN is not above anything.
  if (!gift || !(cents > GIFT_CENTS)) return [];
  const text = 'a gift between private persons (C08) is free of duty and tax up to 45 EUR in all';
  return [{ pointer: `${gift.pointer}/additionalProcedure`, text, certainty: 'inferred' }];
}

/** Any field named product … identifier counts: the name of the field is not public. */
const IDENTIFIER = /product.*identifier/i;

function identifierWarnings(items: readonly Item[], on: Date): Warning[] {
  const [mandatory] = entriesOn(productIdentifiers, on).filter(({ code }) => code === 'mandatory');
  if (!mandatory) return [];
  // Between private persons nothing is sold.
  return items
    .filter(({ item, codes }) => !codes.includes('C08') && !hasIdentifier(item))
    .map(({ pointer }) => ({
      pointer,
      text: `no product identifier: since ${mandatory.from} they are mandatory for distance sales`,
      certainty: mandatory.certainty,
    }));
}

function hasIdentifier(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, one]) => IDENTIFIER.test(name) || hasIdentifier(one));
}
