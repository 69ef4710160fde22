import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { CHANGED_BY, conditionally, WRITTEN_BY, type Written } from '../table/conditional-write.ts';
import { compare } from './attempts.ts';
import {
  askedItem,
  customsReferenceKey,
  duplicateItem,
  factKey,
  filingId,
  filingKeyOf,
  type Item,
  laneId,
  letterKey,
  receivedItem,
  receivedOf,
  recordOf,
  refusedItem,
  resumption,
  sentEntry,
  sentFactAttributes,
  sentItem,
  settledAttributes,
  statedItem,
  stuckItem,
  unreadableBetween,
  unreadableItem,
  unreadableMark,
  waitingKey,
  waitingSendOf,
} from './items.ts';
import type { Ledger, SentKey } from './ledger.ts';
import { pack } from './pack.ts';
import { divided, isPart, joined, partKeys } from './parts.ts';
import type { FilingKey, SentRecord, Settlement, StuckRecord, UnreadableRecord } from './records.ts';

const { partitionKey, sortKey, expiry, indexes } = ledgerTable;
/** A part outlasts the items that name it, which are removed in any order. */
const PART_SECONDS = 7 * 86_400;
/** Before and after every instant, as text. */
const FIRST = '0';
const LAST = '9';
const NEW_ITEM = `attribute_not_exists(${partitionKey})`;

/** A conditional change of one item. */
interface Change {
  set: Item;
  remove?: string;
  condition: string;
  /** Beside those of `set`. */
  names?: Record<string, string>;
  values?: Item;
}

/** That a send is settled as it was when it was read, or not at all. */
function stillSettled(as: Settlement | undefined): Pick<Change, 'condition' | 'names' | 'values'> {
  if (!as) return { condition: `attribute_exists(${partitionKey}) AND attribute_not_exists(settlement)` };
  return {
    condition: 'settlement.verdict = :verdict AND settlement.#settledAt = :settledAt',
    names: { '#settledAt': 'at' },
    values: { ':verdict': as.verdict, ':settledAt': as.at },
  };
}

export interface DynamoDbLedgerOptions {
  client: DynamoDBClient;
  tableName: string;
  /** For how long a record stays. */
  retentionDays: number;
}

/** The ledger in its DynamoDB table, by single-item conditional writes only. */
export function dynamoDbLedger({ client, tableName, retentionDays }: DynamoDbLedgerOptions): Ledger {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = { TableName: tableName };

  const expiryOf = (at: string) => Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400;

  /** Writes beside an item what of it is too large for one, and gives the rest. */
  async function divide(given: Item, partition: unknown, at: string): Promise<Item> {
    const { item, parts } = divided(given, partition);
    const put = (part: Item) => {
      const Item = { ...part, [expiry]: expiryOf(at) + PART_SECONDS };
      return documents.send(new PutCommand({ ...table, Item }));
    };
    await Promise.all(parts.map(put));
    return item;
  }

  async function get(Key: Item): Promise<Item | undefined> {
    const { Item } = await documents.send(new GetCommand({ ...table, Key, ConsistentRead: true }));
    return Item;
  }

  /** An item with what lies beside it. */
  async function whole(item: Item): Promise<Item> {
    const parts = await Promise.all(partKeys(item).map(get));
    return joined(
      item,
      parts.filter((part) => part !== undefined),
    );
  }

  /** Puts an item where none is; false where there is one already. */
  async function putNew(item: Item, at: string): Promise<boolean> {
    const kept = await divide(item, item[partitionKey], at);
    const Key = { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] };
    const put = (nonce: string) => {
      const Item = { ...kept, [expiry]: expiryOf(at), [WRITTEN_BY]: nonce };
      return documents.send(new PutCommand({ ...table, Item, ConditionExpression: NEW_ITEM }));
    };
    return (await conditionally(documents, { ...table, Key }, WRITTEN_BY, put)) === 'written';
  }

  const keyOf = (key: FilingKey, sent: SentKey): Item => ({
    [partitionKey]: filingId(key),
    [sortKey]: sentEntry(sent),
  });

  /** Updates a send where it is as expected; false where it is not. */
  const update = async (key: FilingKey, sent: SentKey, change: Change) =>
    (await updateAt(keyOf(key, sent), change)) === 'written';

  function updateAt(Key: Item, { set, remove = '', condition, names = {}, values = {} }: Change): Promise<Written> {
    return conditionally(documents, { ...table, Key }, CHANGED_BY, (nonce) => {
      const fields = Object.entries({ ...set, [CHANGED_BY]: nonce });
      return documents.send(
        new UpdateCommand({
          ...table,
          Key,
          UpdateExpression: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')} ${remove}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { ...Object.fromEntries(fields.map(([field]) => [`#${field}`, field])), ...names },
          ExpressionAttributeValues: {
            ...Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
            ...values,
          },
        }),
      );
    });
  }

  /** Items of the index of facts between two instants. */
  async function* facts(fact: string, since: string, until: string, oldestFirst: boolean): AsyncIterable<Item> {
    const { name, partitionKey: factAttribute, sortKey: atAttribute } = indexes.byFact;
    const pages = paginateQuery(
      { client: documents },
      {
        ...table,
        IndexName: name,
        KeyConditionExpression: '#fact = :fact AND #at BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#fact': factAttribute, '#at': atAttribute },
        ExpressionAttributeValues: { ':fact': fact, ':since': since, ':until': until },
        ScanIndexForward: oldestFirst,
      },
    );
    for await (const page of pages) yield* page.Items ?? [];
  }

  return {
    claim: (key, record) => putNew(sentItem(key, record), record.at),

    async settle(key, sent, settlement, as) {
      const set = settledAttributes(key, settlement);
      const written = await updateAt(keyOf(key, sent), { set, ...stillSettled(as) });
      if (written === 'absent') throw new Error(`There is no send ${sentEntry(sent)} to settle`);
      return written === 'written';
    },

    async resume(key, sent, { body, at, by }) {
      const kept = await divide({ body: pack(body) }, filingId(key), at);
      return update(key, sent, {
        set: { ...kept, resumedBy: by, ...resumption(sent, at), ...sentFactAttributes(key, at, undefined) },
        remove: 'REMOVE settlement',
        ...stillSettled(sent.settlement),
      });
    },

    async repeat(key, sent) {
      await update(key, sent, { set: { mayHaveArrived: true }, condition: `attribute_exists(${partitionKey})` });
    },

    defer({ key, sent, due: wasDue }, due) {
      return update(key, sent, {
        set: { [indexes.byFact.sortKey]: due },
        condition: 'settlement.verdict = :held AND #factAt = :wasDue',
        values: { ':held': 'held', ':wasDue': wasDue },
      });
    },

    async refuse(key, record) {
      await putNew(refusedItem(key, record), record.at);
    },

    async keepDuplicate(key, record) {
      await putNew(duplicateItem(key, record), record.at);
    },

    async receive(key, record, index) {
      return (await putNew(receivedItem(key, record, index), record.at)) ? 'stored' : 'repeated';
    },

    async ask(key, record) {
      await putNew(askedItem(key, record), record.at);
    },

    async state(key, record, index) {
      await putNew(statedItem(key, record, index), record.at);
    },

    bury: (place, record) => putNew(stuckItem(place, record), record.at),

    async letter(place, letter) {
      const item = await get(letterKey(place, letter));
      return item && (recordOf(item) as StuckRecord);
    },

    async redriven(place, letter, at) {
      const condition = `attribute_exists(${partitionKey})`;
      await updateAt(letterKey(place, letter), { set: { redrivenAt: at }, condition });
    },

    async letterWithdrawn(place, letter, at) {
      const condition = `attribute_exists(${partitionKey})`;
      await updateAt(letterKey(place, letter), { set: { withdrawnAt: at }, condition });
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
      const pages = paginateQuery(
        { client: documents },
        {
          ...table,
          KeyConditionExpression: '#lane = :lane AND #entry BETWEEN :first AND :last',
          ExpressionAttributeNames: { '#lane': partitionKey, '#entry': sortKey },
          ExpressionAttributeValues: { ':lane': laneId(authority), ':first': first, ':last': last },
          ScanIndexForward: false,
        },
      );
      let count = 0;
      for await (const page of pages) {
        for (const item of page.Items ?? []) {
          if (count === limit) return;
          count += 1;
          yield recordOf(await whole(item)) as unknown as UnreadableRecord;
        }
      }
    },

    async records(key) {
      const pages = paginateQuery(
        { client: documents },
        {
          ...table,
          KeyConditionExpression: '#filing = :filing',
          ExpressionAttributeNames: { '#filing': partitionKey },
          ExpressionAttributeValues: { ':filing': filingId(key) },
          // A callback may come within milliseconds of the claim that it answers.
          ConsistentRead: true,
        },
      );
      const items: Item[] = [];
      for await (const page of pages) items.push(...(page.Items ?? []));
      const parts = items.filter(isPart);
      return items
        .filter((item) => !isPart(item))
        .map((item) => recordOf(joined(item, parts)))
        .sort((a, b) => compare(a.at, b.at));
    },

    async sent(key, sent) {
      const item = await get(keyOf(key, sent));
      return item && (recordOf(await whole(item)) as SentRecord);
    },

    async findByCustomsReference(authority, kind, customsReference) {
      const { name, partitionKey: attribute } = indexes.byCustomsReference;
      const { Items } = await documents.send(
        new QueryCommand({
          ...table,
          IndexName: name,
          KeyConditionExpression: '#reference = :reference',
          ExpressionAttributeNames: { '#reference': attribute },
          ExpressionAttributeValues: { ':reference': customsReferenceKey(authority, kind, customsReference) },
          Limit: 1,
        }),
      );
      const found = Items?.[0];
      return found && filingKeyOf(String(found[partitionKey]));
    },

    async *recent(authority, fact, day, since, until = LAST) {
      for await (const item of facts(factKey(authority, fact, day), since, until, false))
        yield filingKeyOf(String(item[partitionKey]));
    },

    async *received(authority, fact, day, since, until) {
      for await (const item of facts(factKey(authority, fact, day), since, until, true)) {
        const received = receivedOf(item);
        if (received) yield received;
      }
    },

    async *due(authority, by, list) {
      for await (const item of facts(waitingKey(authority, list), FIRST, by, true)) yield waitingSendOf(item);
    },
  };
}
