import { type FunctionalCode, functionalCodes } from './functional-codes.ts';

/** The meaning of a code in our words; undefined where the contract does not list it. `54` is printed for `054`. */
export function codeMeaning(code: string): FunctionalCode | undefined {
  const padded = code.padStart(3, '0');
  return Object.hasOwn(functionalCodes, padded) ? functionalCodes[padded] : undefined;
}
