import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { SendPointer } from '../../schemas/submission.ts';

/** The message attribute under which a redriven message keeps the id that the queue gave it at first. */
export const REDRIVEN = 'redrivenFrom';

/**
 * An id in the form that queues give. The attribute may come from any sender and say anything, which must not fail
 * every time: a text of another form counts as none.
 */
export function queueId(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w-]{1,100}$/.test(text) ? text : undefined;
}

/**
 * The attributes of a dead letter that the sender itself gave up: the number of hand-outs, and the time of the first.
 */
export const HANDED_OUT = 'handedOut';
export const SINCE = 'onOutboxSince';

/** A parked send to be put back on its lane's outbox. */
export interface ReleasedSend {
  key: { authority: AuthorityName; kind: FilingKind; reference: string };
  sent: { message: string; attempt: number };
  /** It fails alone: where several are released together, others go before it. */
  alone?: true;
  /** The delay before it is handed out; none by default. */
  delaySeconds?: number;
}

/** Puts a pointer to a parked send on its lane's outbox; the message stays in the ledger. */
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
