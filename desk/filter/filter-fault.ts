import { DeskFault } from '../fault.ts';
import type { FilterField } from './filter-texts.ts';

/** The rule that a text of a filter breaks. */
export type FilterRule =
  | 'empty'
  | 'unknown'
  | 'not-a-filing'
  | 'given-once'
  | 'not-a-flag'
  | 'not-a-time'
  | 'in-the-future'
  | 'longer-than-kept'
  | 'order'
  | 'too-long';

/** The place where a filter was written, which decides how its fields are named. */
export type FilterPlace = 'options' | 'query';

/** A filter that was used wrongly, by the field and the rule; its message says what to do. */
export class FilterFault extends DeskFault {
  readonly field: FilterField;
  readonly rule: FilterRule;
  /** The text that was given. */
  readonly given: string;
  /** The texts that may have been meant. */
  readonly meant: readonly string[];

  constructor(of: { field: FilterField; rule: FilterRule; given: string; meant?: readonly string[] }, message: string) {
    super('USAGE', message);
    this.field = of.field;
    this.rule = of.rule;
    this.given = of.given;
    this.meant = of.meant ?? [];
  }
}

/** A field with its text, as it was written: `--since 3x`, `since=3x`. */
export function writtenAt(place: FilterPlace, field: FilterField, text?: string): string {
  if (place === 'query') return text === undefined ? field : `${field}=${text}`;
  return text === undefined ? `--${field}` : `--${field} ${text}`;
}
