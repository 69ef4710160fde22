import type { NumberTexts } from './exact-json.ts';
import type { Fault } from './fault.ts';
import type { Json } from './json.ts';

/** A reference that follows from several fields of a message. */
export interface DerivedReference {
  /** Undefined where a field is missing; never throws. */
  of(payload: unknown): string | undefined;
  /** The place that faults name, a JSON Pointer in the message. */
  pointer: `/${string}`;
  /** The envelope may give another in its place. */
  yields?: true;
}

/** A message as it was read, whichever form it was submitted in. */
export interface Reading {
  /** The message in the form of its schema, as far as it can be read. */
  payload?: Json;
  /** The faults for which it cannot be read, by their pointers in the payload. */
  faults?: Fault[];
  /** The key of what was submitted below which the payload stands; without it, the payload is all of that. */
  below?: string;
  /** The text that was submitted in place of the payload: it is kept, and goes out unchanged. */
  text?: string;
  /** The names in which it was submitted, where those are others than ours. */
  names?: SubmittedNames;
}

/** The names in which a message was submitted. */
export interface SubmittedNames {
  /** The numbers of what was submitted, as they are written, by our names. */
  numbers(submitted: NumberTexts): NumberTexts;
  /** The text of what was submitted, in our names. */
  text(submitted: string): string;
  /** A JSON Pointer in our names as it was submitted. */
  pointer(pointer: string): string;
}
