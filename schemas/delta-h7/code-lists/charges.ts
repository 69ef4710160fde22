import type { CodeEntry, CodeList } from './code-list.ts';
import { END_OF_RELIEF } from './procedures.ts';

/** A charge that customs assesses. Its code is ours: those of Delta-H7 are not public. */
export interface Charge extends CodeEntry {
  /** The amount in EUR. */
  amount: number;
  per: 'item';
}

/** The flat charges of 2026, as an explanation only: the amount to pay is the one that customs answers. */
export const charges: CodeList<Charge> = [
  {
    code: 'eu-flat-duty',
    text: 'Flat customs duty of 3 EUR an item',
    from: END_OF_RELIEF,
    until: '2028-07-01',
    amount: 3,
    per: 'item',
    certainty: 'inferred',
    source: 'Council Regulation (EU) 2026/382; amount and dates by secondary sources',
  },
  {
    code: 'fr-small-parcels-tax',
    text: 'French tax on small parcels, 2 EUR an item',
    from: '2026-03-01',
    amount: 2,
    per: 'item',
    certainty: 'inferred',
    source: 'French finance act for 2026, tax on the handling of consignments of low value, by secondary sources',
  },
  {
    code: 'eu-handling-fee',
    text: 'EU handling fee, expected to be 2 EUR an item',
    from: '2026-11-01',
    amount: 2,
    per: 'item',
    certainty: 'inferred',
    source: 'Danish customs, "News for coming releases to DMS"; its amount by secondary sources',
  },
];
