import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import type {
  AskedRecord,
  DuplicateRecord,
  FilingKey,
  LaneKey,
  LedgerRecord,
  ReceivedRecord,
  RefusedRecord,
  SentRecord,
  Settlement,
  StatedRecord,
  StuckRecord,
  UnreadableRecord,
} from './records.ts';

/** The index of a received message, which finds its filing. */
export interface ReceivedIndex {
  /** The fact that it made of its filing, for lists: a state, or `rejected`. */
  fact: string;
  /** The reference that the authority gave with this message, if it did. */
  authorityReference?: string;
  /** The time at which it joined its filing, ISO 8601, where it had come before: it stays as long from then on. */
  joinedAt?: string;
}

/** The key of a send within its filing. */
export type SentKey = Pick<SentRecord, 'message' | 'attempt' | 'claimedAs'>;

/**
 * The list that a parked send is in, by what it is parked for: the lane, an answer about a declaration, the end of its
 * own back-off where it fails alone, or the next look at the filings among which it is carried out.
 */
export type ParkedList = 'lane' | 'declaration' | 'alone' | 'fan-out';

/** A parked send, with the time at which it is due. */
export interface ParkedSend {
  key: FilingKey;
  sent: SentKey;
  due: string;
  /** The platform that it is filed for; undefined where an earlier version listed it. */
  platform: string | undefined;
}

/** The way in which a list of parked sends is read. */
export interface ParkedReading {
  /** The number that will be taken, about: no more is read ahead. */
  most?: number;
  /** The platform that comes first, by a number that counts on from one reading to the next. */
  turn?: number;
}

/** A span of arrival times, ISO 8601, and the most unreadable texts to be read. */
export interface UnreadablePeriod {
  since: string;
  until: string;
  limit: number;
}

/**
 * The record of every filing. Each call is at most one write, conditional where two could race, and
 * is durable once it returns.
 */
export interface Ledger {
  /**
   * Claims a send before it is made; false where that claim was taken already.
   * @param how also false where records of the filing are in the archive: the table may have given the claim up
   */
  claim(key: FilingKey, record: SentRecord, how?: { unlessArchived: true }): Promise<boolean>;
  /**
   * Settles a claimed send that was not simply accepted, where it still is as it was read: not settled, or settled `as`
   * that; false where somebody else settled it or took it up meanwhile.
   */
  settle(
    key: FilingKey,
    sent: SentKey & Pick<SentRecord, 'platform'>,
    settlement: Settlement,
    as?: Settlement,
  ): Promise<boolean>;
  /** Takes up a parked send, with its body completed; false where somebody else did. */
  resume(key: FilingKey, sent: SentRecord, taken: { body: string; at: string; by: string }): Promise<boolean>;
  /** Notes that an earlier try of a send may have arrived, before it is tried again. */
  repeat(key: FilingKey, sent: SentKey): Promise<void>;
  /** Notes since when the answer to a send is overdue, ISO 8601 in UTC; the same again changes nothing. */
  markOverdue(key: FilingKey, sent: SentKey, since: string): Promise<void>;
  /** Defers a parked send, where it is still due as it was read; false where it is not. */
  defer(parked: ParkedSend, due: string): Promise<boolean>;
  /** Records a submission that was refused before it was sent; the same one again, for the same reason, takes its place. */
  refuse(key: FilingKey, record: RefusedRecord): Promise<void>;
  /** Records a submission that was not sent, since its reference is taken; the same one again changes nothing. */
  keepDuplicate(key: FilingKey, record: DuplicateRecord): Promise<void>;
  /** Stores a message of the authority: `repeated` where it is there already. */
  receive(key: FilingKey, record: ReceivedRecord, index: ReceivedIndex): Promise<'stored' | 'repeated'>;
  /** Records that a message about the declaration was sent elsewhere. */
  ask(key: FilingKey, record: AskedRecord): Promise<void>;
  /** Records what an answer to another filing said of this one. */
  state(key: FilingKey, record: StatedRecord, index: ReceivedIndex): Promise<void>;
  /** Records what was found among the dead letters; false where that letter is recorded already. */
  keepLetter(place: FilingKey | LaneKey, record: StuckRecord): Promise<boolean>;
  /** The record of a dead letter. */
  letter(place: FilingKey | LaneKey, letter: string): Promise<StuckRecord | undefined>;
  /** Notes when a dead letter was redriven, or taken out by a person; ISO 8601, where it is recorded. */
  noteLetter(
    place: FilingKey | LaneKey,
    letter: string,
    note: { redrivenAt: string } | { withdrawnAt: string },
  ): Promise<void>;
  /**
   * Keeps a text that belongs to no filing. By its id: the same one again changes nothing, whatever its time.
   * @returns false where it is kept already
   */
  keepUnreadable(authority: AuthorityName, record: UnreadableRecord): Promise<boolean>;
  /** The records of a lane that could not be read, the newest first; both instants are included. */
  unreadable(authority: AuthorityName, period: UnreadablePeriod): AsyncIterable<UnreadableRecord>;
  /**
   * Every record of a filing, oldest first; none where the filing is not known.
   * @param how without those that the table has given up, for which the archive is asked otherwise
   */
  records(key: FilingKey, how?: { inTable: true }): Promise<LedgerRecord[]>;
  /** One send of a filing. */
  sent(key: FilingKey, sent: SentKey): Promise<SentRecord | undefined>;
  /** The enquiries that were sent on that day, in any order. */
  enquiries(authority: AuthorityName, day: string): AsyncIterable<FilingKey>;
  /** The filing that the authority knows by this reference. */
  findByAuthorityReference(
    authority: AuthorityName,
    kind: FilingKind,
    authorityReference: string,
  ): Promise<FilingKey | undefined>;
  /**
   * Filings of which a message of the authority made this fact on that day (`2026-11-22`, UTC) between two instants,
   * newest first; they may have moved on since. Only facts from which a clock runs are listed.
   */
  recent(authority: AuthorityName, fact: string, day: string, since: string, until?: string): AsyncIterable<FilingKey>;
  /** The messages of the authority about a filing that came between two instants; also one that cannot be read. */
  received(key: FilingKey, since: string, until: string): AsyncIterable<StoredMessage>;
  /**
   * The parked sends of an authority on this list that are due by then: one of each platform in turn, each platform's
   * longest due first. So one that has many parked does not delay another.
   */
  due(authority: AuthorityName, by: string, list: ParkedList, reading?: ParkedReading): AsyncIterable<ParkedSend>;
}
