import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** Names under which was submitted, and that the configuration has not: who uses them hears of nothing. */
export interface UnknownPlatforms {
  /** Notes a name; each instance does so at most once in ten minutes. Never rejects: the submission comes first. */
  note(authority: AuthorityName, platform: string): Promise<void>;
  /** The names of the last days, with when each was noted last, ISO 8601. */
  list(authority: AuthorityName): Promise<{ platform: string; at: string }[]>;
}

const NOTED_AGAIN_MS = 600_000;
const KEPT_SECONDS = 3 * 86_400;
const PREFIX = 'unknown-platform/';

export function dynamoDbUnknownPlatforms(
  client: DynamoDBClient,
  tableName: string,
  now: () => number = Date.now,
): UnknownPlatforms {
  const documents = DynamoDBDocumentClient.from(client);
  const { partitionKey, sortKey, expiry } = ledgerTable;
  const noted = new Map<string, number>();

  return {
    async note(authority, platform) {
      const at = now();
      const entry = `${authority}/${platform}`;
      if (at - (noted.get(entry) ?? Number.NEGATIVE_INFINITY) < NOTED_AGAIN_MS) return;
      noted.set(entry, at);
      const Item = {
        [partitionKey]: `lane/${authority}`,
        [sortKey]: `${PREFIX}${platform}`,
        at: new Date(at).toISOString(),
        [expiry]: Math.floor(at / 1000) + KEPT_SECONDS,
      };
      await documents.send(new PutCommand({ TableName: tableName, Item })).catch(() => noted.delete(entry));
    },
    async list(authority) {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: '#lane = :lane AND begins_with(#entry, :prefix)',
          ExpressionAttributeNames: { '#lane': partitionKey, '#entry': sortKey },
          ExpressionAttributeValues: { ':lane': `lane/${authority}`, ':prefix': PREFIX },
        }),
      );
      // Expired items may still be there for a while.
      const since = now() / 1000;
      return Items.filter((item) => Number(item[expiry]) > since).map((item) => ({
        platform: String(item[sortKey]).slice(PREFIX.length),
        at: String(item['at']),
      }));
    },
  };
}
