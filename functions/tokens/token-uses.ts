import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { plainTable } from '../table/plain-table.ts';

/** The latest use of a version of the callback token. */
export interface TokenUse {
  versionId: string;
  /** ISO 8601 in UTC. */
  usedAt: string;
}

/** The versions of the callback token that the authority calls back with. */
export interface TokenUses {
  /** Notes the use of a version; a later known use stays. */
  note(use: TokenUse): Promise<void>;
  list(): Promise<TokenUse[]>;
}

/** The interval at which an instance notes a version: one write unit an hour, however many callbacks come. */
export const NOTED_EVERY_MS = 60 * 60_000;

/** The retention of a use: longer than any token should be used. */
const REMEMBERED_DAYS = 800;

const { partitionKey, sortKey, expiry } = ledgerTable;
const PARTITION = 'callbacks';
const VERSION = 'token/';

/** The uses in the table, one item a version, beside the lanes' own. */
export function dynamoDbTokenUses(client: DynamoDBClient, tableName: string): TokenUses {
  const { documents, beginning } = plainTable(client, tableName);
  return {
    async note({ versionId, usedAt }) {
      const expiresAt = Math.floor(Date.parse(usedAt) / 1000) + REMEMBERED_DAYS * 86_400;
      try {
        await documents.send(
          new PutCommand({
            TableName: tableName,
            Item: { [partitionKey]: PARTITION, [sortKey]: `${VERSION}${versionId}`, usedAt, [expiry]: expiresAt },
            ConditionExpression: 'attribute_not_exists(usedAt) OR usedAt < :usedAt',
            ExpressionAttributeValues: { ':usedAt': usedAt },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async list() {
      const found: TokenUse[] = [];
      for await (const item of beginning(PARTITION, VERSION, { ConsistentRead: true }))
        found.push({ versionId: String(item[sortKey]).slice(VERSION.length), usedAt: String(item['usedAt']) });
      return found;
    },
  };
}
