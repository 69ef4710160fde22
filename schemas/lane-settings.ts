import type * as z from 'zod';
import type { Warning } from './contract.ts';

/** What was answered so far, as text, by the questions' flags. */
export type Answers = Readonly<Record<string, string>>;

/** Something that a configuration needs to be told. */
export interface Question {
  /** The command's option, without its dashes. */
  flag: string;
  /** Where the answer stands: of a lane's question, within the lane. */
  at: readonly string[];
  kind: 'text' | 'number' | 'list';
  /** What is asked for, in a sentence or two. */
  asks: string;
  /** What an empty answer stands for; undefined where there is nothing that would do. */
  usual(answers: Answers): string | undefined;
  /** Where nobody can be asked it must be given: what is usual may be wrong, and would not show. */
  needed?: true;
}

/** What operators need to know of an authority beside its contract; the functions do not carry it. */
export interface LaneSettings {
  /** The lane's part of the configuration. */
  lane: z.ZodObject;
  /** The value of the secret that holds its credentials, as JSON. */
  credentials: () => z.ZodObject;
  /** What `init` asks. */
  questions: readonly Question[];
  /** What looks wrong in a message by the authority's rules of that day. */
  warnings?(message: string, payload: unknown, on: Date): Warning[];
}
