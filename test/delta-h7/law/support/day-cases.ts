import { creation } from '../../../support/messages.ts';
import { declared, documented, expectedOn, fiscal, put, under, union, vendor } from './build.ts';
import type { LawCase } from './law-case.ts';

const PROCEDURES = '/declaration/items/0/additionalProcedure';
const PROVISIONAL = '/declaration/genericInformation/provisionalValidationDateTime';
/** The changes of 1 July 2026 for goods with C07. */
const JULY = [
  'what begins then: C07, the relief of consignments of negligible value, has ended where the flat duty is owed',
  'what ends then: additional procedure C07',
].map((found) => [PROVISIONAL, found] as const);

/** The facts of the law of days, procedures and Union goods, each with a case that passes and one that is found. */
export const dayCases: readonly LawCase[] = [
  { id: 'expected-date', about: 'today', payload: expectedOn('2026-11-22'), finds: [] },
  { id: 'expected-date', about: 'in 30 days', payload: expectedOn('2026-12-22'), finds: [] },
  {
    id: 'expected-date',
    about: 'in 31 days',
    payload: expectedOn('2026-12-23'),
    finds: [[PROVISIONAL, 'a day beyond 30 days']],
  },
  {
    id: 'expected-date',
    about: 'yesterday',
    payload: expectedOn('2026-11-21'),
    finds: [[PROVISIONAL, 'a day in the past']],
  },
  {
    id: 'expected-date',
    about: 'a validated declaration',
    payload: declared({
      '/genericInformation/provisionalValidationDateTime': '2026-11-01T08:00:00+01:00[Europe/Paris]',
    }),
    finds: [],
  },

  { id: 'lrn-blanks', about: 'blanks within', payload: creation('L 1'), finds: [] },
  { id: 'lrn-blanks', about: 'a blank before', payload: creation(' L-1'), finds: [['/header/lrn', 'blanks']] },
  { id: 'lrn-blanks', about: 'a blank behind', payload: creation('L-1 '), finds: [['/header/lrn', 'blanks']] },
  { id: 'lrn-blanks', about: 'a blank of before', on: '2026-09-30', payload: creation('L-1 '), finds: [] },

  { id: 'relief-ended', about: 'C07 before', on: '2026-06-30', payload: declared({}, under(['C07'])), finds: [] },
  {
    id: 'relief-ended',
    about: 'C07',
    on: '2026-07-01',
    payload: declared({}, under(['C07'])),
    finds: [[PROCEDURES, 'C07']],
  },
  {
    id: 'relief-ended',
    about: 'C07 beside F48',
    payload: declared(fiscal(vendor), under(['C07', 'F48'])),
    finds: [[PROCEDURES, 'C07 beside a distance sale']],
  },
  { id: 'relief-ended', about: 'Union goods, which owe no flat duty', payload: union('RE', under(['C07'])), finds: [] },

  { id: 'additional-procedures', about: 'F53', on: '2026-07-01', payload: declared({}), finds: [] },
  {
    id: 'additional-procedures',
    about: 'F53 before',
    on: '2026-06-30',
    payload: declared({}),
    finds: [[PROCEDURES, 'a code that does not hold yet']],
  },
  {
    id: 'additional-procedures',
    about: 'a code that is none',
    payload: declared({}, under(['X99'])),
    finds: [[PROCEDURES, 'another code']],
  },
  {
    id: 'additional-procedures',
    about: 'a gift that is a distance sale',
    payload: declared({}, under(['C08', 'F49'])),
    finds: [[PROCEDURES, 'both']],
  },
  {
    id: 'additional-procedures',
    about: 'two schemes',
    payload: declared({}, under(['F49', 'F53'])),
    finds: [[PROCEDURES, 'several']],
  },

  { id: 'gift-value', about: '45 EUR', payload: declared({}, under(['C08'], 45)), finds: [] },
  {
    id: 'gift-value',
    about: 'a cent more',
    payload: declared({}, under(['C08'], 40), under(['C08'], 5.01, 2)),
    finds: [[PROCEDURES, 'total above 45 EUR']],
  },
  {
    id: 'gift-value',
    about: 'another currency',
    payload: declared({}, put(under(['C08'], 500), { '/intrinsicValue/intrinsicValueCurrency': 'USD' })),
    finds: [],
  },
  {
    id: 'gift-value',
    about: 'from the Union to the DOM, free up to 400 EUR',
    payload: union('FR', under(['C08'], 120)),
    finds: [],
  },

  { id: 'union-goods', about: 'from Réunion', payload: union('RE'), finds: [] },
  {
    id: 'union-goods',
    about: 'from a third country',
    payload: union('CN'),
    finds: [['/declaration/exporter/exporterAddress/exporterCountry', 'another country']],
  },
  {
    id: 'union-goods',
    about: 'an item from a third country',
    payload: put(union('RE'), { '/declaration/items/0/exporter/exporterAddress/exporterCountry': 'cn' }),
    finds: [['/declaration/items/0/exporter/exporterAddress/exporterCountry', 'another country']],
  },
  { id: 'union-goods', about: 'with C07', payload: union('RE', under(['C07'])), finds: [[PROCEDURES, 'C07']] },
  {
    id: 'union-goods',
    about: 'an import from a third country',
    payload: declared({ '/exporter/exporterAddress/exporterCountry': 'CN' }),
    finds: [],
  },

  {
    id: 'change-of-law',
    about: 'goods that come the day before a change',
    on: '2026-10-20',
    payload: expectedOn('2026-10-31'),
    finds: [],
  },
  {
    id: 'change-of-law',
    about: 'goods that come on the day of a change, with all that it wants',
    on: '2026-10-20',
    payload: expectedOn('2026-11-01'),
    finds: [
      [PROVISIONAL, 'what ends then: French tax on small parcels'],
      [PROVISIONAL, 'what begins then: EU handling fee'],
    ],
  },
  {
    id: 'change-of-law',
    about: 'goods that come on the day of a rule that they break',
    on: '2026-10-20',
    payload: expectedOn('2026-11-01', documented()),
    finds: [
      [
        PROVISIONAL,
        'what begins then: product identifiers of merchant and manufacturer, mandatory for distance sales (F48, F49, F53)',
      ],
      [PROVISIONAL, 'what ends then: French tax on small parcels'],
      [PROVISIONAL, 'what begins then: EU handling fee'],
    ],
  },
  {
    id: 'change-of-law',
    about: 'a declaration that is made after it',
    on: '2026-11-01',
    payload: expectedOn('2026-11-20'),
    finds: [],
  },
  {
    id: 'change-of-law',
    about: 'a code that ends',
    on: '2026-06-20',
    payload: expectedOn('2026-07-01', under(['C07'])),
    finds: JULY,
  },
];
