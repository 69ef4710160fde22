import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** The tries of a queue message that was begun and not dealt with, and when the first was. */
export interface Begun {
  tries: number;
  /** Milliseconds since the epoch. */
  firstAt: number;
}

/**
 * The messages of an outbox that were taken up and never dealt with: what fails every time, or has its function
 * die. How often the queue hands a message out says less, for it counts those times, too, when there was no turn.
 */
export interface Failing {
  /** The tries noted of a message; undefined where there are none, or where they cannot be read. */
  of(sqsMessageId: string): Promise<Begun | undefined>;
  /** Notes that a message is taken up now; undefined where that cannot be noted: then it is nobody's fault. */
  begin(sqsMessageId: string): Promise<Begun | undefined>;
}

const KEPT_SECONDS = 2 * 86_400;
const { partitionKey, sortKey, expiry } = ledgerTable;

export function dynamoDbFailing(
  client: DynamoDBClient,
  TableName: string,
  authority: AuthorityName,
  now: () => number = Date.now,
): Failing {
  const documents = DynamoDBDocumentClient.from(client);
  const keyOf = (id: string) => ({ [partitionKey]: `lane/${authority}`, [sortKey]: `failing/${id}` });
  const begunOf = (item: Record<string, unknown> | undefined): Begun | undefined =>
    item && { tries: Number(item['tries']), firstAt: Number(item['firstAt']) };
  return {
    of: (id) =>
      documents.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true })).then(
        ({ Item }) => begunOf(Item),
        () => undefined,
      ),
    begin: (id) =>
      documents
        .send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'ADD #tries :one SET #firstAt = if_not_exists(#firstAt, :now), #expiry = :expiry',
            ExpressionAttributeNames: { '#tries': 'tries', '#firstAt': 'firstAt', '#expiry': expiry },
            ExpressionAttributeValues: {
              ':one': 1,
              ':now': now(),
              ':expiry': Math.floor(now() / 1000) + KEPT_SECONDS,
            },
            ReturnValues: 'ALL_NEW',
          }),
        )
        .then(
          ({ Attributes }) => begunOf(Attributes),
          () => undefined,
        ),
  };
}

/** Only what failed for so long, and so often, is given up: an outage of AWS may last. */
const LONGEST_MS = 4.5 * 3_600_000;
const FEWEST_TRIES = 8;

/** Whether a message that is begun once more will never be dealt with: it becomes a dead letter within six hours. */
export function isHopeless({ tries, firstAt }: Begun, now: number): boolean {
  return tries >= FEWEST_TRIES && now - firstAt >= LONGEST_MS;
}

/** Before so many hand-outs nothing is noted of a message: it would be a write for each. */
export const FIRST_NOTED = 3;

/** The seconds for which a failed message is hidden: one, doubled at each hand-out, a quarter of an hour at most. */
export function hiddenSeconds(receiveCount: number): number {
  return Math.min(900, 2 ** Math.max(0, receiveCount - 1));
}
