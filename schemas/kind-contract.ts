import type { FilingKind } from './filing.ts';

/** A kind of filing. */
export interface KindContract {
  /** The kind of the filings that it is about, where the contract's messages do not say it. */
  about?: FilingKind;
  /** The kind of the filings that an answer to it also speaks of, while it is a filing of its own. */
  speaksOf?: FilingKind;
  /** The name under which the authority knows the operator's reference itself, where that is one of its references. */
  referenceName?: string;
  /**
   * True for a text of the form that its filings' own references have, where they have one. A search looks under a text
   * of another form last: a filing may lie there whose message could not be read.
   */
  hasForm?(reference: string): boolean;
  /** The names of the references that its filings have, where they are not all those of the authority. */
  references?: readonly string[];
  /** The names of the details that its filings alone have; no other kind shows them. */
  details?: readonly string[];
  /** It only asks for the state of filings: nothing is decided on it, and its answer names no reference. */
  isEnquiry?: true;
  /** Its filings come by the million: the ledger's index alone finds the authority's reference, which saves a write. */
  isMass?: true;
}
