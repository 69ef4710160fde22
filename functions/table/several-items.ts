import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from './plain-table.ts';

/** The most keys of a call that gets several items. */
export const MOST_KEYS = 100;

/** The wishes about several items of a table. */
export interface SeveralItems {
  /** At most a hundred, each once. */
  keys: readonly Item[];
  /** The attributes that are wanted; all where left out. */
  only?: readonly string[] | undefined;
  /** For half the price where they may be a second old. */
  mayBeOld?: boolean;
}

/** The items that are there, in any order; those that a call leaves out are asked for again. */
export async function severalItems(
  documents: DynamoDBDocumentClient,
  TableName: string,
  { keys, only, mayBeOld = false }: SeveralItems,
): Promise<Item[]> {
  const names = only?.map((name, n) => [`#${n}`, name] as const);
  const part = names && {
    ProjectionExpression: names.map(([placeholder]) => placeholder).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
  const found: Item[] = [];
  let wanted = keys;
  while (wanted.length > 0) {
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...wanted], ConsistentRead: !mayBeOld, ...part } } }),
    );
    found.push(...(Responses?.[TableName] ?? []));
    wanted = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return found;
}
