import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Ready } from '../../local/gateway.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { clientOf } from '../../test/support/dynamodb.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** The bytes that DynamoDB adds to each item, and to each item of an index, where it bills storage. */
const BESIDE_EACH = 100;
/** The bytes beside the content of a list or map. */
const BESIDE_NESTED = 3;

/** The bytes that are billed for a table. */
export interface StoredBytes {
  items: number;
  /** The indexes, each with the attributes that it repeats. */
  indexes: number;
}

/** The bytes that DynamoDB bills for the items of a table, by the first part of their sort keys or of their partitions. */
export async function storedBytes(client: DynamoDBClient, TableName: string): Promise<Record<string, StoredBytes>> {
  const documents = DynamoDBDocumentClient.from(client);
  const all: Record<string, StoredBytes> = {};
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName }))
    for (const item of Items) {
      const { items, indexes } = all[kindOf(item)] ?? { items: 0, indexes: 0 };
      all[kindOf(item)] = { items: items + billedBytes(item), indexes: indexes + indexBytes(item) };
    }
  return all;
}

/** The bytes of a gateway's table, by kinds of items. */
export async function bytesOf({ endpoints, region, table }: Pick<Ready, 'endpoints' | 'region' | 'table'>) {
  const client = clientOf({ endpoint: endpoints.dynamodb, region });
  try {
    const kinds = Object.values(await storedBytes(client, table));
    const sum = (of: keyof StoredBytes) => kinds.reduce((all, kind) => all + kind[of], 0);
    return { items: sum('items'), indexes: sum('indexes') };
  } finally {
    client.destroy();
  }
}

/** `sent` of `sent/Creation_H7/1`, or `counts` of `counts/delta-h7`. */
function kindOf(item: Attributes): string {
  const [entry = ''] = String(item[ledgerTable.sortKey]).split('/');
  return /^[a-z]+$/.test(entry) ? entry : (String(item[ledgerTable.partitionKey]).split('/')[0] ?? '');
}

function indexBytes(item: Attributes): number {
  const { partitionKey, sortKey, indexes } = ledgerTable;
  const copies = Object.values(indexes).map((index) => {
    if (item[index.partitionKey] === undefined || item[index.sortKey] === undefined) return 0;
    const keys = [...new Set([partitionKey, sortKey, index.partitionKey, index.sortKey])];
    const projected = index.projection === 'ALL' ? item : Object.fromEntries(keys.map((name) => [name, item[name]]));
    return billedBytes(projected);
  });
  return copies.reduce((sum, bytes) => sum + bytes, 0);
}

/** The bytes of an item by the rules of DynamoDB: names and texts in UTF-8, binary as it is, a number by its digits. */
export function billedBytes(item: Attributes): number {
  return BESIDE_EACH + fieldBytes(item);
}

function fieldBytes(fields: Attributes): number {
  return Object.entries(fields).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  const parts = value instanceof Set || Array.isArray(value) ? [...value] : undefined;
  if (parts) return BESIDE_NESTED + parts.reduce((sum: number, part) => sum + 1 + valueBytes(part), 0);
  return BESIDE_NESTED + fieldBytes(value as Attributes) + Object.keys(value as Attributes).length;
}
