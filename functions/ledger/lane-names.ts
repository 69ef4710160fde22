import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { laneId, laneKey } from '../table/plain-table.ts';
import { itemTable } from './item-table.ts';

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
  tableName: string,
  { prefix, keptDays, againMinutes }: Names,
  now: () => number = Date.now,
): LaneNames {
  const { putLatest, beginning } = itemTable({ client, tableName, retentionDays: keptDays });
  const { sortKey, expiry } = ledgerTable;
  const noted = new Map<string, number>();

  return {
    async note(authority, name) {
      const instant = now();
      const entry = `${authority}/${name}`;
      if (instant - (noted.get(entry) ?? Number.NEGATIVE_INFINITY) < againMinutes * 60_000) return;
      noted.set(entry, instant);
      const at = new Date(instant).toISOString();
      await putLatest({ ...laneKey(authority, `${prefix}${name}`), at }, at).catch(() => noted.delete(entry));
    },
    async list(authority) {
      const found: { name: string; at: string }[] = [];
      for await (const item of beginning(laneId(authority), prefix)) {
        // Expired items may still be there for a while.
        if (Number(item[expiry]) > now() / 1000)
          found.push({ name: String(item[sortKey]).slice(prefix.length), at: String(item['at']) });
      }
      return found;
    },
  };
}
