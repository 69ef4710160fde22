import type { CodeList } from './code-list.ts';

const euCodes = 'EU Customs Data Model, code lists of Annex B to Implementing Regulation (EU) 2015/2447';
const vatPackage = 'Guidance of the Commission on low value consignments, Ares(2020)7537849';

/** The day on which the relief from duty up to 150 EUR ended. */
export const END_OF_RELIEF = '2026-07-01';

/** The greatest value of a gift between private persons (C08) that is free of duty and tax, in EUR cents. */
export const GIFT_RELIEF_CENTS = 45_00;

/** The day from which an item of a distance sale must have product identifiers. */
export const IDENTIFIERS_MANDATORY = '2026-11-01';

/** Requested and previous procedures; whether Delta-H7 carries them is not public. */
export const procedures: CodeList = [
  { code: '40', text: 'Release for free circulation and home use', certainty: 'inferred', source: euCodes },
  { code: '00', text: 'No previous procedure', certainty: 'inferred', source: euCodes },
];

/** Additional procedures. The rules of the law know which of them may stand together. */
export const additionalProcedures: CodeList = [
  {
    code: 'C07',
    text: 'Consignment of negligible value',
    until: END_OF_RELIEF,
    certainty: 'inferred',
    source: `${vatPackage}; its end after Council Regulation (EU) 2026/382, by secondary sources`,
  },
  { code: 'C08', text: 'Gift from one private person to another', certainty: 'inferred', source: vatPackage },
  {
    code: 'F48',
    text: 'Distance sale, VAT paid under the import scheme (IOSS)',
    from: '2021-07-01',
    certainty: 'verified',
    source: 'asyncAPI "DELTA H7 API" 0.3.0, Response_H7',
  },
  {
    code: 'F49',
    text: 'Import VAT under the special arrangements',
    from: '2021-07-01',
    certainty: 'verified',
    source: 'asyncAPI "DELTA H7 API" 0.3.0, Response_H7',
  },
  {
    code: 'F53',
    text: 'Distance sale, import VAT under the standard mechanism',
    from: END_OF_RELIEF,
    certainty: 'inferred',
    source: 'Council Regulation (EU) 2026/382 and its implementing acts, by secondary sources',
  },
];
