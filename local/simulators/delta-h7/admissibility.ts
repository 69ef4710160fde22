import type { CreationH7 } from './declaration.ts';
import { procedureCodes } from './declaration.ts';
import type { CustomsError } from './errors.ts';
import { customsError } from './errors.ts';
import { toEuro } from './exchange-rates.ts';
import { EXCLUDED_HEADINGS, KNOWN_AGREEMENT } from './triggers.ts';

/** The most that an H7 may be worth, in EUR (§2.1.1). */
const THRESHOLD = 150;

interface Known {
  /** Whether a declaration was accepted under this LRN; one that was rejected leaves it free. */
  lrnIsTaken(lrn: string): boolean;
}

type Rule = (message: CreationH7, known: Known) => CustomsError | undefined;

/** The one rule whose type, code, pointer and wording were read in a DGDDI text (Error_H7 0.3.0). */
const uniqueLrn: Rule = ({ header }, known) =>
  known.lrnIsTaken(header.lrn)
    ? customsError(15, 'H7_NAT_000', 'lrn', "Le LRN saisi ne doit pas correspondre à celui d'une déclaration existante")
    : undefined;

const withinThreshold: Rule = ({ declaration }) => {
  const total = declaration.items.reduce(
    (sum, { intrinsicValue }) =>
      sum + toEuro(intrinsicValue.intrinsicValueAmount, intrinsicValue.intrinsicValueCurrency),
    0,
  );
  // In cents, since amounts such as 0.1 + 0.2 do not add up in floating point.
  if (Math.round(total * 100) <= THRESHOLD * 100) return undefined;
  return customsError(
    12,
    'H7_NAT_001',
    'declaration.items',
    'La valeur intrinsèque totale de la déclaration ne doit pas excéder 150 euros',
  );
};

const iossHasVendor: Rule = ({ declaration }) => {
  if (!declaration.items.some((item) => procedureCodes(item).includes('F48'))) return undefined;
  const vendor = declaration.additionalFiscalReferences?.some(
    (entry) => entry.additionalFiscalReferenceRole === 'FR5' && entry.additionalFiscalReferenceId,
  );
  if (vendor) return undefined;
  return customsError(
    13,
    'H7_NAT_002',
    'declaration.additionalFiscalReferences',
    'Le numéro IOSS (FR5) est obligatoire avec le régime F48',
  );
};

const agreementKnown: Rule = ({ declaration }) =>
  KNOWN_AGREEMENT.test(declaration.clearanceAgreement.clearanceAgreementNumber)
    ? undefined
    : customsError(
        12,
        'H7_NAT_003',
        'declaration.clearanceAgreement.clearanceAgreementNumber',
        "Le numéro d'agrément est inconnu",
      );

const notProhibited: Rule = ({ declaration }) => {
  const index = declaration.items.findIndex(({ commodityCode }) =>
    EXCLUDED_HEADINGS.some((heading) => commodityCode.startsWith(heading)),
  );
  if (index < 0) return undefined;
  return customsError(
    12,
    'H7_NAT_004',
    `declaration.items[${index}].commodityCode`,
    'Marchandise soumise à accises ou à prohibition, exclue de la déclaration H7',
  );
};

const rules: readonly Rule[] = [uniqueLrn, withinThreshold, iossHasVendor, agreementKnown, notProhibited];

/** "… en renvoyant à l'opérateur la première erreur rencontrée" (§2.3.5.2): the rules stop at the first. */
export function firstInadmissibility(message: CreationH7, known: Known): CustomsError | undefined {
  for (const rule of rules) {
    const error = rule(message, known);
    if (error) return error;
  }
  return undefined;
}
