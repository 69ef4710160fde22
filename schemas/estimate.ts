import type { Certainty } from './contract.ts';

/** A charge that is expected on an item of a declaration. Never the authority's word, but an estimate of ours. */
export interface EstimatedCharge {
  /** Our code of the charge. */
  code: string;
  /** The charge's name, and its rate where it has one. */
  text: string;
  /** The number of the item in the declaration. */
  item: string | number;
  amount: number;
  currency: string;
  /** The amount that a rate was taken of; null for a charge of so much an item. */
  base: number | null;
  /** The way of payment: with the declaration, or by a return to another office, which the total leaves out. */
  payment: 'import' | 'return';
  source: string;
  certainty: Certainty;
}

/** Lines of a declaration that may lawfully be one. */
export interface MergeableLines {
  /** The numbers of their items. */
  items: readonly (string | number)[];
  /** The charges that one line in their place saves. */
  saves: number;
  currency: string;
}

/** An estimate of the charges on a declaration, line by line, with those that could not be estimated, and why. */
export interface Estimate {
  /** The day by whose law it is reckoned, `2026-11-30` in Paris. */
  on: string;
  currency: string;
  /** The sum of what is to be paid with the declaration. */
  total: number;
  charges: readonly EstimatedCharge[];
  unestimated: readonly { code: string; item: string | number; reason: string }[];
  mergeable: readonly MergeableLines[];
}
