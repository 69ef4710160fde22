import type { CodeList } from './code-list.ts';

const creation = 'asyncAPI "DELTA H7 API", Creation_H7';
const euCodes = 'EU Customs Data Model, code lists of Annex B to Implementing Regulation (EU) 2015/2447';

export const declarationTypes: CodeList = [
  { code: 'IM', text: 'Import', certainty: 'verified', source: creation },
  {
    code: 'CO',
    text: 'Trade with special fiscal territories',
    certainty: 'verified',
    source: `${creation}; its meaning after the EU code list`,
  },
];

export const additionalDeclarationTypes: CodeList = [
  { code: 'A', text: 'Validated', certainty: 'verified', source: creation },
  { code: 'D', text: 'Anticipated', certainty: 'verified', source: creation },
];

/** The party to which an additional fiscal reference belongs. */
export const fiscalReferences: CodeList = [
  { code: 'FR1', text: 'Importer', certainty: 'inferred', source: euCodes },
  { code: 'FR2', text: 'Customer', certainty: 'inferred', source: euCodes },
  { code: 'FR3', text: 'Tax representative', certainty: 'inferred', source: euCodes },
  { code: 'FR4', text: 'Holder of the deferred payment authorisation', certainty: 'inferred', source: euCodes },
  { code: 'FR5', text: 'Vendor (IOSS)', certainty: 'inferred', source: euCodes },
  {
    code: 'FR7',
    text: 'Taxable person, for postponed VAT accounting',
    certainty: 'verified',
    source: 'Contrat de service Delta-H7 v3.3 §2.1.2',
  },
];

/** Types of the goods' location. */
export const locationTypes: CodeList = [
  { code: 'A', text: 'Designated location', certainty: 'inferred', source: euCodes },
  { code: 'B', text: 'Authorised place', certainty: 'inferred', source: euCodes },
  { code: 'C', text: 'Approved place', certainty: 'inferred', source: euCodes },
  { code: 'D', text: 'Other', certainty: 'inferred', source: euCodes },
];

/** The kinds of identification of the goods' location. */
export const locationQualifiers: CodeList = [
  { code: 'T', text: 'Postcode and house number', certainty: 'inferred', source: euCodes },
  { code: 'U', text: 'UN/LOCODE', certainty: 'inferred', source: euCodes },
  { code: 'V', text: 'Customs office', certainty: 'inferred', source: euCodes },
  { code: 'W', text: 'GNSS coordinates', certainty: 'inferred', source: euCodes },
  { code: 'X', text: 'EORI number', certainty: 'inferred', source: euCodes },
  { code: 'Y', text: 'Authorisation number', certainty: 'inferred', source: euCodes },
  { code: 'Z', text: 'Address', certainty: 'inferred', source: euCodes },
];
