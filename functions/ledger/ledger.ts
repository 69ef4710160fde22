import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, RefusedRecord, SentRecord, Settlement } from './records.ts';

/** What else is known of a received message: by what to find its filing. */
export interface ReceivedIndex {
  /** What it made of its filing, for lists: a state, or `rejected`. */
  fact: string;
  /** The reference that the authority gave with this message, if it did. */
  customsReference?: string;
}

/**
 * The record of every filing. Each call is at most one write, conditional where two could race, and
 * is durable once it returns.
 */
export interface Ledger {
  /** Claims a send before it is made; false where that claim was taken already. */
  claim(key: FilingKey, record: SentRecord): Promise<boolean>;
  /** Records what became of a claimed send that was not simply accepted. */
  settle(key: FilingKey, sent: Pick<SentRecord, 'message' | 'attempt'>, settlement: Settlement): Promise<void>;
  /** Records a submission that was refused before it was sent; the same one again changes nothing. */
  refuse(key: FilingKey, record: RefusedRecord): Promise<void>;
  /** Stores a message of the authority: `repeated` where it is there already. */
  receive(key: FilingKey, record: ReceivedRecord, index: ReceivedIndex): Promise<'stored' | 'repeated'>;
  /** Every record of a filing, oldest first; none where the filing is not known. */
  records(key: FilingKey): Promise<LedgerRecord[]>;
  /** The filing that the authority knows by this reference. */
  findByCustomsReference(authority: AuthorityName, customsReference: string): Promise<FilingKey | undefined>;
  /** Filings of which an item made this fact on that day (`2026-11-22`, UTC), newest first; they may have moved on since. */
  recent(authority: AuthorityName, fact: string, day: string, since: string): AsyncIterable<FilingKey>;
}
