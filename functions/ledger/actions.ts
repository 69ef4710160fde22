import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { WRITTEN_BY } from '../table/conditional-write.ts';
import type { Item } from '../table/plain-table.ts';
import { daysBetween } from './days-between.ts';
import { itemTable } from './item-table.ts';

/** An action of a person on the gateway. */
export interface PersonAction {
  /** ISO 8601 in UTC. */
  at: string;
  /** The person's ARN at AWS; on this machine, the system's user. */
  who: string;
  /** The command: `pause`, `withdraw` … */
  action: string;
  authority?: string;
  reference?: string;
  reason: string | null;
  /** The object of the action, and at its end how far it came. */
  detail?: string;
  /** Its result; none where it did not end. `stopped`: the person ended it before all was done. */
  result?: 'done' | 'stopped' | 'failed';
}

/** The record of actions: who did what, when and why. */
export interface Actions {
  /** Keeps an action before it is taken, so that no crash loses it; durable once it returns. */
  keep(action: PersonAction): Promise<Item>;
  /** Notes its result, and how far it came where that is to be said. */
  end(kept: Item, result: NonNullable<PersonAction['result']>, detail?: string): Promise<void>;
  /** The actions between two instants, oldest first. */
  between(since: Date, until: Date): AsyncIterable<PersonAction>;
}

const { partitionKey, sortKey, expiry } = ledgerTable;

/** The actions of a month lie in one partition of the ledger's table, by their instants. */
export function dynamoDbActions(client: DynamoDBClient, tableName: string, retentionDays: number): Actions {
  const { putLatest, find } = itemTable({ client, tableName, retentionDays });
  const partition = (month: string) => `actions/${month}`;
  return {
    async keep(action) {
      const kept = {
        [partitionKey]: partition(action.at.slice(0, 7)),
        [sortKey]: `${action.at}/${randomBytes(6).toString('base64url')}`,
        ...action,
      };
      await putLatest(kept, action.at);
      return kept;
    },
    end: (kept, result, detail) =>
      putLatest({ ...kept, result, ...(detail !== undefined && { detail }) }, String(kept['at'])),
    async *between(since, until) {
      const months = new Set(daysBetween(since, until).map((day) => day.slice(0, 7)));
      for (const month of months) {
        const items = find({
          KeyConditionExpression: '#month = :month AND #entry BETWEEN :since AND :until',
          ExpressionAttributeNames: { '#month': partitionKey, '#entry': sortKey },
          ExpressionAttributeValues: {
            ':month': partition(month),
            ':since': since.toISOString(),
            // A bound after every nonce of that instant.
            ':until': `${until.toISOString()}0`,
          },
          ConsistentRead: true,
        });
        for await (const item of items) yield personActionOf(item);
      }
    },
  };
}

/** An action as its item has it. */
export function personActionOf(item: Item): PersonAction {
  const { [partitionKey]: _, [sortKey]: __, [expiry]: ___, [WRITTEN_BY]: ____, ...action } = item;
  return action as unknown as PersonAction;
}
