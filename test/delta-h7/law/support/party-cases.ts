import { declared, documents, fiscal, goods, put, under, union, vendor } from './build.ts';
import type { LawCase } from './law-case.ts';

const PROCEDURES = '/declaration/items/0/additionalProcedure';
const FISCAL = '/declaration/additionalFiscalReferences';
const DECLARANT = '/declaration/declarant/declarantId';

/** The facts of the law of parties and documents, each with a case that passes and one that is found. */
export const partyCases: readonly LawCase[] = [
  { id: 'removal-credit', about: 'a credit', payload: declared(fiscal(vendor), under(['F48'])), finds: [] },
  {
    id: 'removal-credit',
    about: 'IOSS without one',
    payload: declared({ ...fiscal(vendor), '/removalCredit': undefined }, under(['F48'])),
    finds: [['/declaration/removalCredit/removalCreditNumber', 'nothing']],
  },
  {
    id: 'removal-credit',
    about: 'a blank one',
    payload: declared({ '/removalCredit/removalCreditNumber': ' ' }),
    finds: [['/declaration/removalCredit/removalCreditNumber', 'nothing']],
  },
  {
    id: 'removal-credit',
    about: 'IOSS without one, the day before the flat duty',
    on: '2026-06-30',
    payload: declared({ ...fiscal(vendor), '/removalCredit': undefined }, under(['F48'])),
    finds: [],
  },
  {
    id: 'removal-credit',
    about: 'a gift without one',
    payload: declared({ '/removalCredit': undefined }, under(['C08'])),
    finds: [],
  },
  {
    id: 'removal-credit',
    about: 'Union goods without one',
    payload: put(union('RE'), { '/declaration/removalCredit': undefined }),
    finds: [],
  },

  { id: 'eori-siren', about: 'a SIREN', payload: declared({ '/declarant/declarantId': 'FR123456782' }), finds: [] },
  {
    id: 'eori-siren',
    about: 'a SIRET',
    payload: declared({ '/declarant/declarantId': 'FR12345678200011' }),
    finds: [[DECLARANT, 'that of a SIRET']],
  },
  {
    id: 'eori-siren',
    about: 'a SIRET of before',
    on: '2025-12-31',
    payload: declared({ '/declarant/declarantId': 'FR12345678200011' }),
    finds: [],
  },
  {
    id: 'eori-siren',
    about: 'another French form',
    payload: declared({ '/importer/importerId': 'FR12AB' }),
    finds: [['/declaration/importer/importerId', 'another form']],
  },
  {
    id: 'eori-siren',
    about: 'the EORI of another country',
    payload: declared({ '/representative/representativeId': 'DE1234567890123' }),
    finds: [],
  },
  {
    id: 'eori-siren',
    about: 'a holder of an authorisation',
    payload: declared({
      '/authorisations': [
        { authorisationType: 'C501', authorisationReference: 'A', authorisationHolder: 'FR12345678200011' },
      ],
    }),
    finds: [['/declaration/authorisations/0/authorisationHolder', 'that of a SIRET']],
  },

  ...['IM2500012345', 'IM0561234567', 'IM9001234567'].map(
    (number): LawCase => ({
      id: 'ioss-number',
      about: `the number ${number}`,
      payload: declared(fiscal(['FR5', number]), under(['F48'])),
      finds: [],
    }),
  ),
  ...(
    [
      ['IN2500012345', "an intermediary's number"],
      ['IM8401234567', 'the number of no member state'],
      ['IM25000123', 'another form'],
      ['FR40123456824', 'another form'],
    ] as const
  ).map(
    ([number, found]): LawCase => ({
      ...{
        id: 'ioss-number',
        about: `the number ${number}`,
        payload: declared(fiscal(['FR5', number]), under(['F48'])),
      },
      finds: [[`${FISCAL}/0/additionalFiscalReferenceId`, found]],
    }),
  ),
  {
    id: 'ioss-number',
    about: 'two numbers',
    payload: declared(fiscal(vendor, ['FR5', 'IM0561234567']), under(['F48'])),
    finds: [[`${FISCAL}/1`, 'another one']],
  },

  {
    id: 'fiscal-references',
    about: 'F48 with FR5',
    payload: declared(fiscal(vendor), under(['F48']), under(['F48'], 20, 2)),
    finds: [],
  },
  {
    id: 'fiscal-references',
    about: 'F48 without FR5',
    payload: declared({}, under(['F48'])),
    finds: [[FISCAL, 'nothing']],
  },
  {
    id: 'fiscal-references',
    about: 'FR5 without F48',
    payload: declared(fiscal(vendor)),
    finds: [[PROCEDURES, 'goods without F48']],
  },
  {
    id: 'fiscal-references',
    about: 'F48 mixed with others',
    payload: declared(fiscal(vendor), under(['F48']), under(['F53'], 20, 2)),
    finds: [['/declaration/items/1/additionalProcedure', 'goods without F48']],
  },
  { id: 'fiscal-references', about: 'postponed VAT', payload: declared(fiscal(['FR7', 'FR40123456824'])), finds: [] },
  {
    id: 'fiscal-references',
    about: 'postponed VAT of another country',
    payload: declared(fiscal(['FR7', 'DE123456789'])),
    finds: [[`${FISCAL}/0/additionalFiscalReferenceId`, 'another form']],
  },
  {
    id: 'fiscal-references',
    about: 'an importer of another country',
    payload: declared(fiscal(['FR1', 'DE123456789'])),
    finds: [],
  },
  {
    id: 'fiscal-references',
    about: 'a SIREN as a VAT number',
    payload: declared(fiscal(['FR1', 'FR123456782'])),
    finds: [[`${FISCAL}/0/additionalFiscalReferenceId`, 'another form']],
  },
  {
    id: 'fiscal-references',
    about: 'a role that is none',
    payload: declared(fiscal(['FR9', 'FR40123456824'])),
    finds: [[`${FISCAL}/0/additionalFiscalReferenceRole`, 'another code']],
  },

  {
    id: 'document-types',
    about: 'an authorised economic operator, and an invoice',
    payload: declared({
      '/authorisations': [{ authorisationType: 'C501', authorisationReference: 'A' }],
      '/supportingDocuments': documents(['N380', 'I-1']),
    }),
    finds: [],
  },
  {
    id: 'document-types',
    about: 'C521',
    payload: declared({ '/authorisations': [{ authorisationType: 'C521', authorisationReference: 'A' }] }),
    finds: [['/declaration/authorisations/0/authorisationType', 'C521']],
  },
  {
    id: 'document-types',
    about: '00100 of an item',
    payload: declared({}, goods({ '/additionalInformations': [{ additionalInformationCode: '00100' }] })),
    finds: [['/declaration/items/0/additionalInformations/0/additionalInformationCode', '00100']],
  },
  {
    id: 'document-types',
    about: 'the number of an order',
    payload: declared({
      '/additionalReferences': [{ additionalReferenceType: 'Y999', additionalReferenceNumber: 'ORDER-551902' }],
    }),
    finds: [['/declaration/additionalReferences/0/additionalReferenceNumber', 'the number of an order']],
  },
  {
    id: 'document-types',
    about: 'the number of an order as the reference of the consignment',
    payload: declared({}, goods({ '/uniqueConsignmentReference': 'ORDER-551902' })),
    finds: [],
  },
];
