import type * as z from 'zod';
import type { Agreement } from './agreement.ts';
import type { Certainty } from './certainty.ts';
import type { Deadline } from './deadline.ts';
import type { FanOut } from './fan-out.ts';
import type { Fault } from './fault.ts';
import type { FeedContract } from './feed-contract.ts';
import type { AttemptSpan, FilingKind, FilingState, UnjudgedFiling } from './filing.ts';
import type { FollowOn } from './follow-on.ts';
import type { Json } from './json.ts';
import type { KindContract } from './kind-contract.ts';
import type { FilingName, Lookup } from './lookup.ts';
import type { DerivedReference, Reading } from './reading.ts';
import type { RetentionContract } from './retention.ts';
import type { Route } from './route.ts';
import type { WireNames } from './wire-names.ts';

export type { FilingKind } from './filing.ts';

import type { OutcomeKind } from './outcome-kinds.ts';

export type { Certainty } from './certainty.ts';
export type { Warning } from './warning.ts';

/** An error of the authority. Every field may be absent. */
export interface AuthorityError {
  errorType?: number;
  errorCode?: string;
  errorPointer?: string;
  errorDescription?: string;
}

/** The facts that an inbound message states about a filing, whichever the authority. */
export interface Facts {
  /** The time at which the authority wrote the message, as received. */
  issued?: string;
  /** The authority's own reference of the filing. */
  authorityReference?: string;
  /** The state as received, with the time at which it came about, as received, where the message has one. */
  state?: { raw: string; since?: string };
  /** Further values from the authority, by the names of the contract's `details`, kept as received. */
  details?: Readonly<Record<string, unknown>>;
  /** The declaration as the authority now has it, where the message carries it. */
  declaration?: unknown;
  /** The decision on a request. */
  decision?: 'accepted' | 'refused';
  /** The authority was asked about the filing and does not know it. */
  unknownToAuthority?: true;
  /** The filing, or a message of it, was turned down. */
  errors?: AuthorityError[];
  /** The errors are technical: the same message may be sent again [H7-Etech]. */
  technical?: boolean;
}

/** Facts that a message states about filings other than the one it answers, by their references. */
export type FactsAbout = Record<string, Facts>;

interface MessageBase {
  /** The message's name in the contract, as it stands in an envelope. */
  message: string;
  /** The message's purpose, in one sentence. */
  title: string;
  /** The section of the contract that defines it. */
  source: string;
  certainty: Certainty;
  /** The schema of the message on the wire, in our names; made when it is first asked for. */
  schema: () => z.ZodType;
  /** Its names on the wire, where an operator's own file says that they are others than ours. */
  wire?: WireNames;
}

/** A message that the operator sends. */
export interface OutboundMessage extends MessageBase {
  direction: 'outbound';
  /** The schema of the message as a platform submits it: without the parts that the gateway fills in. */
  submission: () => z.ZodType;
  /** Reads what was submitted, where that may be another form of the message; never throws. */
  read?(submitted: Json): Reading;
  /** The schema of what `read` takes beside `submission`, for the documents. */
  otherForms?: () => z.ZodType;
  /** The kind of filing that the message belongs to. */
  filing: FilingKind;
  /**
   * The operator's reference, the correlation key: its place, a JSON Pointer in the message; its envelope; or the
   * function by which it follows from the message.
   */
  reference: `/${string}` | 'envelope' | DerivedReference;
  /**
   * The form of a reference that the message may leave out: that of its envelope stands for it, or else the id of the
   * queue's message.
   */
  standIn?: () => z.ZodType;
  /**
   * The fields that belong to one sending alone, which the gateway fills in: a message that is submitted again goes
   * without those of before. JSON Pointers in the message.
   */
  renewed?: readonly `/${string}`[];
  /** The place of its own id, and how a new one is made, where it holds one and that is no reference. */
  ownId?: { at: `/${string}`; make(now: Date, uuid: string): string };
  /** Path below the authority's base URL; `{name}` stands for a reference that the authority gave. */
  path: string;
  /** Conditions that span several fields, checked beside the schema, on a day. */
  rules?: readonly ((payload: unknown, on: Date) => Fault[])[];
  /**
   * The authority's code for a fault that the schema finds. Where it has one, it judges the form first: with such a
   * fault no rule is tried.
   */
  schemaCode?(fault: Fault): string;
  /**
   * The step after a call that may have arrived and was not answered: the message is sent again, it is sent once more
   * and then a person is asked, or a person is asked at once.
   */
  afterSilence: 'resend' | 'resend-once' | 'stop';
  /** The least minutes between a call that may have arrived and the next one. */
  resendAfterMinutes?: number;
  /** The messages that answer it. */
  answeredBy: readonly string[];
  /** The path of callbacks with errors about it; none where its errors come in the response to the call. */
  errorsAt?: string;
  /** True for an error by which the authority says that it has this message already. */
  provesArrival?(error: AuthorityError): boolean;
  /** The facts that such an error shows in the response to a call, where the answer to an earlier one was lost. */
  onceArrived?: Facts;
  /**
   * The facts that hold once a person found at the authority that it was done, after a call without a clear answer, with
   * the number that it has there. That number alone is its reference where this is left out.
   */
  onceFound?(number: string): Facts;
  /**
   * True if a filing, merged from all its records, shows that an attempt of the message was answered. Left out where one
   * of the messages that answer it, without errors and within the span of the attempt, shows it.
   */
  isAnswered?(filing: UnjudgedFiling, attempt: AttemptSpan): boolean;
  /** Only the gateway sends it, by itself: after an answer, or to open a filing with it. */
  by?: 'gateway';
  /** The gateway carries it out itself, and the authority gets other messages in its place: it has no path. */
  fanOut?: FanOut;
  /**
   * The message that opens the filing in its place: a submission is claimed and sent as that one, whose record holds
   * the whole of it. This one follows its answer, by the contract's `next`.
   */
  opensWith?: string;
  /**
   * True if two messages make the same call. One that was rejected is not made again where this says so, since the
   * authority keeps what it rejects.
   */
  isSameCall?(payload: unknown, earlier: unknown): boolean;
  /** Only an operator may have it sent, with a reason that is kept. */
  needsReason?: true;
  /** Messages under the same reference that must not go once this one was sent. */
  supersedes?: readonly string[];
  /** Its use about one filing of before, for people: where it may go, and with what it begins. */
  followsOn?: FollowOn;
  /** It needs declarations that were filed before, and waits for those that are still unknown. */
  followsUp?: true;
  /** The place of the declaration in it, a JSON Pointer, where it carries one. */
  declarationAt?: string;
  /** References of the declarations that it is about, beside its own filing. */
  about?(payload: unknown): string[];
  /**
   * The earlier filings that it has to agree with. One that the authority is not known to have, or that is another
   * platform's, is left out; a submission with a reason is an exception, and goes without the comparison.
   */
  agreesWith?: Agreement;
  /** The party that it is filed for, where a feed is read by parties. */
  partyOf?(payload: unknown): string | undefined;
}

/** A message of the authority, however it comes. */
export interface InboundMessage extends MessageBase {
  direction: 'inbound';
  routes: readonly Route[];
  /** The outcome that is published for it, unless it brings errors, or a state that has an outcome of its own. */
  announces: OutcomeKind;
  /** The outcome for a filing about which it accepts a request; `announces` where left out. */
  announcesAbout?: OutcomeKind;
  /** It gives the authority's own reference, which finds the filing from then on. */
  givesReference?: true;
  /** The facts about the filing that it answers; never throws, whatever the payload. */
  facts(payload: unknown): Facts;
  /**
   * The facts about declarations, where it answers a filing of another kind.
   * @param sent the latest message of that filing, where it is known
   */
  factsAbout?(payload: unknown, sent?: NamedMessage): FactsAbout;
  /** True if its whole list of filings was read, so that the authority does not know those that are not in it. */
  listsAll?(payload: unknown): boolean;
  /**
   * True for a payload that looks like this message; asked only where messages share a route and the sent one is
   * unknown.
   */
  looksLike?(payload: unknown): boolean;
}

/** A message's name and its payload. */
export interface NamedMessage {
  message: string;
  payload: unknown;
}

/** A message's name and the facts in it. */
export interface NamedFacts {
  message: string;
  facts: Facts;
}

/** A message that follows an answer, in the same filing. */
export interface Following {
  message: string;
  payload: Record<string, unknown>;
  /** The delay after the answer. */
  afterMs: number;
}

export type MessageContract = OutboundMessage | InboundMessage;

/** An authority's contract: everything that its documents say about its messages. */
export interface AuthorityContract {
  authority: string;
  /** The authority's name for people. */
  title: string;
  /** The authority's name within a sentence. */
  noun: string;
  /** Prefixes of the callback paths; callbacks without any are taken too. */
  callbackPrefixes?: readonly string[];
  /** The kinds of filing, by their names: what a reference stands for. */
  kinds: Readonly<Record<FilingKind, KindContract>>;
  messages: readonly MessageContract[];
  /** Other spellings of messages' names that occur in the authority's documents. */
  spellings?: Readonly<Record<string, string>>;
  /**
   * Our names of the authority's states, in the order of a filing's life, which decides between two states of one
   * instant.
   */
  states: readonly FilingState[];
  /** The outcomes of states that have one of their own, published while no later state has followed. */
  stateOutcomes?: Readonly<Record<FilingState, OutcomeKind>>;
  /** The meanings of states that are not plain, to follow their names: the next step that somebody has to make. */
  stateMeanings?: Readonly<Record<FilingState, string>>;
  /** The message that the gateway sends by itself after this answer; never throws. */
  next?(sent: NamedMessage, answer: NamedMessage): Following | undefined;
  /** Our name for a state code as received; `unknown` where the code is not known. */
  stateOf(rawState: string): FilingState;
  /** The name under which a filing shows the reference that the authority gave. */
  referenceName: string;
  /** The fields that a filing of this authority shows beside those of every filing, under the authority's own names. */
  details?: Readonly<Record<string, () => z.ZodType>>;
  /**
   * Further fields of a filing, which follow from what was sent and what was answered: one has those of `findings` alone
   * that there are.
   */
  findingDetails?: Readonly<Record<string, () => z.ZodType>>;
  /**
   * Finds the details that follow from the answers for a declaration as it was sent, by the names of `findingDetails`,
   * such as that it was judged otherwise than was to be expected; never throws.
   * @param answers what was stated about the filing, in the order of writing
   */
  findings?(sent: unknown, answers: readonly NamedFacts[]): Readonly<Record<string, unknown>>;
  /** True for details by which a filing differs from what was to be expected, so that a person should look at it. */
  differs?(details: Readonly<Record<string, unknown>>): boolean;
  /** The names of the details that are references too: a filing's `references` shows them after `referenceName`. */
  references?: readonly string[];
  /** The outcome, in a history, of a filing that it does not know; `unknown-to-` and its name where left out. */
  unknownOutcome?: string;
  /** Finds the enquiry that a callback without a reference answers. */
  enquiryOf?(payload: unknown, messageId: string, lookup: Lookup): Promise<FilingName | undefined>;
  /** The feeds, by their names. */
  feeds?: Readonly<Record<string, FeedContract>>;
  /** The packages by which its messages are read or written: only functions that take them from its outbox need those. */
  packages?: readonly string[];
  /**
   * Its calls need no token, so that a message is one call: that may take minutes, and the time of the lane's sender
   * follows from it.
   */
  withoutToken?: true;
  /** Its credentials are good for a time only, so that they have to be replaced. */
  credentialsExpire?: true;
  /** Its lane shows a certificate of its own when it connects (mutual TLS). */
  showsCertificate?: true;
  /** The most requests for a token in 24 hours, failed ones included; without it there is no limit. */
  tokensPerDay?: number;
  /** The state that the authority ends by itself, and after how many days. */
  expiry?: { state: FilingState; days: number };
  /** The state in which a filing needs another step by a deadline. */
  deadline?: Deadline;
  /** Further values of a declaration by which its filing is found: transport documents, as `TYPE:NUMBER`; never throws. */
  findableBy?(declaration: unknown): string[];
  /** The sums that a filing owes, by currency, as decimal text, from its details; never throws. */
  amounts?(details: Readonly<Record<string, unknown>>): Record<string, string>;
  /** The years for which its filings are kept; left out where they are of the class of all others. */
  retention?: RetentionContract;
  /** A pointer into one of its messages, by whichever names, in ours; left out where there are no others. */
  inOurNames?(pointer: string): string;
}
