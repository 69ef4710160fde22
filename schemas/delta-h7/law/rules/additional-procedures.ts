import { additionalProcedures } from '../../code-lists/procedures.ts';
import { distanceSales, type JudgedItem } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

export const additionalProceduresRule: LawRule = {
  id: 'additional-procedures',
  title: 'additional procedures that are known on that day, and may stand together',
  certainty: 'inferred',
  source: "EU code list 11 10, by secondary sources: DGDDI's own list is not public",
  remedy: 'correct the code, or remove it',
  check: ({ items }, { day }) => items.flatMap((item) => [...unknownCodes(item, day), ...combinations(item)]),
};

/** Codes that the list does not have, or not yet; one that ended is the matter of another rule. */
function unknownCodes({ pointer, codes }: JudgedItem, day: string): LawFinding[] {
  return codes.flatMap((code): LawFinding[] => {
    const at = `${pointer}/additionalProcedure`;
    const known = additionalProcedures.find((entry) => entry.code === code);
    if (!known) return [{ pointer: at, rule: 'an additional procedure of the code list', found: 'another code' }];
    if (known.from === undefined || day >= known.from) return [];
    return [
      {
        pointer: at,
        rule: `an additional procedure that holds already; this one begins on ${known.from}`,
        found: 'a code that does not hold yet',
      },
    ];
  });
}

function combinations({ pointer, codes }: JudgedItem): LawFinding[] {
  const at = `${pointer}/additionalProcedure`;
  const schemes = distanceSales.filter((scheme) => codes.includes(scheme));
  const found: LawFinding[] = [];
  if (codes.includes('C08') && schemes.length > 0)
    found.push({
      pointer: at,
      rule: 'C08, a gift between private persons, cannot be a distance sale (F48, F49, F53) too',
      found: 'both',
      remedy: 'remove one of them',
    });
  if (schemes.length > 1)
    found.push({
      pointer: at,
      rule: 'an item is under one scheme only: F48, F49 or F53',
      found: 'several',
      remedy: 'remove all but one',
    });
  return found;
}
