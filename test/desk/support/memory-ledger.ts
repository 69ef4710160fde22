import {
  askedItem,
  authorityReferenceKey,
  duplicateItem,
  enquiriesKey,
  factKey,
  filingId,
  filingKeyOf,
  letterKey,
  parkedAttributes,
  parkedSendOf,
  receivedItem,
  recordOf,
  refusedItem,
  resumption,
  sentEntry,
  sentItem,
  settledAttributes,
  statedItem,
  stuckItem,
} from '../../../functions/ledger/items.ts';
import type { Ledger, SentKey } from '../../../functions/ledger/ledger.ts';
import { pack } from '../../../functions/ledger/pack.ts';
import { parkedKey, parkedPlace } from '../../../functions/ledger/parked-key.ts';
import type {
  FilingKey,
  LaneKey,
  SentRecord,
  StuckRecord,
  UnreadableRecord,
} from '../../../functions/ledger/records.ts';
import { recordsIn } from '../../../functions/ledger/records-in.ts';
import type { Item } from '../../../functions/table/plain-table.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';

const { partitionKey, sortKey, indexes } = ledgerTable;

export interface MemoryLedger extends Ledger {
  /** The number of reads of filings. */
  readonly reads: number;
  /** The partitions, by their keys, each with its items. */
  readonly partitions: Map<unknown, Item[]>;
}

/** A ledger in memory, of the very items of the one in DynamoDB: for the desk's pure parts. */
export function memoryLedger(): MemoryLedger {
  const items: Item[] = [];
  const byFiling = new Map<unknown, Item[]>();
  const ofFiling = (filing: string) => byFiling.get(filing) ?? [];
  const unreadable: { authority: AuthorityName; record: UnreadableRecord }[] = [];
  let reads = 0;
  const find = (filing: string, entry: string) => ofFiling(filing).find((item) => item[sortKey] === entry);
  const put = (item: Item) => {
    const isTaken = find(String(item[partitionKey]), String(item[sortKey])) !== undefined;
    if (isTaken) return false;
    items.push(item);
    byFiling.set(item[partitionKey], [...ofFiling(String(item[partitionKey])), item]);
    return true;
  };
  const sentItemOf = (key: FilingKey, sent: SentKey) => find(filingId(key), sentEntry(sent));
  const letterOf = (place: FilingKey | LaneKey, letter: string) => {
    const key = letterKey(place, letter);
    return find(String(key[partitionKey]), String(key[sortKey]));
  };
  const factsBetween = (fact: string, since: string, until: string) =>
    items
      .filter((item) => item[indexes.byFact.partitionKey] === fact)
      .map((item) => ({ item, at: String(item[indexes.byFact.sortKey]) }))
      .filter(({ at }) => at >= since && at <= until)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ item }) => item);

  return {
    get reads() {
      return reads;
    },
    partitions: byFiling,
    claim: async (key, record) => put(sentItem(key, record)),
    async settle(key, sent, settlement, held) {
      const item = sentItemOf(key, sent);
      if (!item) throw new Error('nothing was claimed');
      if ((recordOf(item) as SentRecord).settlement?.at !== held?.at) return false;
      for (const name of parkedAttributes) delete item[name];
      Object.assign(item, settledAttributes(key, sent, settlement));
      return true;
    },
    async resume(key, sent, { body, at, by }) {
      const item = sentItemOf(key, sent);
      const record = item && (recordOf(item) as SentRecord);
      if (!item || record?.settlement?.at !== sent.settlement?.at) return false;
      delete item['settlement'];
      Object.assign(item, {
        body: pack(body),
        resumedBy: by,
        ...resumption(sent, at),
      });
      for (const name of parkedAttributes) delete item[name];
      return true;
    },
    async defer(parked, due) {
      const item = sentItemOf(parked.key, parked.sent);
      if (item?.[indexes.byFact.sortKey] !== parkedPlace(parked)) return false;
      item[indexes.byFact.sortKey] = parkedPlace({ ...parked, due });
      return true;
    },
    async markOverdue(key, sent, since) {
      Object.assign(sentItemOf(key, sent) ?? {}, { overdueSince: since });
    },
    async repeat(key, sent) {
      Object.assign(sentItemOf(key, sent) ?? {}, { mayHaveArrived: true });
    },
    async refuse(key, record) {
      const item = refusedItem(key, record);
      const earlier = find(filingId(key), String(item[sortKey]));
      if (earlier) {
        items.splice(items.indexOf(earlier), 1);
        byFiling.set(
          filingId(key),
          ofFiling(filingId(key)).filter((one) => one !== earlier),
        );
      }
      put(item);
    },
    async keepDuplicate(key, record) {
      put(duplicateItem(key, record));
    },
    receive: async (key, record, index) => (put(receivedItem(key, record, index)) ? 'stored' : 'repeated'),
    async ask(key, record) {
      put(askedItem(key, record));
    },
    async state(key, record, index) {
      put(statedItem(key, record, index));
    },
    keepLetter: async (place, record) => put(stuckItem(place, record)),
    async letter(place, letter) {
      const item = letterOf(place, letter);
      return item && (recordOf(item) as StuckRecord);
    },
    async noteLetter(place, letter, note) {
      Object.assign(letterOf(place, letter) ?? {}, note);
    },
    async keepUnreadable(authority, record) {
      const known = unreadable.some((one) => one.authority === authority && one.record.id === record.id);
      if (!known) unreadable.push({ authority, record });
      return !known;
    },
    async *unreadable(authority, { since, until, limit }) {
      const own = unreadable.filter((one) => one.authority === authority).map(({ record }) => record);
      const within = own.filter(({ at }) => at >= since && at <= until).sort((a, b) => (a.at < b.at ? 1 : -1));
      yield* within.slice(0, limit);
    },
    async records(key) {
      reads += 1;
      return recordsIn(ofFiling(filingId(key)));
    },
    async sent(key, sent) {
      const item = sentItemOf(key, sent);
      return item && (recordOf(item) as SentRecord);
    },
    async *enquiries(authority, day) {
      const list = enquiriesKey(authority, day);
      for (const item of items.filter((one) => one[indexes.byAuthorityReference.partitionKey] === list))
        yield filingKeyOf(String(item[partitionKey]));
    },
    async findByAuthorityReference(authority, kind, authorityReference) {
      const reference = authorityReferenceKey(authority, kind, authorityReference);
      const item = items.find((one) => one[indexes.byAuthorityReference.partitionKey] === reference);
      return item && filingKeyOf(String(item[partitionKey]));
    },
    async *recent(authority, fact, day, since, until = '9') {
      for (const item of factsBetween(factKey(authority, fact, day), since, until).reverse())
        yield filingKeyOf(String(item[partitionKey]));
    },
    async *received(key, since, until) {
      for (const { entry, at } of ofFiling(filingId(key)) as unknown as { entry: string; at: string }[])
        if (entry.startsWith(ledgerTable.received) && at >= since && at <= until)
          yield { filing: filingId(key), entry };
    },
    async *due(authority, by, list) {
      const parked = factsBetween(parkedKey(authority, list), '!', '~').map(parkedSendOf);
      yield* parked.filter(({ due }) => due <= by);
    },
  };
}
