import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { archivedTable } from '../../schemas/archived-table.ts';
import type { ArchivePointer } from '../ledger/archived.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { gatheredItems } from '../table/gathered-items.ts';
import { type Item, plainTable } from '../table/plain-table.ts';

const { partitionKey, sortKey, itself, expiry } = archivedTable;

/**
 * The index of the archive, in a table of its own. All reads may be a second old: what is read there was written weeks
 * before it is needed.
 */
export interface ArchiveIndex {
  /** The pointer to a filing; none where it was never archived. */
  pointer(key: FilingKey): Promise<ArchivePointer | undefined>;
  /** The filings of a name: the authority's reference as the ledger's index has it, or `valueName`. */
  named(name: string): Promise<FilingKey[]>;
  /** Writes a pointer, unless a later one is there, or the same one that lasts as long. */
  point(key: FilingKey, pointer: ArchivePointer): Promise<void>;
  /**
   * Gives a filing a name, or keeps that one for longer.
   * @param expiresAt in seconds since the epoch
   */
  name(name: string, key: FilingKey, expiresAt: number): Promise<void>;
}

/** The name of the filings, of all lanes, that have a value. No id and no reference begins so. */
export function valueName(value: string): string {
  return `=${value}`;
}

export function dynamoDbArchiveIndex(client: DynamoDBClient, TableName: string): ArchiveIndex {
  const { documents, find } = plainTable(client, TableName);
  const pointerKey = (id: string): Item => ({ [partitionKey]: id, [sortKey]: itself });
  const pointerItem = gatheredItems(documents, TableName, { keyOf: pointerKey, partitionKey });

  /** Puts an item where there is none, or one that the condition lets go; it names attributes as they are. */
  async function putUnless(Item: Item, names: readonly string[], isLess: string): Promise<void> {
    try {
      await documents.send(
        new PutCommand({
          ...{ TableName, Item },
          ConditionExpression: `attribute_not_exists(#${names[0]}) OR ${isLess}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, Item[name]])),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  return {
    async pointer(key) {
      const item = await pointerItem(filingId(key));
      return item && pointerOf(item);
    },

    async named(name) {
      const found = find({
        KeyConditionExpression: '#name = :name',
        ExpressionAttributeNames: { '#name': partitionKey },
        ExpressionAttributeValues: { ':name': name },
      });
      const keys: FilingKey[] = [];
      for await (const { [sortKey]: id } of found) if (id !== itself) keys.push(filingKeyOf(String(id)));
      return keys;
    },

    point: (key, { object, from, bytes, at, tableUntil, expiresAt }) =>
      putUnless(
        { ...pointerKey(filingId(key)), object, from, bytes, tableUntil, version: Date.parse(at), [expiry]: expiresAt },
        ['version', expiry],
        `#version < :version OR (#version = :version AND #${expiry} < :${expiry})`,
      ),

    name: (name, key, expiresAt) =>
      putUnless(
        { [partitionKey]: name, [sortKey]: filingId(key), [expiry]: expiresAt },
        [expiry],
        `#${expiry} < :${expiry}`,
      ),
  };
}

function pointerOf(item: Item): ArchivePointer {
  const number = (name: string) => Number(item[name]);
  return {
    object: String(item['object']),
    ...{ from: number('from'), bytes: number('bytes'), tableUntil: number('tableUntil') },
    at: new Date(number('version')).toISOString(),
    expiresAt: number(expiry),
  };
}
