import { type FunctionalCode, functionalCodes } from './functional-codes.ts';

/** The meaning of a code in our words; undefined where the contract does not list it. `54` is printed for `054`. */
export function codeMeaning(code: string): FunctionalCode | undefined {
  const all: Readonly<Record<string, FunctionalCode>> = functionalCodes;
  const padded = code.padStart(3, '0');
  return Object.hasOwn(all, padded) ? all[padded] : undefined;
}
