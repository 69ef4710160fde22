/**
 * The ids of the law's rules: in `raise` of the lane's configuration, in findings, in documents. Each has a file in
 * `rules/`.
 */
export const lawIds = [
  'product-identifiers',
  'gtin-check-digit',
  'identifier-length',
  'removal-credit',
  'eori-siren',
  'ioss-number',
  'fiscal-references',
  'value-threshold',
  'currency',
  'item-numbers',
  'description',
  'zero-value',
  'excise',
  'expected-date',
  'lrn-blanks',
  'relief-ended',
  'additional-procedures',
  'gift-value',
  'union-goods',
  'document-types',
  'change-of-law',
] as const;

export type LawId = (typeof lawIds)[number];
