import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { laneKey, plainTable } from '../table/plain-table.ts';

/** The unfinished tries of a queue message, and the time of the first. */
export interface Begun {
  tries: number;
  /** Milliseconds since the epoch. */
  firstAt: number;
}

/**
 * The messages of an outbox that were begun and never finished: they fail every time, or end their function. The
 * queue's own count of hand-outs says less, for it also counts those without a turn.
 */
export interface Failing {
  /** The noted tries of a message; undefined where there are none, or they cannot be read. */
  of(sqsMessageId: string): Promise<Begun | undefined>;
  /** Notes that a message is begun now; undefined where that cannot be noted, which is not the message's fault. */
  begin(sqsMessageId: string): Promise<Begun | undefined>;
}

const KEPT_SECONDS = 2 * 86_400;

export function dynamoDbFailing(
  client: DynamoDBClient,
  TableName: string,
  authority: AuthorityName,
  now: () => number = Date.now,
): Failing {
  const { documents, get } = plainTable(client, TableName);
  const keyOf = (id: string) => laneKey(authority, `failing/${id}`);
  const begunOf = (item: Record<string, unknown> | undefined): Begun | undefined =>
    item && { tries: Number(item['tries']), firstAt: Number(item['firstAt']) };
  return {
    of: (id) => get(keyOf(id)).then(begunOf, () => undefined),
    begin: (id) =>
      documents
        .send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'ADD #tries :one SET #firstAt = if_not_exists(#firstAt, :now), #expiry = :expiry',
            ExpressionAttributeNames: { '#tries': 'tries', '#firstAt': 'firstAt', '#expiry': ledgerTable.expiry },
            ExpressionAttributeValues: { ':one': 1, ':now': now(), ':expiry': Math.floor(now() / 1000) + KEPT_SECONDS },
            ReturnValues: 'ALL_NEW',
          }),
        )
        .then(
          ({ Attributes }) => begunOf(Attributes),
          () => undefined,
        ),
  };
}

/** The limits that both must be passed before a message is given up: an outage of AWS may last. */
const LONGEST_MS = 4.5 * 3_600_000;
const FEWEST_TRIES = 8;

/** True if a message will never be processed: it becomes a dead letter within six hours. */
export function isExhausted({ tries, firstAt }: Begun, now: number): boolean {
  return tries >= FEWEST_TRIES && now - firstAt >= LONGEST_MS;
}

/** The hand-out from which tries are noted: each note is a write. */
export const FIRST_NOTED = 3;

/** The seconds for which a failed message is hidden: one, doubled at each hand-out, at most a quarter of an hour. */
export function hiddenSeconds(receiveCount: number): number {
  return Math.min(900, 2 ** Math.max(0, receiveCount - 1));
}
