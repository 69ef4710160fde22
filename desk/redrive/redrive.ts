import type { SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, receiveLetters } from '../../functions/outbox/dead-letters.ts';
import { ENTRIES, hide } from '../../functions/outbox/hide.ts';
import { putOnOutbox } from '../gateway/outbox.ts';
import { refusedPermission } from '../gateway/refused-permission.ts';
import { removeLetters } from './remove-letters.ts';

export interface Redriven {
  /** The number of letters put back on the outbox. */
  putBack: number;
  /** Those that were not put back, and stay where they are. */
  failed: { sqsMessageId: string; error: string }[];
  /** The number of those that were put back and could not be deleted: they show up again among the dead letters. */
  undeleted: number;
}

export interface RedriveQueues {
  deadLetters: string;
  outbox: string;
}

export interface RedriveLettersOptions {
  /** The most that are put back. @default all */
  limit?: number | undefined;
  onProgress?: (count: number) => void;
  /** Stops it after what is under way. */
  signal?: AbortSignal | undefined;
  /**
   * Notes that an operator puts a letter back, before it is, so that the sender takes it for what it was.
   * A letter stays where it is if it fails.
   * @returns the id under which the sender knows its own claim again
   */
  vouch?: (letter: DeadLetter) => Promise<string>;
  /** Notes that a letter was put back. Its failure changes nothing: its filing follows from its answer. */
  note?: (letter: DeadLetter) => Promise<void>;
}

/** The time for which a letter that was read is hidden from others: much longer than its put and its delete take. */
const HIDDEN_SECONDS = 120;

/**
 * Puts dead letters back on their outbox. Each is deleted only once its put was acknowledged: a crash
 * in between leaves a second copy at most, which the sender's claim tells apart. Stops at the first
 * failure, since another round would meet the same letters again.
 * @throws the refusal of AWS where a permission is missing and nothing was put back
 *
 * StartMessageMoveTask is not used: it says nothing for as long as it takes, and fauxqs lacks it.
 */
export async function redriveLetters(
  sqs: SQSClient,
  queues: RedriveQueues,
  {
    limit = Number.POSITIVE_INFINITY,
    onProgress = () => {},
    signal,
    note = async () => {},
    vouch = async ({ claimId }) => claimId,
  }: RedriveLettersOptions = {},
): Promise<Redriven> {
  const done: Redriven = { putBack: 0, failed: [], undeleted: 0 };
  while (!signal?.aborted && done.putBack < limit && done.failed.length === 0 && done.undeleted === 0) {
    const letters = await receiveLetters(sqs, queues.deadLetters, {
      most: Math.min(ENTRIES, limit - done.putBack),
      hiddenSeconds: HIDDEN_SECONDS,
    });
    if (letters.length === 0) break;
    const vouched = await Promise.allSettled(letters.map(vouch));
    const outgoing = letters.flatMap((letter, n) => {
      const one = vouched[n];
      return one?.status === 'fulfilled'
        ? [{ letter, body: letter.body, redrivenFrom: one.value, group: letter.group }]
        : [];
    });
    const puts = await putOnOutbox(sqs, queues.outbox, outgoing);
    const put = puts.flatMap(({ submission: { letter }, error }) => (error === null ? [letter] : []));
    const failed = [
      ...letters.flatMap((letter, n) => {
        const one = vouched[n];
        return one?.status === 'rejected' ? [{ letter, error: failureText(one.reason), cause: one.reason }] : [];
      }),
      ...puts.flatMap(({ submission: { letter }, error, cause }) => (error === null ? [] : [{ letter, error, cause }])),
    ];
    done.putBack += put.length;
    done.failed.push(...failed.map(({ letter, error }) => ({ sqsMessageId: letter.id, error })));
    done.undeleted += await removeLetters(sqs, queues.deadLetters, put);
    await Promise.allSettled(put.map(note));
    const left = failed.map(({ letter }) => letter);
    await hide(sqs, queues.deadLetters, left, 0);
    onProgress(done.putBack);
    const refused = failed.find(({ cause }) => refusedPermission(cause));
    if (refused && done.putBack === 0) throw refused.cause;
  }
  return done;
}

const failureText = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
