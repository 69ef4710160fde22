import type { CodeList } from './code-list.ts';

/** Types of tax in an assessment. */
export const taxTypes: CodeList = [
  {
    code: 'B00',
    text: 'VAT',
    certainty: 'verified',
    source: 'asyncAPI "DELTA H7 API" 0.3.0, example of Response_H7',
  },
  {
    code: 'A00',
    text: 'Customs duty',
    certainty: 'inferred',
    source: 'EU Customs Data Model, list of types of tax; that Delta-H7 uses it for the flat duty is not verified',
  },
];

/** National tax codes. DGDDI's list is not public. */
export const nationalTaxCodes: CodeList = [
  {
    code: 'A445',
    text: 'VAT at 20 %',
    certainty: 'verified',
    source: 'asyncAPI "DELTA H7 API" 0.3.0, example of Response_H7',
  },
];
