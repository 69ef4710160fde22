import type { CodeEntry, CodeList } from '../code-lists/code-list.ts';
import { END_OF_RELIEF } from '../code-lists/procedures.ts';
import type { Territory } from './territory.ts';

/** A charge of so much an item. Its code is ours: those of Delta-H7 are not public. */
export interface FlatCharge extends CodeEntry {
  cents: number;
  /** The goods that owe it: those of a distance sale (F48, F49, F53), or all that are not relieved. */
  owedFor: 'distance-sales' | 'all';
  /** The territories in which it is owed; without them in all. */
  territories?: readonly Territory[];
  /** Under IOSS, and by a person registered for VAT, it is paid with the VAT return. */
  isByReturn?: true;
  /** A customs duty: the others are charges beside it. */
  isDuty?: true;
  /** The certainty that it enters the base of VAT. */
  inVatBase: 'sure' | 'doubtful';
}

/**
 * The flat charges, with the days on which they are owed. Union goods (declaration type CO) owe none of them, by
 * inference: no duty is due on them, and neither tax nor fee is spoken of for them.
 */
export const flatCharges: CodeList<FlatCharge> = [
  {
    code: 'eu-flat-duty',
    text: 'Flat customs duty',
    from: END_OF_RELIEF,
    until: '2028-07-01',
    cents: 3_00,
    owedFor: 'distance-sales',
    isDuty: true,
    inVatBase: 'sure',
    certainty: 'secondary',
    source: 'Council Regulation (EU) 2026/382; amount and dates by secondary sources',
  },
  {
    code: 'fr-small-parcels-tax',
    text: 'French tax on small parcels',
    from: '2026-03-01',
    until: '2026-11-01',
    cents: 2_00,
    owedFor: 'all',
    territories: ['metropolitan', 'corsica', 'monaco', 'guadeloupe', 'martinique', 'reunion'],
    isByReturn: true,
    inVatBase: 'sure',
    certainty: 'secondary',
    source: 'French finance act for 2026, tax on the handling of consignments of low value, by secondary sources',
  },
  {
    code: 'eu-handling-fee',
    text: 'EU handling fee',
    from: '2026-11-01',
    cents: 2_00,
    owedFor: 'distance-sales',
    inVatBase: 'doubtful',
    certainty: 'secondary',
    source: 'Danish customs, "News for coming releases to DMS" (its beginning); its amount by secondary sources',
  },
];
