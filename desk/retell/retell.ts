import type { SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, receiveLetters } from '../../functions/outbox/dead-letters.ts';
import { ENTRIES, hide } from '../../functions/outbox/hide.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import type { Span } from '../filter/span.ts';
import type { Notifier } from '../gateway/notifier.ts';
import { removeLetters } from '../redrive/remove-letters.ts';
import { readUntold } from './untold-letter.ts';

export interface RetellPorts {
  sqs: SQSClient;
  /** The URL of the queue of untold messages. */
  untold: string;
  notifyAgain: Notifier;
  messagesBetween(span: Span): AsyncIterable<StoredMessage>;
}

/** A message that could not be told of, with the class of the error; its keys are null where the entry is not understood. */
export interface StillUntold {
  filing: string | null;
  entry: string | null;
  error: string;
}

type Messages = AsyncIterable<StoredMessage> | Iterable<StoredMessage>;

export interface Retold {
  /** The number of messages of the authority that were told. */
  told: number;
  /** The number of entries taken off the queue, since all that they are about was told. */
  done: number;
  /** The number of entries that stay on the queue. */
  staying: number;
  stillUntold: StillUntold[];
  /** The number of entries that are done and could not be deleted: they show up again. */
  undeleted: number;
}

export interface RetellLettersOptions {
  /** The most entries of the queue. @default all */
  limit?: number | undefined;
  onProgress?: (told: number) => void;
  /** Stops it after what is under way. */
  signal?: AbortSignal | undefined;
}

/** The time for which an entry that was read is hidden from others. */
const HIDDEN_SECONDS = 300;
/** The messages that the function tells of in a call: far fewer than it could in its 30 seconds. */
const AT_ONCE = 50;

/**
 * Has told again what lies on the queue of untold messages. An entry is deleted only once all that it is about
 * was told: a crash in between tells twice, under the same ids. What cannot be told now either stays.
 */
export async function retellLetters(
  { sqs, untold, notifyAgain, messagesBetween }: RetellPorts,
  { limit = Number.POSITIVE_INFINITY, onProgress = () => {}, signal }: RetellLettersOptions = {},
): Promise<Retold> {
  const retold: Retold = { told: 0, done: 0, staying: 0, stillUntold: [], undeleted: 0 };
  const taken = new Map<string, DeadLetter>();

  /** Those that could not be told. */
  async function notifyAll(messages: Messages, stop?: AbortSignal): Promise<StillUntold[]> {
    const before = retold.told;
    const options = { onProgress: (count: number) => onProgress(before + count), signal: stop };
    const { told, stillUntold } = await retellMessages(notifyAgain, messages, options);
    retold.told += told;
    retold.stillUntold.push(...stillUntold);
    return stillUntold;
  }

  try {
    while (!signal?.aborted && retold.done + retold.staying < limit && retold.undeleted === 0) {
      const most = Math.min(ENTRIES, limit - retold.done - retold.staying);
      const letters = await receiveLetters(sqs, untold, { most, hiddenSeconds: HIDDEN_SECONDS });
      const fresh = letters.filter(({ id }) => !taken.has(id));
      for (const letter of letters) taken.set(letter.id, letter);
      // An entry that comes a second time was left here by this very run.
      if (fresh.length === 0) break;
      const { ours, spans, unread } = sorted(fresh);
      const left = new Set((await notifyAll(ours.map(({ message }) => message))).map(placeOf));
      const done = ours.flatMap(({ letter, message }) => (left.has(placeOf(message)) ? [] : [letter]));
      for (const { letter, span } of spans) {
        const untold = await notifyAll(messagesBetween(span), signal);
        // Of a period that was not gone through, some are not told.
        if (untold.length === 0 && !signal?.aborted) done.push(letter);
      }
      retold.stillUntold.push(...unread.map(() => ({ filing: null, entry: null, error: 'NotUnderstood' })));
      for (const { id } of done) taken.delete(id);
      retold.done += done.length;
      retold.staying += fresh.length - done.length;
      retold.undeleted += await removeLetters(sqs, untold, done);
    }
  } finally {
    await hide(sqs, untold, [...taken.values()], 0);
  }
  return retold;
}

/** The content of each entry: a message, a period, or nothing that is known here. */
function sorted(letters: readonly DeadLetter[]) {
  const ours: { letter: DeadLetter; message: StoredMessage }[] = [];
  const spans: { letter: DeadLetter; span: Span }[] = [];
  const unread: DeadLetter[] = [];
  for (const letter of letters) {
    const about = readUntold(letter.body);
    if (!about) unread.push(letter);
    else if ('span' in about) spans.push({ letter, span: about.span });
    else ours.push({ letter, message: about.message });
  }
  return { ours, spans, unread };
}

/** Has these messages told again, as far as it is not stopped. */
export async function retellMessages(
  notifyAgain: Notifier,
  messages: Messages,
  { onProgress = () => {}, signal }: Pick<RetellLettersOptions, 'onProgress' | 'signal'> = {},
): Promise<Pick<Retold, 'told' | 'stillUntold'>> {
  const stillUntold: StillUntold[] = [];
  let told = 0;
  for await (const some of inParts(messages, AT_ONCE)) {
    if (signal?.aborted) break;
    for (const [n, result] of (await notifyAgain(some)).entries()) {
      const { filing = null, entry = null } = some[n] ?? {};
      if (result.isTold) told += 1;
      else stillUntold.push({ filing, entry, error: result.error });
    }
    onProgress(told);
  }
  return { told, stillUntold };
}

const placeOf = ({ filing, entry }: Pick<StillUntold, 'filing' | 'entry'>) => `${filing} ${entry}`;

async function* inParts<T>(all: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let part: T[] = [];
  for await (const one of all) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
