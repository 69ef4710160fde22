import { type FunctionalCode, functionalCodes } from './functional-codes.ts';

/**
 * The rule behind a code and its remedy in our words; undefined where the contract does not list it. `54` is printed for
 * `054`.
 */
export function codeAdvice(code: string): string | undefined {
  const all: Readonly<Record<string, FunctionalCode>> = functionalCodes;
  const padded = code.padStart(3, '0');
  const found = Object.hasOwn(all, padded) ? all[padded] : undefined;
  return found && `the rule is ${found.rule}: ${found.remedy}`;
}
