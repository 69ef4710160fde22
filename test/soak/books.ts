import type { FilingKey, LedgerRecord, UnreadableRecord } from '../../functions/ledger/records.ts';
import type { SentCallback } from '../../local/simulators/delta-h7/index.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { SeenCall } from '../support/faulty-customs.ts';
import type { Planned } from './lives.ts';

/** A killed process, with its function. */
export interface Kill {
  at: number;
  pid: number;
  of: string;
}

export interface FilingBook {
  key: FilingKey;
  filing: Filing;
  records: readonly LedgerRecord[];
}

/** The records to reconcile: submitted, seen by customs, kept, published. */
export interface Books {
  submitted: readonly Planned[];
  seen: readonly SeenCall[];
  kills: readonly Kill[];
  callbacks: readonly SentCallback[];
  filings: readonly FilingBook[];
  unreadable: readonly UnreadableRecord[];
  told: readonly Outcome[];
  /** The number of messages left in each queue. */
  left: Readonly<Record<string, number>>;
}
