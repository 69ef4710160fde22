import { fiscalReferences } from '../../code-lists/declaration.ts';
import type { Declared } from '../declared.ts';
import { type FiscalReference, fiscalReferencesIn } from '../fiscal-reference.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The roles whose reference is a VAT number: importer, customer, tax representative, taxable person. */
const WITH_VAT_NUMBER = ['FR1', 'FR2', 'FR3', 'FR7'];
const VAT_NUMBER = /^[A-Z]{2}[0-9A-Z+*]{2,13}$/;
/** That of France and Monaco: two letters or digits, and nine digits. */
const FRENCH_VAT_NUMBER = /^FR[0-9A-Z]{2}\d{9}$/;

const REFERENCES = '/declaration/additionalFiscalReferences';

export const fiscalReferencesRule: LawRule = {
  id: 'fiscal-references',
  title: 'fiscal references by their role: FR5 with F48 and with nothing else, VAT numbers as FR1, FR2, FR3 and FR7',
  certainty: 'inferred',
  source: 'EU data element 13 16; Contrat de service Delta-H7 v3.3 §2.1.2 (FR7)',
  remedy: 'correct the role or the number',
  check: (declared) => [...fiscalReferencesIn(declared.payload).flatMap(unfitReference), ...schemeFindings(declared)],
};

function unfitReference({ role, number, pointer, at }: FiscalReference): LawFinding[] {
  if (!fiscalReferences.some(({ code }) => code === role))
    return [
      {
        pointer: `${pointer}/additionalFiscalReferenceRole`,
        rule: 'a role of a fiscal reference: FR1, FR2, FR3, FR4, FR5 or FR7',
        found: 'another code',
      },
    ];
  if (!WITH_VAT_NUMBER.includes(role)) return [];
  const isRight = number.startsWith('FR') ? FRENCH_VAT_NUMBER.test(number) : VAT_NUMBER.test(number);
  if (isRight && (role !== 'FR7' || number.startsWith('FR'))) return [];
  const rule =
    role === 'FR7'
      ? 'a French VAT number, as the reference of FR7'
      : 'a VAT number, as the reference of FR1, FR2 or FR3';
  return [{ pointer: at, rule, found: 'another form', remedy: 'give the VAT number with its country, without blanks' }];
}

/** The number of the import scheme stands once for the whole declaration, and all its goods are then under that scheme. */
function schemeFindings({ payload, items }: Declared): LawFinding[] {
  const first = items.find(({ codes }) => codes.includes('F48'));
  const other = items.find(({ codes }) => !codes.includes('F48'));
  const hasNumber = fiscalReferencesIn(payload).some(({ role }) => role === 'FR5');
  if (first && !hasNumber)
    return [
      {
        pointer: REFERENCES,
        rule: 'F48 (IOSS) needs the IOSS number of the vendor, as an additional fiscal reference FR5',
        found: 'nothing',
        remedy: 'add it',
      },
    ];
  if (!other || !(first || hasNumber)) return [];
  return [
    {
      pointer: `${other.pointer}/additionalProcedure`,
      rule: 'goods under F48 (IOSS) and others cannot stand in one declaration, and FR5 is for F48 only',
      found: 'goods without F48',
      remedy: 'declare them apart',
    },
  ];
}
