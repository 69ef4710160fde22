import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type Item, plainTable } from '../table/plain-table.ts';
import { MOST_KEYS, severalItems } from '../table/several-items.ts';

/** Items of one partition, by their sort keys. */
export interface Range {
  /** The index that they are read from; the table where left out. */
  index?: 'byStanding';
  partition: string;
  /** The bounds of the sort key, both included. */
  first?: string;
  last?: string;
  newestFirst?: true;
}

export interface ItemPage {
  items: Item[];
  /** The place to go on from; undefined at the end. */
  next: Item | undefined;
}

/** The table as the books use it. */
export interface BooksTable {
  /** All items of a partition, as they are now. */
  partition(id: string): Promise<Item[]>;
  /** A page of a range. */
  page(range: Range, most: number, from?: Item): Promise<ItemPage>;
  /**
   * The items with these keys that are there, in any order.
   * @param only the attributes that are wanted beside the partition's key; all where left out
   * @param how for half the price where they may be a second old
   */
  getAll(keys: readonly Item[], only?: readonly string[], how?: { mayBeOld: true }): Promise<Item[]>;
  put(item: Item): Promise<void>;
  /** Puts an item in place of the one of the version before, or where there is none; false where another is there. */
  putNext(item: Item & { version: number }): Promise<boolean>;
  /** Puts an item where there is none, or in place of one without a version or of an earlier one. */
  putNewer(item: Item & { version: number }): Promise<void>;
  remove(key: Item): Promise<void>;
  /** The keys of all partitions, each once, in any order: it reads the whole table. */
  partitions(): AsyncIterable<string>;
}

/** Bounds before and after every sort key. */
const FIRST = ' ';
const LAST = '~';

export function dynamoDbBooksTable(client: DynamoDBClient, TableName: string): BooksTable {
  const { documents, find, put } = plainTable(client, TableName);
  const { partitionKey, sortKey, indexes } = ledgerTable;

  /** Puts an item on a condition; false where that does not hold. */
  async function putWhere(
    Item: Item,
    ConditionExpression: string,
    { names = {}, version }: { names?: Record<string, string>; version: number },
  ): Promise<boolean> {
    try {
      await documents.send(
        new PutCommand({
          ...{ TableName, Item, ConditionExpression },
          ExpressionAttributeNames: { '#version': 'version', ...names },
          ExpressionAttributeValues: { ':version': version },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async partition(id) {
      const found = find({
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partitionKey },
        ExpressionAttributeValues: { ':partition': id },
        // The books follow from the items that are there now.
        ConsistentRead: true,
      });
      const items: Item[] = [];
      for await (const item of found) items.push(item);
      return items;
    },

    async page({ index, partition, first, last, newestFirst }, Limit, from) {
      const keys = index ? indexes[index] : { name: undefined, partitionKey, sortKey };
      const isPart = first !== undefined || last !== undefined;
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName,
          ...(keys.name && { IndexName: keys.name }),
          KeyConditionExpression: `#partition = :partition${isPart ? ' AND #sort BETWEEN :first AND :last' : ''}`,
          ExpressionAttributeNames: { '#partition': keys.partitionKey, ...(isPart && { '#sort': keys.sortKey }) },
          ExpressionAttributeValues: {
            ':partition': partition,
            ...(isPart && { ':first': first ?? FIRST, ':last': last ?? LAST }),
          },
          ScanIndexForward: !newestFirst,
          Limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      return { items: Items, next: LastEvaluatedKey };
    },

    async getAll(keys, only, how) {
      const parts = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, n) =>
        keys.slice(n * MOST_KEYS, (n + 1) * MOST_KEYS),
      );
      const read = (some: readonly Item[]) =>
        severalItems(documents, TableName, {
          keys: some,
          only: only && [partitionKey, ...only],
          mayBeOld: how !== undefined,
        });
      return (await pMap(parts, read, { concurrency: 4 })).flat();
    },

    put,

    putNext: (item) =>
      putWhere(item, 'attribute_not_exists(#entry) OR #version = :version', {
        names: { '#entry': sortKey },
        version: item.version - 1,
      }),

    async putNewer(item) {
      await putWhere(item, 'attribute_not_exists(#version) OR #version < :version', { version: item.version });
    },

    async remove({ [partitionKey]: partition, [sortKey]: entry }) {
      const Key = { [partitionKey]: partition, [sortKey]: entry };
      await documents.send(new DeleteCommand({ TableName, Key }));
    },

    async *partitions() {
      const pages = paginateScan(
        { client: documents },
        { TableName, ProjectionExpression: '#partition', ExpressionAttributeNames: { '#partition': partitionKey } },
      );
      let last: unknown;
      for await (const { Items = [] } of pages) {
        for (const { [partitionKey]: id } of Items) {
          // The items of a partition come one after another.
          if (id !== last) yield String(id);
          last = id;
        }
      }
    },
  };
}
