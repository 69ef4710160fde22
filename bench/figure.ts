/** One number of a figure, with its goal. Without a bound it is shown for information. */
export interface Goal {
  what: string;
  /** The unit after the number: `×`, `%`, `h`; nothing for a plain count. */
  unit?: string;
  atMost?: number;
  atLeast?: number;
}

export interface Measurement<Name extends string = string> {
  /** `Infinity` for an event that never happens. */
  values: Record<Name, number>;
  /** The parts of the numbers, in sentences or Markdown list items. */
  notes: readonly string[];
}

/** A property of the gateway that is promised as a number, and measured on the machine at hand. */
export interface Figure<Name extends string = string> {
  /** Its name on the command line and in the document. */
  id: string;
  /** The measurement, in a sentence or two. */
  description: string;
  goals: Record<Name, Goal>;
  /** Rejects only where the figure could not be measured; a missed goal is a result. */
  measure(progress: (text: string) => void): Promise<Measurement<Name>>;
}

/** Keeps the names of goals and values together. */
export function figure<Name extends string>(definition: Figure<Name>): Figure<Name> {
  return definition;
}

export type Judgement = 'met' | 'missed' | 'told';

export function judgementOf({ atMost, atLeast }: Goal, value: number): Judgement {
  if (atMost === undefined && atLeast === undefined) return 'told';
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY)
    ? 'met'
    : 'missed';
}
