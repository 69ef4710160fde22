import type { FilingState } from './filing.ts';
import type { Details } from './shown-filing.ts';

/** How filings of an authority are shown to people, on a terminal or on a page. */
export interface View {
  /** The operator's reference, as people call it. */
  reference: string;
  /** What the authority gave that has a place in a list, by its own names: the last that is known says most. */
  columns: readonly { name: string; title: string; short: string }[];
  /** The figure of a filing that has a place in a list, such as an amount; '' where there is none yet. */
  figure?: { title: string; text(given: Details): string };
  /** The states in which the operator awaits something, those that are bad for him, and those after which nothing more comes by itself. */
  states: Readonly<Record<'pending' | 'bad' | 'last', readonly FilingState[]>>;
  /** What the authority gave, in sections: read without trust, as the authority wrote it. */
  sectionsOf(given: Details): readonly Section[];
  /** The declaration as it stands: read without trust, as it was submitted or as the authority wrote it. */
  declarationSection(declaration: unknown): Section;
}

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
  /** The columns of numbers, which stand to the right. */
  numbers: readonly string[];
  rows: readonly (readonly string[])[];
  /** Beyond so many rows the others are counted: all of them are in the JSON. */
  most?: { rows: number; of: string };
}
