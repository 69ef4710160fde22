import type { LawRule } from './law-rule.ts';
import { additionalProceduresRule } from './rules/additional-procedures.ts';
import { changeOfLawRule } from './rules/change-of-law.ts';
import { currencyRule } from './rules/currency.ts';
import { descriptionRule } from './rules/description.ts';
import { documentTypesRule } from './rules/document-types.ts';
import { eoriSirenRule } from './rules/eori-siren.ts';
import { exciseRule } from './rules/excise.ts';
import { expectedDateRule } from './rules/expected-date.ts';
import { fiscalReferencesRule } from './rules/fiscal-references.ts';
import { giftValueRule } from './rules/gift-value.ts';
import { gtinCheckDigitRule } from './rules/gtin-check-digit.ts';
import { identifierLengthRule } from './rules/identifier-length.ts';
import { iossNumberRule } from './rules/ioss-number.ts';
import { itemNumbersRule } from './rules/item-numbers.ts';
import { lrnBlanksRule } from './rules/lrn-blanks.ts';
import { productIdentifiersRule } from './rules/product-identifiers.ts';
import { reliefEndedRule } from './rules/relief-ended.ts';
import { removalCreditRule } from './rules/removal-credit.ts';
import { unionGoodsRule } from './rules/union-goods.ts';
import { valueThresholdRule } from './rules/value-threshold.ts';
import { zeroValueRule } from './rules/zero-value.ts';

/** The one table of the law's rules, in the order of their ids. */
export const lawRules: readonly LawRule[] = [
  productIdentifiersRule,
  gtinCheckDigitRule,
  identifierLengthRule,
  removalCreditRule,
  eoriSirenRule,
  iossNumberRule,
  fiscalReferencesRule,
  valueThresholdRule,
  currencyRule,
  itemNumbersRule,
  descriptionRule,
  zeroValueRule,
  exciseRule,
  expectedDateRule,
  lrnBlanksRule,
  reliefEndedRule,
  additionalProceduresRule,
  giftValueRule,
  unionGoodsRule,
  documentTypesRule,
  changeOfLawRule,
];
