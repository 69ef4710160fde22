import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type Item, laneId } from '../table/plain-table.ts';
import { type ArchiveReader, wholeRecords } from './archived.ts';
import { type Change, type ItemTableOptions, itemTable } from './item-table.ts';
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
  receivedItem,
  recordOf,
  refusedItem,
  resumption,
  sentEntry,
  sentItem,
  settledAttributes,
  statedItem,
  stuckItem,
  unreadableBetween,
  unreadableItem,
  unreadableMark,
} from './items.ts';
import type { Ledger, SentKey } from './ledger.ts';
import { pack } from './pack.ts';
import { parkedInTurns } from './parked-in-turns.ts';
import { parkedPlace } from './parked-key.ts';
import type { FilingKey, SentRecord, Settlement, StuckRecord, UnreadableRecord } from './records.ts';

const { partitionKey, sortKey, indexes } = ledgerTable;
/** A bound after every instant, as text. */
const LAST = '9';

/** The condition that a send is still settled as it was when it was read, or still not settled. */
function stillSettled(as: Settlement | undefined): Pick<Change, 'condition' | 'names' | 'values'> {
  if (!as) return { condition: `attribute_exists(${partitionKey}) AND attribute_not_exists(settlement)` };
  return {
    condition: 'settlement.verdict = :verdict AND settlement.#settledAt = :settledAt',
    names: { '#settledAt': 'at' },
    values: { ':verdict': as.verdict, ':settledAt': as.at },
  };
}

export interface LedgerOptions extends ItemTableOptions {
  /** Where filings are found and read that the table has given up; nowhere by default. */
  archive?: ArchiveReader | undefined;
  /** @default Date.now */
  now?: () => number;
}

/** The ledger in its DynamoDB table, by single-item conditional writes only. */
export function dynamoDbLedger({ archive, now = Date.now, ...options }: LedgerOptions): Ledger {
  const { retentionDays } = options;
  const { get, whole, divide, putLatest, putNew, change, find, beginning } = itemTable(options);

  const keyOf = (key: FilingKey, sent: SentKey): Item => ({
    [partitionKey]: filingId(key),
    [sortKey]: sentEntry(sent),
  });

  /** Changes a send where it is as expected; false where it is not. */
  const update = async (key: FilingKey, sent: SentKey, made: Change) =>
    (await change(keyOf(key, sent), made)) === 'written';

  /** Items of the index of facts between two instants. */
  function facts(fact: string, since: string, until: string, oldestFirst: boolean, most?: number): AsyncIterable<Item> {
    const { name, partitionKey: factAttribute, sortKey: atAttribute } = indexes.byFact;
    return find({
      IndexName: name,
      KeyConditionExpression: '#fact = :fact AND #at BETWEEN :since AND :until',
      ExpressionAttributeNames: { '#fact': factAttribute, '#at': atAttribute },
      ExpressionAttributeValues: { ':fact': fact, ':since': since, ':until': until },
      ScanIndexForward: oldestFirst,
      ...(most !== undefined && { Limit: most }),
    });
  }

  /** Filings in a list of the index of the authority's references. */
  async function* listed(reference: string, limit?: number): AsyncGenerator<FilingKey> {
    const { name, partitionKey: attribute } = indexes.byAuthorityReference;
    const found = find({
      IndexName: name,
      KeyConditionExpression: '#reference = :reference',
      ExpressionAttributeNames: { '#reference': attribute },
      ExpressionAttributeValues: { ':reference': reference },
      ...(limit !== undefined && { Limit: limit }),
    });
    for await (const item of found) yield filingKeyOf(String(item[partitionKey]));
  }

  return {
    async claim(key, record, how) {
      if (how?.unlessArchived && (await archive?.pointer(key))) return false;
      return putNew(sentItem(key, record), record.at);
    },

    async settle(key, sent, settlement, as) {
      const set = settledAttributes(key, sent, settlement);
      const remove = settlement.verdict === 'parked' ? '' : `REMOVE ${parkedAttributes.join(', ')}`;
      const written = await change(keyOf(key, sent), { set, remove, ...stillSettled(as) });
      if (written === 'absent') throw new Error(`There is no send ${sentEntry(sent)} to settle`);
      return written === 'written';
    },

    async resume(key, sent, { body, at, by }) {
      const { raw } = sent;
      const texts = { body: pack(body), ...(raw !== undefined && { raw: pack(raw) }) };
      const kept = await divide(texts, filingId(key), at);
      return update(key, sent, {
        set: { ...kept, resumedBy: by, ...resumption(sent, at) },
        remove: `REMOVE settlement, ${parkedAttributes.join(', ')}`,
        ...stillSettled(sent.settlement),
      });
    },

    async repeat(key, sent) {
      await update(key, sent, { set: { mayHaveArrived: true }, condition: `attribute_exists(${partitionKey})` });
    },

    async markOverdue(key, sent, since) {
      await update(key, sent, {
        set: { overdueSince: since },
        condition: `attribute_exists(${partitionKey}) AND (attribute_not_exists(overdueSince) OR overdueSince < :since)`,
        values: { ':since': since },
      });
    },

    defer(parked, due) {
      return update(parked.key, parked.sent, {
        set: { [indexes.byFact.sortKey]: parkedPlace({ ...parked, due }) },
        condition: 'settlement.verdict = :parked AND #factAt = :before',
        values: { ':parked': 'parked', ':before': parkedPlace(parked) },
      });
    },

    refuse: (key, record) => putLatest(refusedItem(key, record), record.at),

    keepDuplicate: async (key, record) => void (await putNew(duplicateItem(key, record), record.at)),

    receive: async (key, record, index) =>
      (await putNew(receivedItem(key, record, index), index.joinedAt ?? record.at)) ? 'stored' : 'repeated',

    ask: async (key, record) => void (await putNew(askedItem(key, record), record.at)),

    state: async (key, record, index) => void (await putNew(statedItem(key, record, index), record.at)),

    keepLetter: (place, record) => putNew(stuckItem(place, record), record.at),

    async letter(place, letter) {
      const item = await get(letterKey(place, letter));
      return item && (recordOf(item) as StuckRecord);
    },

    async noteLetter(place, letter, note) {
      await change(letterKey(place, letter), { set: note, condition: `attribute_exists(${partitionKey})` });
    },

    async keepUnreadable(authority, record) {
      const mark = unreadableMark(authority, record);
      const isNew = await putNew(mark, record.at);
      const first = isNew ? undefined : await get({ [partitionKey]: mark[partitionKey], [sortKey]: mark[sortKey] });
      const at = String(first?.['at'] ?? record.at);
      return putNew(unreadableItem(authority, { ...record, at }), at);
    },

    async *unreadable(authority, { limit, ...period }) {
      const [first, last] = unreadableBetween(period);
      const items = find({
        KeyConditionExpression: '#lane = :lane AND #entry BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#lane': partitionKey, '#entry': sortKey },
        ExpressionAttributeValues: { ':lane': laneId(authority), ':first': first, ':last': last },
        ScanIndexForward: false,
      });
      let count = 0;
      for await (const item of items) {
        if (count === limit) return;
        count += 1;
        yield recordOf(await whole(item)) as unknown as UnreadableRecord;
      }
    },

    async records(key, how) {
      const found = find({
        KeyConditionExpression: '#filing = :filing',
        ExpressionAttributeNames: { '#filing': partitionKey },
        ExpressionAttributeValues: { ':filing': filingId(key) },
        // A callback may come within milliseconds of the claim that it answers.
        ConsistentRead: true,
      });
      const items: Item[] = [];
      for await (const item of found) items.push(item);
      return wholeRecords(key, items, how?.inTable ? undefined : archive, { now: now(), retentionDays });
    },

    async sent(key, sent) {
      const item = await get(keyOf(key, sent));
      return item && (recordOf(await whole(item)) as SentRecord);
    },

    async findByAuthorityReference(authority, kind, authorityReference) {
      const found = listed(authorityReferenceKey(authority, kind, authorityReference), 1);
      for await (const key of found) return key;
      return archive?.referred(authority, kind, authorityReference);
    },

    enquiries: (authority, day) => listed(enquiriesKey(authority, day)),

    async *recent(authority, fact, day, since, until = LAST) {
      for await (const item of facts(factKey(authority, fact, day), since, until, false))
        yield filingKeyOf(String(item[partitionKey]));
    },

    async *received(key, since, until) {
      const items = beginning(filingId(key), ledgerTable.received, {
        ProjectionExpression: '#entry, #at',
        ExpressionAttributeNames: { '#partition': partitionKey, '#entry': sortKey, '#at': 'at' },
      });
      for await (const item of items) {
        const at = String(item['at']);
        if (at >= since && at <= until) yield { filing: filingId(key), entry: String(item[sortKey]) };
      }
    },

    due: (authority, by, list, reading) =>
      parkedInTurns(
        (fact, since, until, most) => facts(fact, since, until, true, most),
        { authority, list, by },
        reading,
      ),
  };
}
