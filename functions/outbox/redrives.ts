import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { laneKey, plainTable } from '../table/plain-table.ts';

/** A dead letter that an operator puts back on its outbox. */
export interface Redrive {
  /** The id under which it was claimed: the first one that the queue gave it. */
  claimId: string;
  body: string;
  /** The principal that first put it on the outbox, as SQS names it. */
  senderId: string;
}

/**
 * The notes of messages that operators put back, kept where only they and the gateway's own functions can write. A
 * message on an outbox may claim anything about itself; that it was put back, and who first sent it, is read from here.
 */
export interface Redrives {
  note(authority: AuthorityName, redrive: Redrive): Promise<void>;
  /** The principal that first put a message on the outbox; undefined where no operator put this very text back. */
  senderOf(authority: AuthorityName, claimId: string, body: string): Promise<string | undefined>;
}

/** The retention of a note: longer than a queue keeps a message. */
const KEPT_SECONDS = 15 * 86_400;

export function dynamoDbRedrives(client: DynamoDBClient, tableName: string, now: () => number = Date.now): Redrives {
  const { get, put } = plainTable(client, tableName);
  const keyOf = (authority: AuthorityName, claimId: string) => laneKey(authority, `redriven/${claimId}`);

  return {
    async note(authority, { claimId, body, senderId }) {
      const expiresAt = Math.floor(now() / 1000) + KEPT_SECONDS;
      const kept = { digest: digest(body), senderId, [ledgerTable.expiry]: expiresAt };
      await put({ ...keyOf(authority, claimId), ...kept });
    },
    async senderOf(authority, claimId, body) {
      const item = await get(keyOf(authority, claimId));
      return item?.['digest'] === digest(body) ? String(item['senderId']) : undefined;
    },
  };
}

const digest = (body: string) => createHash('sha256').update(body).digest('hex');
