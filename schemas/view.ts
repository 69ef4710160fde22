import type { Filing, FilingState } from './filing.ts';
import type { MessageFields } from './message-fields.ts';
import type { Details } from './shown-filing.ts';

/** The view of an authority's filings for people, on a terminal or on a page. */
export interface View {
  /** The name of the operator's reference, as people call it. */
  reference: string;
  /** The authority's fields that have a place in a list, by its own names: the last known one says most. */
  columns: readonly { name: string; title: string; short: string }[];
  /** A filing's figure for lists, such as an amount; '' where there is none yet. */
  figure?: { title: string; text(given: Details): string };
  /**
   * The states in which the operator waits for something, the bad ones, and those after which nothing more comes by
   * itself.
   */
  states: Readonly<Record<'pending' | 'bad' | 'last', readonly FilingState[]>>;
  /**
   * The rule behind an error of the authority, with the remedy, in our words: a line in each language that there is; none
   * for an unknown one.
   */
  adviceOn?(error: Filing['errors'][number]): readonly string[];
  /** The number of filings among which a message is carried out that are through, of all; undefined for any other filing. */
  progressOf?(given: Details): { done: number; of: number } | undefined;
  /** The authority's fields in sections: read without trust, as the authority wrote them. */
  sectionsOf?(given: Details): readonly Section[];
  /** The differences of a declaration as the authority gave it back from what was sent: read without trust. */
  differences?(sent: unknown, returned: unknown): readonly Difference[];
  /** The current declaration: read without trust, as submitted or as the authority wrote it. */
  declarationSection?(declaration: unknown): Section;
  /** The columns that its items have in an export, beside their number, under the authority's own names. */
  itemColumns?: readonly ItemColumn[];
  /** The items of a filing for an export, each with its columns: read without trust, as `declarationSection` is. */
  itemsOf?(declaration: unknown, given: Details): readonly ItemCells[];
  /**
   * The French of what people read of this authority, by the English: its noun, its states with their meanings, titles of
   * messages, kinds and columns, and the texts of sections.
   */
  inFrench?: Readonly<Record<string, string>>;
  /** The fields of its messages: their titles, and which of them name a person. */
  fields: MessageFields;
  /** The codes that a field takes, by its name: for a person to choose from. */
  choices?(field: string, on: Date): Choices | undefined;
}

/** A column of the items of a declaration. */
export interface ItemColumn {
  name: string;
  /** The meaning, in a few words. */
  text: string;
}
/** The cells of an item, by the names of their columns; `itemNumber` is its number in the declaration. */
export type ItemCells = Readonly<Record<string, string | number>> & { readonly itemNumber: string | number };

/** A difference between a declaration as it was sent and as the authority gave it back; null where one has nothing. */
export interface Difference {
  /** The place in the declaration that was sent, or in the other where that has none: a JSON Pointer. */
  pointer: string;
  /** The place in words. */
  path: string;
  sent: unknown;
  returned: unknown;
}

/** Codes with their texts; `country` and `currency` are those of the world. */
export type Choices = 'country' | 'currency' | readonly { code: string; text: string }[];

/** A part of a shown filing, below its title. */
export interface Section {
  title: string;
  /** Names with their values; one without a value is left out. */
  facts?: readonly (readonly [name: string, value: string])[];
  table?: SectionTable;
  /** A line at the end, in parts. */
  closing?: readonly (string | { strong: string })[];
}

export interface SectionTable {
  columns: readonly string[];
  /** The columns of numbers, aligned to the right. */
  numbers: readonly string[];
  rows: readonly (readonly string[])[];
  /** Rows beyond this number are only counted: all of them are in the JSON. */
  most?: { rows: number; of: string };
}
