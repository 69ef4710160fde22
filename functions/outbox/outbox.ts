import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { SendPointer } from '../../schemas/submission.ts';

/** The message attribute under which a redriven message keeps the id that the queue gave it at first. */
export const REDRIVEN = 'redrivenFrom';

/**
 * An id as queues give them, by which a message says that it was put back. Whoever may put messages there may say
 * anything, which must not fail every time: a text of another form is none.
 */
export function queueId(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w-]{1,100}$/.test(text) ? text : undefined;
}

/** The attributes of a dead letter that the sender gave up itself: how often it was handed out, and since when. */
export const HANDED_OUT = 'handedOut';
export const SINCE = 'onOutboxSince';

/** Which send is to be taken up again. */
export interface ReleasedSend {
  key: { authority: AuthorityName; kind: FilingKind; reference: string };
  sent: { message: string; attempt: number };
  /** It fails alone: others go before it where they come together. */
  alone?: true;
  /** After how long it is handed out: at once where nothing is said. */
  delaySeconds?: number;
}

/** Puts a send that waits in the ledger back on its lane's outbox: a pointer, the message stays where it is. */
export type Release = (waiting: ReleasedSend) => Promise<void>;

export type OutboxUrls = Readonly<Partial<Record<AuthorityName, string>>>;

export function sqsRelease(client: SQSClient, outboxes: OutboxUrls): Release {
  return async ({ key, sent, alone, delaySeconds }) => {
    const QueueUrl = outboxes[key.authority];
    if (!QueueUrl) throw new TypeError(`There is no outbox of ${key.authority}`);
    const body: SendPointer = { resume: { ...key, ...sent, ...(alone && { alone }) } };
    const delayed = delaySeconds !== undefined && { DelaySeconds: delaySeconds };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), ...delayed }));
  };
}
