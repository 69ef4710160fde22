import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** A dead letter that an operator puts back on its outbox. */
export interface Redrive {
  /** The id by which it was claimed: what the queue called it at first. */
  claimId: string;
  body: string;
  /** Whoever put it on the outbox at first, as SQS has it. */
  senderId: string;
}

/**
 * The notes of messages that operators put back, kept where only they and the gateway's own functions can write. A
 * message on an outbox may say anything of itself, but that it was put back before, and by whom it had come, is
 * taken from here.
 */
export interface Redrives {
  note(authority: AuthorityName, redrive: Redrive): Promise<void>;
  /** Whoever had put a message on the outbox at first; undefined where no operator put this very text back. */
  senderOf(authority: AuthorityName, claimId: string, body: string): Promise<string | undefined>;
}

/** Longer than a queue keeps what was put back. */
const KEPT_SECONDS = 15 * 86_400;

export function dynamoDbRedrives(client: DynamoDBClient, tableName: string, now: () => number = Date.now): Redrives {
  const documents = DynamoDBDocumentClient.from(client);
  const { partitionKey, sortKey, expiry } = ledgerTable;
  const keyOf = (authority: AuthorityName, claimId: string) => ({
    [partitionKey]: `lane/${authority}`,
    [sortKey]: `redriven/${claimId}`,
  });

  return {
    async note(authority, { claimId, body, senderId }) {
      const Item = {
        ...keyOf(authority, claimId),
        digest: digest(body),
        senderId,
        [expiry]: Math.floor(now() / 1000) + KEPT_SECONDS,
      };
      await documents.send(new PutCommand({ TableName: tableName, Item }));
    },
    async senderOf(authority, claimId, body) {
      const Key = keyOf(authority, claimId);
      const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Item?.['digest'] === digest(body) ? String(Item?.['senderId']) : undefined;
    },
  };
}

const digest = (body: string) => createHash('sha256').update(body).digest('hex');
