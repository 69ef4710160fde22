import type { Certainty } from '../../contract.ts';
import type { Declared } from './declared.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import type { LawChange } from './law-change.ts';
import type { LawId } from './law-ids.ts';

/** A place in a message that breaks a rule. */
export interface LawFinding {
  /** JSON Pointer in the message. */
  pointer: string;
  /** The rule as it applies there, in half a sentence. */
  rule: string;
  /** The kind of value found there, never the value. */
  found: string;
  /** The remedy, in the imperative; the rule's own where left out. */
  remedy?: string;
  /** The certainty, where it is another than the rule's. */
  certainty?: Certainty;
  /** The source, where it is another than the rule's. */
  source?: string;
}

/** The circumstances in which a message is judged: the day, and the settings of the lane. */
export interface Circumstances {
  /** The day in Paris by whose law it is judged, `2026-11-30`. */
  day: string;
  /** The beginnings of HS codes whose goods need no product identifiers. */
  identifierExemptions: readonly string[];
  /** The rates by their months; without them other currencies than the euro are left to customs. */
  exchangeRates?: ExchangeRates;
  /** The margin above 150 EUR within which converted values are left to customs, in per cent. */
  margin: number;
  /** The changes of the law after one day, up to another and with it, that concern the declaration. */
  changesBetween(after: string, upTo: string): LawChange[];
}

/**
 * A rule of the law of imports, beside the contract: with its days, since the law changes; with its certainty and its
 * source, since much of it is known from others only.
 */
export interface LawRule {
  id: LawId;
  /** The rule in half a sentence. */
  title: string;
  /** The first day in Paris on which it holds, `2026-11-01`; always where left out. */
  from?: string;
  /** The first day on which it no longer holds. */
  until?: string;
  /** A finding of a verified rule is a fault; any other is a warning, which a lane may raise to a fault. */
  certainty: Certainty;
  /** The public texts in which it stands. */
  source: string;
  /** The usual remedy, in the imperative. */
  remedy: string;
  /** Finds the places that break it; never throws, whatever the message. */
  check(declared: Declared, circumstances: Circumstances): LawFinding[];
}
