import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** Names that occur in the submissions to a lane, noted with it for a while. */
export interface LaneNames {
  /** Notes a name; each instance does so seldom. Never rejects: the submission comes first. */
  note(authority: AuthorityName, name: string): Promise<void>;
  /** The names that were noted lately, with when each was noted last, ISO 8601. */
  list(authority: AuthorityName): Promise<{ name: string; at: string }[]>;
}

/** A sort of names: where they lie, how long, and how often one is noted again. */
interface Names {
  prefix: string;
  keptDays: number;
  againMinutes: number;
}

/** Platforms that the configuration does not have: whoever submits under such a name hears of nothing. */
export const UNKNOWN_PLATFORMS: Names = { prefix: 'unknown-platform/', keptDays: 3, againMinutes: 10 };
/** The parties that were filed for in the last 15 months. */
export const PARTIES: Names = { prefix: 'party/', keptDays: 457, againMinutes: 1440 };

export function dynamoDbLaneNames(
  client: DynamoDBClient,
  TableName: string,
  { prefix, keptDays, againMinutes }: Names,
  now: () => number = Date.now,
): LaneNames {
  const documents = DynamoDBDocumentClient.from(client);
  const { partitionKey, sortKey, expiry } = ledgerTable;
  const noted = new Map<string, number>();

  return {
    async note(authority, name) {
      const at = now();
      const entry = `${authority}/${name}`;
      if (at - (noted.get(entry) ?? Number.NEGATIVE_INFINITY) < againMinutes * 60_000) return;
      noted.set(entry, at);
      const Item = {
        [partitionKey]: `lane/${authority}`,
        [sortKey]: `${prefix}${name}`,
        at: new Date(at).toISOString(),
        [expiry]: Math.floor(at / 1000) + keptDays * 86_400,
      };
      await documents.send(new PutCommand({ TableName, Item })).catch(() => noted.delete(entry));
    },
    async list(authority) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          KeyConditionExpression: '#lane = :lane AND begins_with(#entry, :prefix)',
          ExpressionAttributeNames: { '#lane': partitionKey, '#entry': sortKey },
          ExpressionAttributeValues: { ':lane': `lane/${authority}`, ':prefix': prefix },
        },
      );
      const found: { name: string; at: string }[] = [];
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          // Expired items may still be there for a while.
          if (Number(item[expiry]) > now() / 1000)
            found.push({ name: String(item[sortKey]).slice(prefix.length), at: String(item['at']) });
        }
      }
      return found;
    },
  };
}
