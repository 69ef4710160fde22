import { textAt } from '../fault.ts';

/** The longest reference of a filing. */
const LONGEST = 100;

/** True for `TYPE:NUMBER`. */
export const isTyped = (reference: string): boolean => reference.includes(':');

/**
 * The reference of a consignment, `TYPE:NUMBER`, by its transport document in a presentation or in a signal; undefined
 * where it has none, or one that no filing can have.
 */
export function consignmentReference(payload: unknown): string | undefined {
  const at = (field: string) => textAt(payload, `/transportDocumentHouseLevel/${field}`);
  const [type, number] = [at('type'), at('documentNumber') ?? at('referenceNumber')];
  const reference = `${type}:${number}`;
  return type && number && reference.length <= LONGEST ? reference : undefined;
}
