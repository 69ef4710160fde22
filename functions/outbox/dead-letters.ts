import { GetQueueAttributesCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ENTRIES, hide } from './hide.ts';
import { HANDED_OUT, queueId, REDRIVEN, SINCE } from './outbox.ts';

/** A message that a lane's sender could not process, however often it was handed out. */
export interface DeadLetter {
  /** The queue's id: a message that is put back and lands here again has another. */
  id: string;
  receipt: string;
  body: string;
  /** The id under which it was claimed: the first one that the queue gave it, also where it was put back since. */
  claimId: string;
  /** The principal that put it on its outbox, as SQS names it. */
  senderId: string;
  /** The approximate number of times that it was handed out before. */
  handedOut: number;
  /** The time at which it was put on the outbox, ISO 8601. */
  since: string;
  /** Its group on the outbox, where it had one. */
  group?: string;
}

/** The dead letters of each lane, to be read and left in place. */
export interface DeadLetters {
  /** True if SQS counts any, approximately. */
  areThere(authority: AuthorityName): Promise<boolean>;
  /** Some of them, hidden from others for a while. */
  look(authority: AuthorityName): Promise<DeadLetter[]>;
  /** Makes them visible again at once. */
  leave(authority: AuthorityName, letters: readonly DeadLetter[]): Promise<void>;
}

const COUNT = /^\d{1,6}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The wait for a message: with it SQS asks all servers of the queue, not a sample. */
const WAIT_SECONDS = 1;
/** The time after which letters show up again if their reader died. */
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
        new GetQueueAttributesCommand({ QueueUrl: urlOf(authority), AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) > 0;
    },
    look: (authority) => receiveLetters(client, urlOf(authority), { most: ENTRIES, hiddenSeconds: LOOKED_AT_SECONDS }),
    leave: (authority, letters) => hide(client, urlOf(authority), letters, 0),
  };
}

/** Receives up to ten letters, hidden from others for the given seconds. */
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
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SenderId', 'SentTimestamp', 'MessageGroupId'],
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
  // Any sender may have set the attributes of a letter that our sender did not give up, so they are checked.
  const stated = (name: string, form: RegExp) => {
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
    // Where the sender gave it up, the dead letter queue counts on from there.
    handedOut: Number(stated(HANDED_OUT, COUNT) ?? 0) + received,
    ...(Attributes?.MessageGroupId && { group: Attributes.MessageGroupId }),
    since: stated(SINCE, INSTANT) ?? new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
  };
}
