import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { HANDED_OUT, queueId, REDRIVEN, SINCE } from './outbox.ts';

/** What a lane's sender could not take up, however often it was handed out. */
export interface DeadLetter {
  /** The queue's id: what is put back and lands again has another. */
  id: string;
  receipt: string;
  body: string;
  /** The id by which it was claimed: the one that the queue gave it at first, also where it was put back since. */
  claimId: string;
  /** Whoever put it on its outbox, as SQS has it. */
  senderId: string;
  /** How often it was handed out before this time, nearly. */
  handedOut: number;
  /** When it was put on the outbox, ISO 8601. */
  since: string;
}

/** The dead letters of each lane, to be looked at and left where they are. */
export interface DeadLetters {
  /** Whether there are any to be seen, nearly: what SQS counts. */
  areThere(authority: AuthorityName): Promise<boolean>;
  /** Some of them, which nobody else sees for a while. */
  look(authority: AuthorityName): Promise<DeadLetter[]>;
  /** Lets them be seen again at once. */
  leave(authority: AuthorityName, letters: readonly DeadLetter[]): Promise<void>;
}

const COUNT = /^\d{1,6}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What one call takes or gives at most. */
export const ENTRIES = 10;
/** So long is waited for a message, so that all servers of the queue are asked and not a sample of them. */
const WAIT_SECONDS = 1;
/** Where whoever looked died, they are seen again after so long. */
const LOOKED_AT_SECONDS = 60;

export function sqsDeadLetters(
  client: SQSClient,
  queues: Readonly<Partial<Record<AuthorityName, string>>>,
): DeadLetters {
  const urlOf = (authority: AuthorityName) => {
    const url = queues[authority];
    if (!url) throw new TypeError(`There is no queue of the dead letters of ${authority}`);
    return url;
  };
  return {
    async areThere(authority) {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: urlOf(authority),
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) > 0;
    },
    look: (authority) => receiveLetters(client, urlOf(authority), { most: ENTRIES, hiddenSeconds: LOOKED_AT_SECONDS }),
    leave: (authority, letters) => showAgain(client, urlOf(authority), letters),
  };
}

/** Up to ten letters, which nobody else sees for so many seconds. */
export async function receiveLetters(
  client: SQSClient,
  queueUrl: string,
  { most, hiddenSeconds }: { most: number; hiddenSeconds: number },
): Promise<DeadLetter[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: most,
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: [REDRIVEN, HANDED_OUT, SINCE],
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SenderId', 'SentTimestamp'],
    }),
  );
  return Messages.map(letterOf);
}

function letterOf({
  MessageId = '',
  ReceiptHandle = '',
  Body = '',
  Attributes,
  MessageAttributes,
}: Message): DeadLetter {
  // Attributes of a letter that no sender gave up come from whoever put it there: they may say anything.
  const told = (name: string, form: RegExp) => {
    const text = MessageAttributes?.[name]?.StringValue;
    return text !== undefined && form.test(text) ? text : undefined;
  };
  const received = Math.max(0, Number(Attributes?.ApproximateReceiveCount ?? 1) - 1);
  return {
    id: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    claimId: queueId(MessageAttributes?.[REDRIVEN]?.StringValue) ?? MessageId,
    senderId: Attributes?.SenderId ?? '',
    // Where the sender gave it up, the queue of the dead letters counts from there.
    handedOut: Number(told(HANDED_OUT, COUNT) ?? 0) + received,
    since: told(SINCE, INSTANT) ?? new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
  };
}

/** Lets letters be seen at once; where a call fails, they show up by themselves a little later. */
export async function showAgain(client: SQSClient, queueUrl: string, letters: readonly DeadLetter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += ENTRIES) {
    const Entries = letters.slice(from, from + ENTRIES).map(({ receipt }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: 0,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries })).catch(() => {});
  }
}
