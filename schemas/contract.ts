import type * as z from 'zod';
import type { Fault } from './fault.ts';
import type { FilingKind, FilingState, UnjudgedFiling } from './filing.ts';

export type { FilingKind } from './filing.ts';

import type { OutcomeKind } from './outcome-kinds.ts';

/**
 * How sure a part of a contract is.
 * `verified` was read in the authority's own text; `inferred` follows from a sibling message or
 * from the contract's prose, and may have to be corrected against the authority's dictionary.
 */
export type Certainty = 'verified' | 'inferred';

/** A mark in a message at which a person should look. Nothing is refused for it. */
export interface Warning {
  /** JSON Pointer in the message. */
  pointer: string;
  text: string;
  certainty: Certainty;
}

/** What an error of the authority says. Every field may be absent. */
export interface AuthorityError {
  errorType?: number;
  errorCode?: string;
  errorPointer?: string;
  errorDescription?: string;
}

/** What an inbound message says about a filing, whichever the authority. */
export interface Facts {
  /** When the authority wrote the message, as received. */
  issued?: string;
  /** The authority's own reference of the filing. */
  authorityReference?: string;
  /** The state as received, with the instant at which it came about, as received, where the message has one. */
  state?: { raw: string; since?: string };
  /** What else the authority gave, by the names of the contract's `details`, kept as received. */
  details?: Readonly<Record<string, unknown>>;
  /** The declaration as it now stands at the authority, where the message gives it. */
  declaration?: unknown;
  /** What was decided on a request. */
  decision?: 'accepted' | 'refused';
  /** The authority was asked about the filing and does not know it. */
  unknownToAuthority?: true;
  /** The filing, or a message of it, was turned down. */
  errors?: AuthorityError[];
  /** The errors are technical: the same message may be sent again (§2.3.6.1). */
  technical?: boolean;
}

/** What a message says about filings beside the one that it answers, by their references. */
export type FactsAbout = Record<string, Facts>;

interface MessageBase {
  /** The message's name in the contract, as it stands in an envelope. */
  message: string;
  /** What it is for, in one sentence. */
  title: string;
  /** Where the contract defines it. */
  source: string;
  certainty: Certainty;
  /** The message as it goes over the wire; made when it is first asked for. */
  schema: () => z.ZodType;
}

/** A message that the operator sends. */
export interface OutboundMessage extends MessageBase {
  direction: 'outbound';
  /** The message as a platform submits it: without what the gateway fills in. */
  submission: () => z.ZodType;
  /** The kind of filing that it is a message of. */
  filing: FilingKind;
  /** JSON Pointer of the operator's reference in the message: the correlation key. */
  reference: string;
  /** Path below the authority's base URL; `{name}` stands for a reference that the authority gave. */
  path: string;
  /** Conditions that span several fields, checked beside the schema. */
  rules: readonly ((payload: unknown) => Fault[])[];
  /** After a call that may have arrived and was not answered: it is sent again, or a person is asked. */
  afterSilence: 'resend' | 'stop';
  /** The messages that answer it. */
  answeredBy: readonly string[];
  /** The path on which errors about it are called back with; none where they come in its answer. */
  errorsAt?: string;
  /** Whether an error says that the authority has this message already. */
  provesArrival?(error: AuthorityError): boolean;
  /** Whether a filing, merged from what is known, shows that the message was answered. */
  isAnswered(filing: UnjudgedFiling): boolean;
  /** The gateway sends it by itself, after an answer, and nobody else may. */
  by?: 'gateway';
  /** Only an operator may have it sent, and gives a reason that is kept. */
  needsReason?: true;
  /** Messages under the same reference that must not go any more once this one does. */
  supersedes?: readonly string[];
  /** It needs declarations that were filed before, and waits for those that are not known yet. */
  followsUp?: true;
  /** References of the declarations that it is about, beside its own filing. */
  about?(payload: unknown): string[];
}

/** A way in which a message arrives, and by what its filing is found. */
export type Route =
  /**
   * It is called back with, on a path below the operator's callback URL. `reference` is the JSON Pointer of the
   * operator's reference, which may be absent where the path has the authority's.
   */
  | { by: 'callback'; kind: FilingKind; path: string; reference: string }
  /** It comes in the response to the call of this message, and belongs to its filing. */
  | { by: 'answer'; to: string }
  /** It is an item of this feed, which says under which reference. */
  | { by: 'feed'; kind: FilingKind; feed: string };

export type CalledRoute = Extract<Route, { by: 'callback' }>;

/** A message of the authority, however it comes. */
export interface InboundMessage extends MessageBase {
  direction: 'inbound';
  routes: readonly Route[];
  /** The outcome that platforms are told of, unless its facts say more. */
  announces: OutcomeKind;
  /** It gives the authority's own reference, by which the filing is found from then on. */
  givesReference?: true;
  /** What it says of the filing that it answers; never throws, whatever the payload. */
  facts(payload: unknown): Facts;
  /** What it says of declarations, where it answers something else. */
  factsAbout?(payload: unknown): FactsAbout;
  /** Whether it looks like this message: only where it shares a route and what was asked is not known. */
  looksLike?(payload: unknown): boolean;
}

/** A kind of filing. */
export interface KindContract {
  /** The kind of the filings that it is about, where it says nothing by itself. */
  about?: FilingKind;
  /** It only asks how these stand: nothing is decided on it, and its answer names no reference. */
  isEnquiry?: true;
}

/** A message with what is in it. */
export interface NamedMessage {
  message: string;
  payload: unknown;
}

/** A message that follows an answer, in the same filing. */
export interface Following {
  message: string;
  payload: Record<string, unknown>;
  /** How long after the answer it goes. */
  afterMs: number;
}

export type MessageContract = OutboundMessage | InboundMessage;

/** A filing of an authority. */
export interface FilingName {
  kind: FilingKind;
  /** The operator's reference. */
  reference: string;
}

/** An enquiry as it stands here. */
export interface Enquiry extends FilingName {
  /** The ids of the messages that came about it. */
  heard: readonly string[];
  /** It was sent, and the authority did not answer it yet. */
  isWaiting: boolean;
  /** Whether the authority had given no reference to any filing that it asks for when it was sent. */
  asksForUnknown(): Promise<boolean>;
}

/** What is known here, for a message that does not name what it answers. */
export interface Lookup {
  /** The filings in which another one was asked about, oldest first, and those whose answers spoke of it. */
  mentions(about: FilingName): Promise<{ asked: FilingName[]; stated: (FilingName & { messageId: string })[] }>;
  /** The enquiries of today and yesterday, oldest first. */
  enquiries(): Promise<Enquiry[]>;
}

/** All that an authority's documents say about its messages. */
export interface AuthorityContract {
  authority: string;
  /** The authority's name for people. */
  title: string;
  /** What it is called within a sentence. */
  noun: string;
  /** Prefixes under which callbacks are taken, beside none. */
  callbackPrefixes: readonly string[];
  /** The kinds of filing, by their names: what a reference stands for. */
  kinds: Readonly<Record<FilingKind, KindContract>>;
  messages: readonly MessageContract[];
  /** Other spellings of messages' names that occur in the authority's documents. */
  spellings: Readonly<Record<string, string>>;
  /** Our names of the authority's states, in the order of a filing's life: what decides between two of the same instant. */
  states: readonly FilingState[];
  /** The message that the gateway sends by itself after this answer; never throws. */
  next?(sent: NamedMessage, answer: NamedMessage): Following | undefined;
  /** Our name for a state code as received; `unknown` where the code is not known. */
  stateOf(rawState: string): FilingState;
  /** The name under which a filing shows the reference that the authority gave. */
  referenceName: string;
  /** What a filing shows beside what all have, under the authority's own names. */
  details: Readonly<Record<string, () => z.ZodType>>;
  /** The names of the details that are references, too: `references` shows them after the one above. */
  references: readonly string[];
  /** Finds the enquiry that a callback answers which names no reference. */
  enquiryOf?(payload: unknown, messageId: string, lookup: Lookup): Promise<FilingName | undefined>;
  /** The state that the authority ends by itself, after so many days. */
  expiry?: { state: FilingState; days: number };
}
