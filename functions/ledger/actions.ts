import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';

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
  detail?: string;
  /** Its result; none where it did not end. */
  result?: 'done' | 'failed';
}

/** The place of an action that is kept. */
export interface KeptAction {
  month: string;
  entry: string;
}

/** The record of actions: who did what, when and why. */
export interface Actions {
  /** Keeps an action before it is taken, so that no crash loses it; durable once it returns. */
  keep(action: PersonAction): Promise<KeptAction>;
  /** Notes its result. */
  end(kept: KeptAction, result: NonNullable<PersonAction['result']>): Promise<void>;
  /** The actions between two instants, oldest first. */
  between(since: Date, until: Date): AsyncIterable<PersonAction>;
}

const { partitionKey, sortKey, expiry } = ledgerTable;

/** The actions of a month lie in one partition of the ledger's table, by their instants. */
export function dynamoDbActions(client: DynamoDBClient, TableName: string, retentionDays: number): Actions {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const keyOf = ({ month, entry }: KeptAction) => ({ [partitionKey]: `actions/${month}`, [sortKey]: entry });
  return {
    async keep(action) {
      const kept = { month: action.at.slice(0, 7), entry: `${action.at}/${randomBytes(6).toString('base64url')}` };
      const expiresAt = Math.floor(Date.parse(action.at) / 1000) + retentionDays * 86_400;
      await documents.send(new PutCommand({ TableName, Item: { ...keyOf(kept), ...action, [expiry]: expiresAt } }));
      return kept;
    },
    async end(kept, result) {
      await documents.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(kept),
          UpdateExpression: 'SET #result = :result',
          ExpressionAttributeNames: { '#result': 'result' },
          ExpressionAttributeValues: { ':result': result },
        }),
      );
    },
    async *between(since, until) {
      for (const month of months(since, until)) {
        const pages = paginateQuery(
          { client: documents },
          {
            TableName,
            KeyConditionExpression: '#month = :month AND #entry BETWEEN :since AND :until',
            ExpressionAttributeNames: { '#month': partitionKey, '#entry': sortKey },
            ExpressionAttributeValues: {
              ':month': `actions/${month}`,
              ':since': since.toISOString(),
              // A bound after every nonce of that instant.
              ':until': `${until.toISOString()}0`,
            },
            ConsistentRead: true,
          },
        );
        for await (const { Items = [] } of pages) for (const item of Items) yield actionOf(item);
      }
    },
  };
}

function actionOf({
  [partitionKey]: _,
  [sortKey]: __,
  [expiry]: ___,
  ...action
}: Record<string, unknown>): PersonAction {
  return action as unknown as PersonAction;
}

/** Every month that a span touches, in UTC: `2026-11`. */
function months(since: Date, until: Date): string[] {
  const found: string[] = [];
  const at = new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth()));
  for (; at <= until; at.setUTCMonth(at.getUTCMonth() + 1)) found.push(at.toISOString().slice(0, 7));
  return found;
}
