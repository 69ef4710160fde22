import { frenchOfCodes } from './french-codes.ts';
import { type FunctionalCode, functionalCodes } from './functional-codes.ts';

/**
 * The rule behind a code and its remedy in our words; undefined where the contract does not list it. `54` is printed for
 * `054`.
 */
export function codeAdvice(code: string): string | undefined {
  const all: Readonly<Record<string, FunctionalCode>> = functionalCodes;
  const padded = code.padStart(3, '0');
  const found = Object.hasOwn(all, padded) ? all[padded] : undefined;
  return found && adviceOf(found);
}

/** The French of the advice on each code, by the English. */
export const codeAdviceInFrench: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values<FunctionalCode>(functionalCodes).map(({ rule, remedy }) => [
    adviceOf({ rule, remedy }),
    `la règle est ${frenchOfCodes[rule] ?? rule} : ${frenchOfCodes[remedy] ?? remedy}`,
  ]),
);

function adviceOf({ rule, remedy }: FunctionalCode): string {
  return `the rule is ${rule}: ${remedy}`;
}
