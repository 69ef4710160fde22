import { customsDay } from '../life/clock.ts';
import { EXCLUDED_HEADINGS, KNOWN_AGREEMENT, PROHIBITED_SINCE_HEADING } from '../misbehaviour/triggers.ts';
import type { Declaration, Lodging } from '../register/declaration.ts';
import { procedureCodes } from '../register/declaration.ts';
import type { CustomsError } from './errors.ts';
import { customsError } from './errors.ts';
import { toEuro } from './exchange-rates.ts';
import { withoutIdentifiers } from './product-identifiers.ts';
import { isSold, REFORM, regimeOf } from './regimes.ts';

/** The most that an H7 may be worth, in EUR (§2.1.1). */
const THRESHOLD = 150;

interface Known {
  /** True if a declaration was accepted under this LRN; one that was rejected leaves it free. */
  lrnIsTaken(lrn: string): boolean;
}

/** A rule on the declaration itself, wherever it is carried, by the law of a day. */
type Rule = (declaration: Declaration, day: string) => CustomsError | undefined;

/** The one rule whose type, code, pointer and wording were read in a DGDDI text (Error_H7 0.3.0). */
const uniqueLrn = ({ header }: Lodging, known: Known): CustomsError | undefined =>
  known.lrnIsTaken(header.lrn)
    ? customsError(15, 'H7_NAT_000', 'lrn', "Le LRN saisi ne doit pas correspondre à celui d'une déclaration existante")
    : undefined;

const withinThreshold: Rule = (declaration) => {
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

const iossHasVendor: Rule = (declaration) => {
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

const agreementKnown: Rule = (declaration) =>
  KNOWN_AGREEMENT.test(declaration.clearanceAgreement.clearanceAgreementNumber)
    ? undefined
    : customsError(
        12,
        'H7_NAT_003',
        'declaration.clearanceAgreement.clearanceAgreementNumber',
        "Le numéro d'agrément est inconnu",
      );

const notExcluded: Rule = (declaration) =>
  firstItemIn(
    declaration,
    EXCLUDED_HEADINGS,
    'H7_NAT_004',
    'Marchandise soumise à accises ou à prohibition, exclue de la déclaration H7',
  );

/** The flat duty is paid on credit only (§2.1.1), so that its number is owed from the first day of the duty on. */
const creditGiven: Rule = ({ genericInformation, removalCredit, items }, day) => {
  const isOwed = genericInformation.declarationType === 'IM' && items.some((item) => isSold(regimeOf(item)));
  if (day < REFORM || !isOwed || removalCredit?.removalCreditNumber) return undefined;
  return customsError(
    13,
    'H7_NAT_005',
    'declaration.removalCredit.removalCreditNumber',
    "Le numéro de crédit d'enlèvement est obligatoire",
  );
};

/** A line is what duties and taxes are assessed of: two of one number could not be told apart. */
const numberedApart: Rule = ({ items }) => {
  const index = items.findIndex(({ itemNumber }, at) => items.findIndex((one) => one.itemNumber === itemNumber) < at);
  if (index < 0) return undefined;
  return customsError(
    15,
    'H7_NAT_007',
    `declaration.items[${index}].itemNumber`,
    "Le numéro d'article est déjà utilisé",
  );
};

/** Checks of what was allowed when the declaration was lodged, and no longer is when its goods arrive. */
const notProhibitedSince: Rule = (declaration) =>
  firstItemIn(
    declaration,
    [PROHIBITED_SINCE_HEADING],
    'H7_NAT_014',
    'Marchandise soumise à prohibition depuis le dépôt de la déclaration',
  );

function firstItemIn(
  { items }: Declaration,
  headings: readonly string[],
  code: string,
  description: string,
): CustomsError | undefined {
  const index = items.findIndex(({ commodityCode }) => headings.some((heading) => commodityCode.startsWith(heading)));
  return index < 0 ? undefined : customsError(12, code, `declaration.items[${index}].commodityCode`, description);
}

const rules: readonly Rule[] = [
  withinThreshold,
  iossHasVendor,
  agreementKnown,
  notExcluded,
  creditGiven,
  withoutIdentifiers,
  numberedApart,
];

/** "… en renvoyant à l'opérateur la première erreur rencontrée" (§2.3.5.2): the rules stop at the first. */
export function firstInadmissibility(message: Lodging, known: Known, now: Date): CustomsError | undefined {
  return uniqueLrn(message, known) ?? firstInadmissibleContent(message.declaration, now);
}

/** The same of a declaration whose LRN is its own: one that is amended, judged as of the day of its acceptance. */
export function firstInadmissibleContent(declaration: Declaration, acceptedAt: Date): CustomsError | undefined {
  return firstBroken(rules, declaration, acceptedAt);
}

/** "… réalise un nouveau contrôle sur la déclaration" (§4.2.2), once it is validated. */
export function firstInadmissibilityOnArrival(declaration: Declaration, now: Date): CustomsError | undefined {
  return firstBroken([...rules, notProhibitedSince], declaration, now);
}

function firstBroken(list: readonly Rule[], declaration: Declaration, at: Date): CustomsError | undefined {
  const day = customsDay(at);
  for (const rule of list) {
    const error = rule(declaration, day);
    if (error) return error;
  }
  return undefined;
}
