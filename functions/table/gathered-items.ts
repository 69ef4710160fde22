import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import DataLoader from 'dataloader';
import type { Item } from './plain-table.ts';
import { MOST_KEYS, severalItems } from './several-items.ts';

/** The time for which a key waits, to be asked for together with others. */
const WAIT_MS = 2;

/**
 * Items of a table by single keys, of which those that are asked for at nearly the same time are had by one call: for a
 * batch of messages, that takes a fraction of a sender's time. They may be a second old.
 * @param keyOf the key of an id, which makes the item the only one of its partition that is asked for
 * @param partitionKey the attribute that has the id
 */
export function gatheredItems(
  documents: DynamoDBDocumentClient,
  TableName: string,
  { keyOf, partitionKey }: { keyOf(id: string): Item; partitionKey: string },
): (id: string) => Promise<Item | undefined> {
  const loader = new DataLoader<string, Item | undefined>(
    async (ids) => {
      // Nothing is remembered: the next one to ask hears what is there then.
      loader.clearAll();
      const found = await severalItems(documents, TableName, { keys: ids.map(keyOf), mayBeOld: true });
      const byId = new Map(found.map((item) => [item[partitionKey], item]));
      return ids.map((id) => byId.get(id));
    },
    { maxBatchSize: MOST_KEYS, batchScheduleFn: (go) => setTimeout(go, WAIT_MS) },
  );
  return (id) => loader.load(id);
}
