import { item } from '../../../support/messages.ts';
import {
  declared,
  documented,
  documents,
  goods,
  manufacturers,
  merchants,
  numbered,
  put,
  standard,
  under,
} from './build.ts';
import type { LawCase } from './law-case.ts';

const IDENTIFIERS = '/declaration/items/0/supportingDocuments';
const STANDARD = `${IDENTIFIERS}/2/supportingDocumentReference`;
const TOTAL = ['/declaration/items', 'total above 150 EUR'] as const;
const rates = { '2026-11': { USD: 1.08, JPY: 175.5 } };

/** The facts of the law of goods: their identifiers, values, descriptions, each with a case that passes and one that is found. */
export const goodsCases: readonly LawCase[] = [
  {
    id: 'product-identifiers',
    about: 'C127, C128 and C129',
    payload: declared({}, documented(merchants, manufacturers, standard)),
    finds: [],
  },
  { id: 'product-identifiers', about: 'C127, C128 and Y081', payload: declared({}), finds: [] },
  {
    id: 'product-identifiers',
    about: 'no identifier, the day before',
    on: '2026-10-31',
    payload: declared({}, documented()),
    finds: [],
  },
  {
    id: 'product-identifiers',
    about: 'no identifier',
    on: '2026-11-01',
    payload: declared({}, documented(['N380', 'I-1'])),
    finds: [[IDENTIFIERS, 'no identifier']],
  },
  {
    id: 'product-identifiers',
    about: 'none of the merchant',
    payload: declared({}, documented(manufacturers, standard)),
    finds: [[IDENTIFIERS, 'nothing']],
  },
  {
    id: 'product-identifiers',
    about: 'none of the manufacturer',
    payload: declared({}, documented(merchants, standard)),
    finds: [[IDENTIFIERS, 'nothing']],
  },
  {
    id: 'product-identifiers',
    about: 'neither C129 nor Y081',
    payload: declared({}, documented(merchants, manufacturers)),
    finds: [[IDENTIFIERS, 'neither']],
  },
  {
    id: 'product-identifiers',
    about: 'both C129 and Y081',
    payload: declared({}, goods({ '/supportingDocuments': documents(merchants, manufacturers, standard) })),
    finds: [['/declaration/items/0/additionalReferences', 'both']],
  },
  {
    id: 'product-identifiers',
    about: 'goods between private persons',
    payload: declared({}, put(documented(), { '/additionalProcedure': [{ additionalProcedureCode: 'C08' }] })),
    finds: [],
  },
  {
    id: 'product-identifiers',
    about: 'goods that an operator exempts',
    settings: { identifierExemptions: ['4901', '6109'] },
    payload: declared({}, documented()),
    finds: [],
  },
  {
    id: 'product-identifiers',
    about: 'other goods than an operator exempts',
    settings: { identifierExemptions: ['4901'] },
    payload: declared({}, documented()),
    finds: [[IDENTIFIERS, 'no identifier']],
  },

  ...[
    '4006381333931',
    '40170725',
    '036000291452',
    '10012345678902',
    '978-0-306-40615-7',
    '0-306-40615-2',
    '080442957X',
  ].map(
    (number): LawCase => ({
      id: 'gtin-check-digit',
      about: `the number ${number}`,
      payload: declared({}, numbered(number)),
      finds: [],
    }),
  ),
  ...['4006381333932', '40170726', '0306406153'].map(
    (number): LawCase => ({
      ...{ id: 'gtin-check-digit', about: `the number ${number}`, payload: declared({}, numbered(number)) },
      finds: [[STANDARD, 'a wrong check digit']],
    }),
  ),
  {
    id: 'gtin-check-digit',
    about: 'a text that is no number',
    payload: declared({}, numbered('SKU-77')),
    finds: [[STANDARD, 'a text of another form']],
  },
  {
    id: 'gtin-check-digit',
    about: 'a number of the merchant',
    payload: declared({}, documented(['C127', '4006381333932'], manufacturers, standard)),
    finds: [],
  },

  {
    id: 'identifier-length',
    about: '70 characters',
    payload: declared({}, documented(['C127', 'x'.repeat(70)], manufacturers, standard)),
    finds: [],
  },
  {
    id: 'identifier-length',
    about: '71 characters',
    payload: declared({}, documented(['C127', 'x'.repeat(71)], manufacturers, standard)),
    finds: [[`${IDENTIFIERS}/0/supportingDocumentReference`, 'string of 71 characters']],
  },
  {
    id: 'identifier-length',
    about: 'a blank at its end',
    payload: declared({}, documented(merchants, ['C128', 'M-1 '], standard)),
    finds: [[`${IDENTIFIERS}/1/supportingDocumentReference`, 'blanks']],
  },
  {
    id: 'identifier-length',
    about: 'a document that identifies no product',
    payload: declared({}, documented(merchants, manufacturers, standard, ['N380', 'I-1 '])),
    finds: [],
  },

  {
    id: 'value-threshold',
    about: '[H7-C2] 150 EUR to the cent',
    payload: declared({}, item(100.1), item(49.9, 'EUR', 2)),
    finds: [],
  },
  {
    id: 'value-threshold',
    about: '[H7-C2] a cent more',
    payload: declared({}, item(100.11), item(49.9, 'EUR', 2)),
    finds: [TOTAL],
    isFault: true,
  },
  {
    id: 'value-threshold',
    about: '[H7-C2] euros alone above it, beside another currency',
    payload: declared({}, item(150.01), item(1, 'USD', 2)),
    finds: [TOTAL],
    isFault: true,
  },
  {
    id: 'value-threshold',
    about: 'another currency without rates',
    payload: declared({}, item(500, 'USD')),
    finds: [],
  },
  {
    id: 'value-threshold',
    about: 'another currency within the margin',
    rates,
    payload: declared({}, item(165, 'USD')),
    finds: [],
  },
  {
    id: 'value-threshold',
    about: 'another currency above the margin',
    rates,
    payload: declared({}, item(166, 'USD')),
    finds: [TOTAL],
  },
  {
    id: 'value-threshold',
    about: 'another currency without a margin',
    rates,
    settings: { margin: 0 },
    payload: declared({}, item(163, 'USD')),
    finds: [TOTAL],
  },
  {
    id: 'value-threshold',
    about: 'several currencies',
    rates,
    payload: declared({}, item(100), item(50, 'USD', 2), item(2_000, 'JPY', 3)),
    finds: [TOTAL],
  },
  {
    id: 'value-threshold',
    about: 'a currency without a rate',
    rates,
    payload: declared({}, item(140), item(5_000, 'GBP', 2)),
    finds: [],
  },
  {
    id: 'value-threshold',
    about: 'a month without rates',
    rates,
    on: '2026-12-01',
    payload: declared({}, item(500, 'USD')),
    finds: [],
  },

  { id: 'currency', about: 'a currency of ISO 4217', payload: declared({}, item(20, 'XCG')), finds: [] },
  {
    id: 'currency',
    about: 'a currency that is none',
    payload: declared({}, item(20, 'EUX')),
    finds: [['/declaration/items/0/intrinsicValue/intrinsicValueCurrency', 'three letters that are none']],
    isFault: true,
  },
  {
    id: 'currency',
    about: 'a currency that has gone',
    payload: declared({ '/transportAndInsuranceCosts/currency': 'FRF' }),
    finds: [['/declaration/transportAndInsuranceCosts/currency', 'three letters that are none']],
    isFault: true,
  },
  {
    id: 'currency',
    about: 'costs of an item',
    payload: declared({}, goods({ '/transportAndInsuranceCosts/currency': 'XYZ' })),
    finds: [['/declaration/items/0/transportAndInsuranceCosts/currency', 'three letters that are none']],
    isFault: true,
  },

  { id: 'item-numbers', about: 'numbers of their own', payload: declared({}, goods(), goods({}, 20, 2)), finds: [] },
  {
    id: 'item-numbers',
    about: 'a number twice',
    payload: declared({}, goods(), goods({}, 20, 2), goods({}, 20, 1)),
    finds: [['/declaration/items/2/itemNumber', 'that of another item']],
  },

  ...[
    'Cotton T-shirt',
    'Gift box of soaps',
    'Colis de chaussettes',
    'Échantillon de parfum',
    '礼品盒',
    'LEGO 42100',
  ].map(
    (text): LawCase => ({
      id: 'description',
      about: `"${text}"`,
      payload: declared({}, goods({ '/goodsDescription': text })),
      finds: [],
    }),
  ),
  ...(
    [
      ['   ', 'blanks'],
      ['12345 / 7', 'no word'],
      ['Goods', 'words that stand for any goods'],
      ['PARCEL no 5', 'words that stand for any goods'],
      ['a gift', 'words that stand for any goods'],
      ['Various items', 'words that stand for any goods'],
      ['Marchandises diverses', 'words that stand for any goods'],
      ['Cadeau', 'words that stand for any goods'],
      ['Échantillons', 'words that stand for any goods'],
    ] as const
  ).map(
    ([text, found]): LawCase => ({
      ...{ id: 'description', about: `"${text}"`, payload: declared({}, goods({ '/goodsDescription': text })) },
      finds: [['/declaration/items/0/goodsDescription', found]],
    }),
  ),

  { id: 'zero-value', about: 'a cent', payload: declared({}, goods({}, 0.01)), finds: [] },
  {
    id: 'zero-value',
    about: 'nothing',
    payload: declared({}, goods({}, 0)),
    finds: [['/declaration/items/0/intrinsicValue/intrinsicValueAmount', 'zero']],
  },

  ...['220210', '240391', '271019', '220720'].map(
    (commodityCode): LawCase => ({
      id: 'excise',
      about: `heading ${commodityCode}, which is not certain to bear it`,
      payload: declared({}, goods({ '/commodityCode': commodityCode })),
      finds: [],
    }),
  ),
  ...['220300', '220421', '220510', '220600', '220710', '220830', '240220', '240319'].map(
    (commodityCode): LawCase => ({
      ...{
        id: 'excise',
        about: `heading ${commodityCode}`,
        payload: declared({}, goods({ '/commodityCode': commodityCode })),
      },
      ...{ finds: [['/declaration/items/0/commodityCode', 'alcohol or tobacco']], isFault: true },
    }),
  ),
  {
    id: 'excise',
    about: 'wine between private persons',
    payload: declared({}, put(under(['C08']), { '/commodityCode': '220421' })),
    finds: [['/declaration/items/0/commodityCode', 'alcohol or tobacco']],
  },
];
