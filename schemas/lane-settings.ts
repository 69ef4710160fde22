import type * as z from 'zod';
import type { Warning } from './contract.ts';
import type { Estimate } from './estimate.ts';
import type { Law } from './law.ts';
import type { CauseText } from './trouble.ts';
import type { View } from './view.ts';

/** The answers so far, as text, by the flags of their questions. */
export type Answers = Readonly<Record<string, string>>;

/** A question about a value of the configuration. */
export interface Question {
  /** The command's option, without its dashes. */
  flag: string;
  /** The path of the answer in the configuration; within the lane for a lane's question. */
  at: readonly string[];
  kind: 'text' | 'number' | 'list';
  /** The question, in a sentence or two. */
  asks: string;
  /** The default that an empty answer stands for; undefined where no value would do. */
  usual(answers: Answers): string | undefined;
  /** Without a person to ask, the answer must be given: the default may be wrong, and nothing would show it. */
  needed?: true;
  /** An empty answer leaves the setting out of the file. */
  optional?: true;
}

/** A setting that is probably wrong, though its form is right. */
export interface Advice {
  /** The finding, in half a sentence. */
  says: string;
  /** The remedy, in the imperative. */
  remedy: string;
}

/** A request that costs nothing, and by whose answer a service shows that it is up. */
export interface SignOfLife {
  /** The URL that is read with GET. */
  url: URL;
  withinMs: number;
  /** The form of a text in the answer; without it any answer will do, whatever its status. */
  contains?: RegExp;
}

/** An authority's part of the configuration and of `init`; the functions' bundles do not contain it. */
export interface LaneSettings {
  /** The lane's part of the configuration. */
  lane: z.ZodObject;
  /** The keys of its URLs: of the service, with `and` where there are several, and of the token endpoint, if any. */
  urls: { service: string; tokens?: string };
  /** Signs of life, by the names of the URLs that the doctor looks at: it only connects to those without one. */
  signsOfLife?: Readonly<Record<string, (url: URL) => SignOfLife>>;
  /**
   * The keys of the lane that name a JSON file beside the configuration, `law.exchangeRates` for one within a part of it,
   * each with the schema of the file. The sender's bundle has the content.
   */
  files?: Readonly<Record<string, () => z.ZodType>>;
  /** The meanings of codes of its own: of its token endpoints, and of the faults of its credentials. */
  troubles?: Readonly<Record<string, CauseText>>;
  /** The value of the secret that holds its credentials, as JSON. */
  credentials: () => z.ZodObject;
  /** Its form for a person, where the fields do not show which of them go together. */
  credentialsForm?: string;
  /** The questions of `init`. */
  questions: readonly Question[];
  /** The view by which its filings are shown. */
  view: View;
  /**
   * The settings of a lane that are probably wrong.
   * @param files the contents of the files that it names, by its keys
   */
  advice?(lane: unknown, files: Readonly<Record<string, unknown>>): readonly Advice[];
  /**
   * Estimates the charges on a message by the law of a day; undefined for one that is not charged for. Never throws.
   * @param files the contents of the files that the lane names, by its keys
   */
  estimate?(
    message: string,
    payload: unknown,
    on: Date,
    files: Readonly<Record<string, unknown>>,
  ): Estimate | undefined;
  /**
   * The law by which a lane judges messages, where the authority has one.
   * @param lane the lane's settings, where there is a configuration
   * @param files the contents of the files that it names, by its keys
   */
  law?(lane: unknown, files: Readonly<Record<string, unknown>>): Law;
  /** Doubtful places in a message, by the authority's rules of that day, where it has no law of its own. */
  warnings?(message: string, payload: unknown, on: Date): Warning[];
}
