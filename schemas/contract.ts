import type { z } from 'zod';
import type { Fault } from './fault.ts';
import type { FilingState } from './filing.ts';
import type { OutcomeKind } from './outcome.ts';

/**
 * How sure a part of a contract is.
 * `verified` was read in the authority's own text; `inferred` follows from a sibling message or
 * from the contract's prose, and may have to be corrected against the authority's dictionary.
 */
export type Certainty = 'verified' | 'inferred';

/** What an error of the authority says. Every field may be absent: see Error_H7. */
export interface AuthorityError {
  errorType?: number;
  errorCode?: string;
  errorPointer?: string;
  errorDescription?: string;
}

/** What an inbound message says about its filing, whichever the authority. */
export interface Facts {
  /** When the authority wrote the message, as received. */
  issued?: string;
  /** The authority's own reference of the filing. */
  customsReference?: string;
  mrn?: string;
  /** The state as received, with the instant at which it came about (as received). */
  state?: { raw: string; since: string };
  /** The assessment, kept as received. */
  dutiesAndTaxes?: unknown;
  /** The filing, or a message of it, was turned down. */
  errors?: AuthorityError[];
  /** The errors are technical: the same message may be sent again (§2.3.6.1). */
  technical?: boolean;
}

/** The kinds of filing: what a reference stands for. */
export type FilingKind = 'declaration';

interface MessageBase {
  /** The message's name in the contract, as it stands in an envelope. */
  message: string;
  /** Where the contract defines it. */
  source: string;
  certainty: Certainty;
  schema: z.ZodType;
  /** The kind of filing that the message belongs to. */
  filing: FilingKind;
  /** JSON Pointer of the operator's reference in the message: the correlation key. */
  reference: string;
}

/** A message that the operator sends. */
export interface OutboundMessage extends MessageBase {
  direction: 'outbound';
  /** Path below the authority's base URL; `{name}` stands for a reference that the authority gave. */
  path: string;
  /** Conditions that span several fields, checked beside the schema. */
  rules: readonly ((payload: unknown) => Fault[])[];
}

/** A message that the authority calls back with. */
export interface InboundMessage extends MessageBase {
  direction: 'inbound';
  /** Paths below the operator's callback URL on which it may arrive. */
  paths: readonly string[];
  /** The outcome that platforms are told of, unless its facts say more. */
  announces: OutcomeKind;
  /** What the message says; never throws, whatever the payload. */
  facts(payload: unknown): Facts;
}

export type MessageContract = OutboundMessage | InboundMessage;

/** All that an authority's documents say about its messages. */
export interface AuthorityContract {
  authority: string;
  /** The authority's name for people. */
  title: string;
  /** Prefixes under which callbacks are taken, beside none. */
  callbackPrefixes: readonly string[];
  messages: readonly MessageContract[];
  /** Our name for a state code as received; `unknown` where the code is not known. */
  stateOf(rawState: string): FilingState;
}
