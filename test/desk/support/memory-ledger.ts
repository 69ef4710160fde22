import { filingId } from '../../../functions/ledger/items.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../../../functions/ledger/records.ts';

interface Entry {
  key: FilingKey;
  name: string;
  record: LedgerRecord;
  fact: string;
  factAt: string;
  customsReference?: string;
}

export interface MemoryLedger extends Ledger {
  /** How many times a filing was read. */
  readonly reads: number;
}

/** A ledger in memory, with the keys and the indexes of the one in DynamoDB. */
export function memoryLedger(): MemoryLedger {
  const entries: Entry[] = [];
  let reads = 0;
  const put = (entry: Entry) => {
    const isTaken = entries.some(({ key, name }) => filingId(key) === filingId(entry.key) && name === entry.name);
    if (!isTaken) entries.push(entry);
    return !isTaken;
  };
  return {
    get reads() {
      return reads;
    },
    async claim(key, record) {
      return put({ key, name: `sent/${record.message}/${record.attempt}`, record, fact: 'sent', factAt: record.at });
    },
    async settle(key, { message, attempt }, settlement) {
      const name = `sent/${message}/${attempt}`;
      const entry = entries.find((one) => filingId(one.key) === filingId(key) && one.name === name);
      if (entry?.record.type !== 'sent') throw new Error('nothing was claimed');
      entry.record = { ...entry.record, settlement };
      entry.fact = settlement.verdict === 'held' ? 'waiting' : settlement.verdict;
      entry.factAt = settlement.at;
    },
    async refuse(key, record) {
      put({ key, name: `refused/${record.digest}`, record, fact: 'refused', factAt: record.at });
    },
    async receive(key, record, { fact, customsReference }) {
      const entry = { key, name: `received/${record.messageId}`, record, fact, factAt: record.at };
      return put({ ...entry, ...(customsReference && { customsReference }) }) ? 'stored' : 'repeated';
    },
    async records(key) {
      reads += 1;
      return entries
        .filter((entry) => filingId(entry.key) === filingId(key))
        .map(({ record }) => record)
        .sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    async findByCustomsReference(authority, customsReference) {
      return entries.find((one) => one.key.authority === authority && one.customsReference === customsReference)?.key;
    },
    async *recent(authority, fact, day, since) {
      const found = entries
        .filter((one) => one.key.authority === authority && one.fact === fact)
        .filter(({ factAt }) => factAt.startsWith(day) && factAt >= since)
        .sort((a, b) => (a.factAt < b.factAt ? 1 : -1));
      for (const { key } of found) yield key;
    },
  };
}
