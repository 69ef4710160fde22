import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { FeedPoll, SendPointer } from '../../schemas/submission.ts';
import { ENTRIES } from './hide.ts';
import { messageGroup } from './message-group.ts';

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
  /** The platform that it is filed for: its group on the queue. Earlier versions did not note it everywhere. */
  platform: string | undefined;
  /** It fails alone: where several are released together, others go before it. */
  alone?: true;
  /** The delay before it is handed out; none by default. */
  delaySeconds?: number;
}

/** Puts a pointer to a parked send on its lane's outbox; the message stays in the ledger. */
export type Release = (parked: ReleasedSend) => Promise<void>;

/** Puts pointers to parked sends of one lane on its outbox. Resolves to those that the queue did not take. */
export type ReleaseAll = (parked: readonly ReleasedSend[]) => Promise<readonly ReleasedSend[]>;

export type OutboxUrls = Readonly<Partial<Record<AuthorityName, string>>>;

/** Has a lane's sender read a page of a feed. */
export type Poll = (authority: AuthorityName, feed: string) => Promise<void>;

export function sqsRelease(client: SQSClient, outboxes: OutboxUrls): Release {
  return (parked) => {
    const { key, platform, delaySeconds } = parked;
    const delayed = delaySeconds !== undefined && { DelaySeconds: delaySeconds };
    return put(client, outboxes[key.authority], pointerTo(parked), { ...messageGroup(platform), ...delayed });
  };
}

/** The most calls at a time. */
const AT_ONCE = 16;

export function sqsReleaseAll(client: SQSClient, outboxes: OutboxUrls): ReleaseAll {
  return async (parked) => {
    const calls = Array.from({ length: Math.ceil(parked.length / ENTRIES) }, (_, n) =>
      parked.slice(n * ENTRIES, (n + 1) * ENTRIES),
    );
    const putCall = async (call: readonly ReleasedSend[]) => {
      const QueueUrl = call[0] && outboxes[call[0].key.authority];
      if (!QueueUrl) throw new TypeError('There is no outbox of this lane');
      const Entries = call.map((one, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(pointerTo(one)),
        ...messageGroup(one.platform),
        ...(one.delaySeconds !== undefined && { DelaySeconds: one.delaySeconds }),
      }));
      // A call that failed may have put some: a pointer that is there twice does no harm.
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries })).catch(() => undefined);
      if (!answer) return call;
      const failed = new Set(answer.Failed?.map(({ Id }) => Id));
      return call.filter((_, index) => failed.has(String(index)));
    };
    return (await pMap(calls, putCall, { concurrency: AT_ONCE })).flat();
  };
}

function pointerTo({ key, sent, alone }: ReleasedSend): SendPointer {
  return { resume: { ...key, ...sent, ...(alone && { alone }) } };
}

export function sqsPoll(client: SQSClient, outboxes: OutboxUrls): Poll {
  // No platform has a slash in its name.
  return (authority, feed) => put(client, outboxes[authority], { poll: feed }, { MessageGroupId: `feed/${feed}` });
}

async function put(
  client: SQSClient,
  QueueUrl: string | undefined,
  pointer: SendPointer | FeedPoll,
  more: { MessageGroupId?: string; DelaySeconds?: number },
): Promise<void> {
  if (!QueueUrl) throw new TypeError('There is no outbox of this lane');
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(pointer), ...more }));
}
