import { type AuthorityName, kindOf } from '../../schemas/catalogue.ts';
import type { AuthorityError, Facts, FilingKind } from '../../schemas/contract.ts';
import type { FanOutCounts } from '../../schemas/fan-out.ts';
import type { Fault } from '../../schemas/fault.ts';
import type { FilingStatus } from '../../schemas/filing.ts';

/** The key of a filing. */
export interface FilingKey {
  authority: AuthorityName;
  kind: FilingKind;
  /** The operator's reference. */
  reference: string;
}

/** True if a filing says nothing by itself, but is about others. */
export function isAboutOthers({ authority, kind }: Pick<FilingKey, 'authority' | 'kind'>): boolean {
  return kindOf(authority, kind).about !== undefined;
}

/** The filing of this reference that another one is about. */
export function keyAbout({ authority, kind }: Pick<FilingKey, 'authority' | 'kind'>, reference: string): FilingKey {
  const { about, speaksOf = kind } = kindOf(authority, kind);
  return { authority, kind: about ?? speaksOf, reference };
}

/** The place of a record that belongs to no filing, since it cannot be read. */
export interface LaneKey {
  authority: AuthorityName;
  lane: true;
}

/** The settlement of a send that was not simply accepted. */
export type Settlement = Refused | Parked | Arrived | Unclear | Settled;

/** The end of a call, or of what came in its place. */
interface CallEnd {
  httpStatus: number | null;
  error: AuthorityError;
  at: string;
}

/** The facts of the calls of a send so far. */
export interface PastCalls {
  /** It was called, and may have arrived all the same: "this reference exists" proves it then, and is no error. */
  mayHaveArrived?: true;
  /** The number of times that it was taken and then failed technically [H7-Etech]. */
  technicalFailures?: number;
  /** The number of its failed calls: no answer, or one that says nothing about the message. */
  failures?: number;
  /** The number of these that failed although others had passed meanwhile: from 1 on it backs off by itself. */
  alone?: number;
  pending?: Pending;
  /** The gateway carries it out itself: how far it has come. */
  progress?: FanOutProgress;
}

/** The state of a message that the gateway carries out itself, which makes no call. */
export interface FanOutProgress {
  /** The details that its filing shows meanwhile. */
  details: Readonly<Record<string, unknown>>;
  /** The walk through its filings that a pass left off: its begin, the last one it came to, and the counts until there. */
  walk?: { begun: string; after: string; counts: FanOutCounts };
  /** The time at which the next message may go, so that all of them keep the lane's pace; ISO 8601. */
  nextAt?: string;
}

/** Refused for good, by the authority (400) or because it can never be sent. */
export interface Refused extends CallEnd {
  verdict: 'refused';
  /** It was another platform's, about a filing that is not its own, and says nothing of that. */
  isOutside?: true;
  /** A person took it out while it was parked: it may be submitted again as it was. */
  isWithdrawn?: true;
  /** A try of what was withdrawn may have arrived: "this reference exists" is no error of what comes after it. */
  mayHaveArrived?: true;
  /** It was parked in vain for what it is about, or superseded: it may be submitted again as it was. */
  isUnready?: true;
}

/** Parked: it goes again when it is due. */
export interface Parked extends CallEnd, PastCalls {
  verdict: 'parked';
  due: string;
  /** It is parked for an answer about a declaration, and goes sooner where that comes. */
  awaitsDeclaration?: true;
}

/** The authority was asked, and had not decided yet. */
export interface Pending {
  /** The number of such answers. */
  asks: number;
  /** The time of the first, ISO 8601. */
  since: string;
}

/** It may have arrived, nobody said so, and it must not be sent again by itself: a person has to look. */
export interface Unclear extends CallEnd {
  verdict: 'unclear';
}

/** The finding of a person about an unclear send. */
export interface Settled {
  verdict: 'settled';
  at: string;
  /** True if the authority has done it. */
  isDone: boolean;
  /** The facts that hold then, with the authority's reference; they give way to those of an answer that still comes. */
  facts?: Facts;
  /** The reason, where one is given. */
  reason?: string;
  /** The person, as in the record of actions. */
  by: string;
  /** Its end until then. */
  was: Unclear;
}

/** It was parked, and turned out to have arrived all the same: it does not go again. */
export interface Arrived {
  verdict: 'arrived';
  at: string;
}

/**
 * A message that we claimed to send. Written before the call and settled only where the call was
 * not answered with 200, so a record without settlement was accepted or is in flight. Its past calls are as they
 * were when it was last taken up.
 */
export interface SentRecord extends PastCalls {
  type: 'sent';
  message: string;
  /** The message under whose name it is claimed, where that is another one: with it, it counts its attempts. */
  claimedAs?: string;
  /** 1 for the first message of its name under this reference; each correction counts one up. */
  attempt: number;
  at: string;
  messageId: string;
  platform: string;
  /** The digest of the submission, which distinguishes a repetition from a correction. */
  digest: string;
  /** The queue's message by which it was claimed: only that one, handed out again, proves a crash. */
  claimedBy: string;
  /** The message as sent, or as far as it is known while it is parked; JSON. */
  body: string;
  /** The text that goes out in its place. */
  raw?: string;
  /** The reason of an operator, for a message that the contract wants to be an exception. */
  reason?: string;
  settlement?: Settlement;
  /** The time at which it was last taken up after it was parked: what was said of it before is over. */
  resumedAt?: string;
  /** The queue's message by which it was taken up then. */
  resumedBy?: string;
  /** The time of the first try that may have arrived; where none is noted, that of the last try counts. */
  reachedAt?: string;
  /**
   * The time from which its answer is overdue by the configured minutes, ISO 8601 in UTC; written by housekeeping's
   * sweep. It holds for the try that had left by then only.
   */
  overdueSince?: string;
}

/** A submission that we refused ourselves and never sent. */
export interface RefusedRecord {
  type: 'refused';
  message: string;
  at: string;
  platform: string | null;
  digest: string;
  errors: AuthorityError[];
  /** The outbox message as it came; absent of those that were refused before it was kept. */
  body?: string;
  /** Somebody put it there under a name that is not theirs: it says nothing of the filing. */
  isOutside?: true;
}

/** A submission under a reference that was in flight, answered or another platform's: it was not sent. */
export interface DuplicateRecord {
  type: 'duplicate';
  message: string;
  at: string;
  platform: string;
  digest: string;
  /** The outbox message as it came. */
  body: string;
}

/** The call in which a message of the authority came. */
interface Carried {
  /** The status of the call that it answers, null for an item of a feed; absent of a callback, which is answered 200. */
  httpStatus?: number | null;
}

/** A message of the authority, as it came. */
export interface ReceivedRecord extends Carried {
  type: 'received';
  message: string;
  /** The way it came, a path of the catalogue in the first place: the subject of an error follows from it. */
  path: string;
  /** The authority's reference in the path, where the path has one. */
  pathReference?: string;
  at: string;
  messageId: string;
  /** JSON in UTF-8: the body as received, or as it was read where it came in another form. */
  body: string;
  /** The text as received, where that is not the body. */
  raw?: string;
  /** The platform that is notified where nobody filed it here. */
  platform?: string;
  /** Its place in its feed, where that decides the order. */
  place?: number;
  /** The call that it answers was refused by it. */
  isRefusal?: true;
  /** The message that it says is there already: an earlier call of it arrived, whose answer was lost. */
  repeats?: string;
  /** Its departures from the contract: pointers and rules, never values. */
  drift: string[];
}

/** A message about this filing that was sent as part of another one. */
export interface AskedRecord {
  type: 'asked';
  message: string;
  at: string;
  messageId: string;
  attempt: number;
  /** The platform that asked; earlier versions did not note it. */
  platform?: string;
  /** The filing it was sent in. */
  via: Pick<FilingKey, 'kind' | 'reference'>;
}

/** A statement about this filing in an answer to another one; the answer itself lies there. */
export interface StatedRecord extends Carried {
  type: 'stated';
  message: string;
  at: string;
  messageId: string;
  via: Pick<FilingKey, 'kind' | 'reference'>;
  /** The platform that is notified where nobody files such filings. */
  platform?: string;
  facts: Facts;
}

/** A dead letter: a submission, or the pointer to a parked send. */
export interface StuckRecord {
  type: 'stuck';
  /** The queue's id of the letter: what was put back and lands again has another, and is recorded anew. */
  letter: string;
  /** The time at which it was found. */
  at: string;
  /** The message's name; empty where nothing can be read. */
  message: string;
  platform: string | null;
  /** The approximate number of hand-outs by the queue. */
  handedOut: number;
  /** The time at which it was put on the outbox. */
  since: string;
  /** The send that was claimed by it, and what had become of that; none where it was never claimed. */
  claimed?: { attempt: number; messageId: string; status: FilingStatus };
  /** The time at which an operator redrove it. */
  redrivenAt?: string;
  /** The time at which a person took it out. */
  withdrawnAt?: string;
}

/**
 * A text that belongs to no filing, since it cannot be read or names none. It lies with its lane, so that a person
 * finds it there.
 */
export interface UnreadableRecord {
  type: 'unreadable';
  from: 'outbox' | 'callback';
  /** The time at which it was put on the outbox, or called back with; ISO 8601. */
  at: string;
  /** The queue's id of the message, or a hash of what came: the same one again changes nothing. */
  id: string;
  /** As it came. */
  body: string;
  /** Its length in bytes of UTF-8. */
  bytes: number;
  faults: Fault[];
  /** As far as they can be read, in a form that can be shown. */
  platform: string | null;
  message: string | null;
  /** The route of a callback. */
  route?: string;
  /** Its queue message lies among the dead letters, too. */
  isDeadLetter?: true;
}

export type LedgerRecord =
  | SentRecord
  | RefusedRecord
  | DuplicateRecord
  | ReceivedRecord
  | AskedRecord
  | StatedRecord
  | StuckRecord;
