import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { conditionally, WRITTEN_BY } from '../table/conditional-write.ts';
import { plainTable } from '../table/plain-table.ts';
import { type PersonAction, personActionOf } from './actions.ts';
import { itemTable } from './item-table.ts';
import { filingId } from './items.ts';
import type { FilingKey } from './records.ts';

/** The actions of people on single filings, beside the record of all actions: they are no part of the filing itself. */
export interface FilingActions {
  /** Keeps an action, such as a note; durable once it returns. */
  keep(key: FilingKey, action: PersonAction): Promise<void>;
  /**
   * Keeps an action that is done once, by its name.
   * @returns the earlier action of that name, where it is done or under way; this one is not kept then
   */
  keepOnce(key: FilingKey, name: string, action: PersonAction): Promise<PersonAction | undefined>;
  /** Notes that it is done. */
  finish(key: FilingKey, name: string, action: PersonAction): Promise<void>;
  /** Takes back one that was not done after all. */
  forget(key: FilingKey, name: string): Promise<void>;
  /** The actions on a filing, oldest first. */
  of(key: FilingKey): Promise<PersonAction[]>;
}

const { partitionKey, sortKey, expiry } = ledgerTable;

/** An action that is done once is given up, where nobody finished it, after so long. */
const UNFINISHED_MS = 2 * 60_000;

/** The actions on a filing lie in a partition of their own, which no reader of filings reads. */
export function dynamoDbFilingActions(client: DynamoDBClient, tableName: string, retentionDays: number): FilingActions {
  const { documents, get } = plainTable(client, tableName);
  const { putLatest, find } = itemTable({ client, tableName, retentionDays });
  const table = { TableName: tableName };
  const keyOf = (key: FilingKey, entry: string) => ({ [partitionKey]: `acts/${filingId(key)}`, [sortKey]: entry });
  const expiresAt = ({ at }: PersonAction) => Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400;
  const once = (name: string) => `once/${name}`;

  return {
    async keep(key, action) {
      const entry = `at/${action.at}/${randomBytes(6).toString('base64url')}`;
      await putLatest({ ...keyOf(key, entry), ...action }, action.at);
    },
    async keepOnce(key, name, action) {
      const Key = keyOf(key, once(name));
      const written = await conditionally(documents, { ...table, Key }, WRITTEN_BY, (nonce) =>
        documents.send(
          new PutCommand({
            ...table,
            Item: { ...Key, ...action, [expiry]: expiresAt(action), [WRITTEN_BY]: nonce },
            ConditionExpression: 'attribute_not_exists(#key) OR (attribute_not_exists(#result) AND #at < :givenUp)',
            ExpressionAttributeNames: { '#key': partitionKey, '#result': 'result', '#at': 'at' },
            ExpressionAttributeValues: {
              ':givenUp': new Date(Date.parse(action.at) - UNFINISHED_MS).toISOString(),
            },
          }),
        ),
      );
      if (written === 'written') return undefined;
      const earlier = await get(Key);
      return earlier ? personActionOf(earlier) : undefined;
    },
    finish: (key, name, action) => putLatest({ ...keyOf(key, once(name)), ...action, result: 'done' }, action.at),
    async forget(key, name) {
      await documents.send(new DeleteCommand({ ...table, Key: keyOf(key, once(name)) }));
    },
    async of(key) {
      const found: PersonAction[] = [];
      const items = find({
        KeyConditionExpression: '#key = :key',
        ExpressionAttributeNames: { '#key': partitionKey },
        ExpressionAttributeValues: { ':key': keyOf(key, '')[partitionKey] },
        ConsistentRead: true,
      });
      for await (const item of items) found.push(personActionOf(item));
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
  };
}
