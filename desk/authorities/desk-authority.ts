import type { Define } from '../definitions/common.ts';

/** What the desk has of one authority alone: commands, names that its operators know, and words in the help of the others. */
export interface DeskAuthority {
  /** Its own commands. */
  commands: readonly Define[];
  /** Its own name, beside `--reference`, for the option of `submit`. */
  referenceFlag?: string;
  /** Its own key, beside `usedByAuthority`, in what `token status --json` prints. */
  usedByKey?: string;
  /** The command that asks it how a filing stands. */
  asks?(reference: string): string;
  examples: Examples;
}

/** What stands in the examples of help texts. */
export interface Examples {
  /** A message that begins a filing, and one that follows it where there is any. */
  message: string;
  followUp: string;
  /** A reference of the operator's. */
  reference: string;
  /** How a sample is submitted under that reference: what stands after `submit`. */
  submit: string;
  /** A state in which filings stay for a while. */
  state: string;
  /** The lane's options of `init`, each line with its indent. */
  init: readonly string[];
}
