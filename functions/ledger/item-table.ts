import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { CHANGED_BY, conditionally, WRITTEN_BY, type Written } from '../table/conditional-write.ts';
import { type Item, plainTable } from '../table/plain-table.ts';
import { divided, joined, partKeys } from './parts.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;
/** A part outlasts the items that name it, which are removed in any order. */
const PART_SECONDS = 7 * 86_400;
const NEW_ITEM = `attribute_not_exists(${partitionKey})`;

/** A conditional change of one item. */
export interface Change {
  set: Item;
  remove?: string;
  condition: string;
  /** Beside those of `set`. */
  names?: Record<string, string>;
  values?: Item;
}

export interface ItemTableOptions {
  client: DynamoDBClient;
  tableName: string;
  /** The days that a record stays. */
  retentionDays: number;
}

/** Single items of the ledger's table, of any size: written on condition, and read whole. */
export interface ItemTable extends Omit<ReturnType<typeof plainTable>, 'documents'> {
  /** An item with the parts that lie beside it. */
  whole(item: Item): Promise<Item>;
  /** Writes beside an item what of it is too large for one, and gives the rest. */
  divide(given: Item, partition: unknown, at: string): Promise<Item>;
  /** Puts an item in place of an earlier one. */
  putLatest(item: Item, at: string): Promise<void>;
  /** Puts an item where none is; false where there is one already. */
  putNew(item: Item, at: string): Promise<boolean>;
  change(key: Item, change: Change): Promise<Written>;
}

export function itemTable({ client, tableName, retentionDays }: ItemTableOptions): ItemTable {
  const { documents, get, put, find, beginning } = plainTable(client, tableName);
  const table = { TableName: tableName };
  const expiryOf = (at: string) => Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400;

  async function divide(given: Item, partition: unknown, at: string): Promise<Item> {
    const { item, parts } = divided(given, partition);
    await Promise.all(parts.map((part) => put({ ...part, [expiry]: expiryOf(at) + PART_SECONDS })));
    return item;
  }

  return {
    get,
    divide,
    put,
    find,
    beginning,
    putLatest: async (item, at) => put({ ...(await divide(item, item[partitionKey], at)), [expiry]: expiryOf(at) }),

    async whole(item) {
      const parts = await Promise.all(partKeys(item).map((key) => get(key)));
      const found = parts.filter((part) => part !== undefined);
      return joined(item, found);
    },

    async putNew(item, at) {
      const kept = await divide(item, item[partitionKey], at);
      const Key = { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] };
      const put = (nonce: string) => {
        const Item = { ...kept, [expiry]: expiryOf(at), [WRITTEN_BY]: nonce };
        return documents.send(new PutCommand({ ...table, Item, ConditionExpression: NEW_ITEM }));
      };
      return (await conditionally(documents, { ...table, Key }, WRITTEN_BY, put)) === 'written';
    },

    change(Key, { set, remove = '', condition, names = {}, values = {} }) {
      return conditionally(documents, { ...table, Key }, CHANGED_BY, (nonce) => {
        const fields = Object.entries({ ...set, [CHANGED_BY]: nonce });
        return documents.send(
          new UpdateCommand({
            ...table,
            Key,
            UpdateExpression: `SET ${fields.map(([field]) => `#${field} = :${field}`).join(', ')} ${remove}`,
            ConditionExpression: condition,
            ExpressionAttributeNames: {
              ...Object.fromEntries(fields.map(([field]) => [`#${field}`, field])),
              ...names,
            },
            ExpressionAttributeValues: {
              ...Object.fromEntries(fields.map(([field, value]) => [`:${field}`, value])),
              ...values,
            },
          }),
        );
      });
    },
  };
}
