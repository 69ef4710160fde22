import { END_OF_RELIEF } from '../../code-lists/procedures.ts';
import { textAt } from '../../fields.ts';
import { type JudgedItem, placedIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

export const gtinCheckDigitRule: LawRule = {
  id: 'gtin-check-digit',
  title: 'a standardised identifier (C129) is a GTIN, EAN, UPC or ISBN with a right check digit',
  from: END_OF_RELIEF,
  certainty: 'inferred',
  source: 'GS1 General Specifications §7.9, ISO 2108 (ISBN); that customs looks at the digit is not known',
  remedy: 'read the number from the product again, or give Y081 where it has none',
  check: ({ items }) => items.flatMap(wrongNumbers),
};

function wrongNumbers({ value, pointer }: JudgedItem): LawFinding[] {
  return placedIn(value, '/supportingDocuments').flatMap((one): LawFinding[] => {
    const number = textAt(one.value, '/supportingDocumentReference');
    if (textAt(one.value, '/supportingDocumentType') !== 'C129' || number === undefined) return [];
    const at = `${pointer}${one.pointer}/supportingDocumentReference`;
    const found = faultOf(number.replace(/[\s-]/g, ''));
    return found === undefined ? [] : [{ pointer: at, rule: 'a GTIN, EAN, UPC or ISBN', found }];
  });
}

/** The fault of a number without its hyphens; undefined where it is right. */
function faultOf(number: string): string | undefined {
  if (/^\d{9}[\dXx]$/.test(number)) return isIsbn10(number) ? undefined : 'a wrong check digit';
  if (!/^(?:\d{8}|\d{12,14})$/.test(number)) return 'a text of another form';
  return isGtin(number) ? undefined : 'a wrong check digit';
}

/** The digits count 3 and 1 by turns from the right, and add up to a multiple of 10. */
function isGtin(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** The digits count 10 to 1 from the left, X as the last one is 10, and add up to a multiple of 11. */
function isIsbn10(number: string): boolean {
  const sum = [...number].reduce((total, one, n) => total + (/x/i.test(one) ? 10 : Number(one)) * (10 - n), 0);
  return sum % 11 === 0;
}
