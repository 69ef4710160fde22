import { type Fault, valueAt, valueKind } from '../../fault.ts';
import { functionalCodes } from '../codes/functional-codes.ts';

/**
 * A rule of CIEL, checked before a declaration is sent. It reads only the parts that it needs and is silent where one
 * cannot be read. Pointers lead into the content of message-interprofession.
 */
export type Rule = (drm: unknown, on: Date) => Fault[];

/**
 * The fault of a declaration that breaks a rule of CIEL at one of its places.
 * @param found the finding, where the kind of the value there does not say it; never the value
 */
export function broken(
  code: keyof typeof functionalCodes,
  drm: unknown,
  pointer: string,
  found = valueKind(valueAt(drm, pointer)),
): Fault {
  const { rule, remedy } = functionalCodes[code];
  return { pointer, code, rule, found, remedy };
}
