import { dateInParis } from '../../date-in-paris.ts';
import { listAt, textAt, valueAt } from '../../fault.ts';
import { instantOf } from '../../instant.ts';

/** An entry of a list in a message, with its place. */
export interface PlacedEntry {
  value: unknown;
  pointer: string;
}

/** An item with what most rules look at. */
export interface JudgedItem extends PlacedEntry {
  /** The codes of its additional procedures. */
  codes: readonly string[];
  /** The HS sub-heading; '' where there is none. */
  commodityCode: string;
}

/** The declaration in a message, as the rules of the law read it: nothing of it is certain to be there. */
export interface Declared {
  message: string;
  payload: unknown;
  declaration: unknown;
  items: readonly JudgedItem[];
  /** Union goods from a special fiscal territory (`CO`). */
  isUnionGoods: boolean;
  /** The day in Paris on which an anticipated declaration expects its goods. */
  expected: string | undefined;
}

/** The place of the date at which an anticipated declaration expects its goods. */
export const EXPECTED_AT = '/declaration/genericInformation/provisionalValidationDateTime';

/** The schemes of a distance sale to a private person. */
export const distanceSales = ['F48', 'F49', 'F53'];

/** Reads the declaration in a message; it has no items where the message carries none. */
export function declaredIn(message: string, payload: unknown): Declared {
  const declaration = valueAt(payload, '/declaration');
  const isAnticipated = valueAt(declaration, '/genericInformation/additionalDeclarationType') === 'D';
  const expected = isAnticipated ? valueAt(payload, EXPECTED_AT) : undefined;
  return {
    message,
    payload,
    declaration,
    items: placedIn(payload, '/declaration/items').map(({ value, pointer }) => ({
      value,
      pointer,
      codes: textsIn(value, '/additionalProcedure', '/additionalProcedureCode'),
      commodityCode: textAt(value, '/commodityCode') ?? '',
    })),
    isUnionGoods: valueAt(declaration, '/genericInformation/declarationType') === 'CO',
    expected: typeof expected === 'string' ? dayIn(expected) : undefined,
  };
}

/** The day in Paris of a date-time as customs writes it. */
export function dayIn(dateTime: string): string | undefined {
  const instant = instantOf(dateTime);
  return instant === undefined ? undefined : dateInParis(new Date(instant));
}

/** The entries of the list at a pointer, each with its own. */
export function placedIn(root: unknown, pointer: string): PlacedEntry[] {
  return listAt(root, pointer).map((value, index) => ({ value, pointer: `${pointer}/${index}` }));
}

/** The texts at one place in each entry of a list. */
export function textsIn(root: unknown, list: string, at: string): string[] {
  return listAt(root, list).flatMap((one) => textAt(one, at) ?? []);
}

/** True for a distance sale, under any scheme. */
export const isDistanceSale = ({ codes }: JudgedItem) => codes.some((code) => distanceSales.includes(code));
