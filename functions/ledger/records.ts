import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { AuthorityError, FilingKind } from '../../schemas/contract.ts';

/** What a filing is found by. */
export interface FilingKey {
  authority: AuthorityName;
  kind: FilingKind;
  /** The operator's reference: the LRN of a declaration. */
  reference: string;
}

/** What became of a send, where it was not simply accepted. */
export interface Settlement {
  /** `refused` for good (400), or `held`: it goes again later. */
  verdict: 'refused' | 'held';
  /** The HTTP status, or null where there was no answer. */
  httpStatus: number | null;
  error: AuthorityError;
  at: string;
}

/**
 * A message that we claimed to send. Written before the call and settled only where the call was
 * not answered with 200, so a record without settlement was accepted or is under way.
 */
export interface SentRecord {
  type: 'sent';
  message: string;
  /** 1 for the first message of its name under this reference; each correction counts one up. */
  attempt: number;
  at: string;
  messageId: string;
  platform: string;
  /** Digest of the submission, to tell the same one coming again from a corrected one. */
  digest: string;
  /** The message as sent, JSON. */
  body: string;
  settlement?: Settlement;
}

/** A submission that we refused ourselves and never sent. */
export interface RefusedRecord {
  type: 'refused';
  message: string;
  at: string;
  platform: string | null;
  digest: string;
  errors: AuthorityError[];
}

/** A message of the authority, as it came. */
export interface ReceivedRecord {
  type: 'received';
  message: string;
  at: string;
  messageId: string;
  /** The body as received, UTF-8 JSON. */
  body: string;
  /** Where it departs from the contract: pointers and rules, never values. */
  drift: string[];
}

export type LedgerRecord = SentRecord | RefusedRecord | ReceivedRecord;
