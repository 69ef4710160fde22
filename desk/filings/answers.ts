import { pMapIterable } from 'p-map';
import { outbound } from '../../functions/ledger/attempts.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../../functions/ledger/records.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import { outboundOrFirst } from '../../schemas/catalogue.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Filing } from '../../schemas/filing.ts';
import { openingOf } from '../../schemas/opening.ts';
import { readPayload } from '../../schemas/read-payload.ts';
import type { OutboxSubmission } from '../submit/outbox-submission.ts';

/** The fate of a submission. */
export type Answer =
  | { kind: 'answered' | 'refused' | 'rejected' | 'failed' | 'unclear'; filing: Filing }
  /** Its reference is in use already, and the gateway sends nothing twice. */
  | { kind: 'duplicate'; filing: Filing }
  /** Nothing yet; the filing where something is known of it. */
  | { kind: 'none'; filing: Filing | null };

/** A submission whose answer is waited for, with what the ledger knew before it was put. */
export interface Awaited {
  submission: OutboxSubmission;
  key: FilingKey;
  before: readonly LedgerRecord[];
}

export interface WaitOptions {
  seconds: number;
  onAnswer(awaited: Awaited, answer: Answer): void;
  now?: () => number;
  /** Resolves earlier where it is stopped. */
  sleep(milliseconds: number): Promise<void>;
  /** Ends the waiting, as if the time were over. */
  signal?: AbortSignal | undefined;
}

/** The notifier parks what failed technically for its replay within this time: what is still failed then is final. */
const PARKED_WITHIN_MS = 15_000;
/** The most submissions that the ledger is asked about at the same time. */
const AT_ONCE = 16;

/** The filing of a submission; `undefined` where it names no reference, so that nothing can be followed. */
export function keyOf({ authority, message, reference }: OutboxSubmission): FilingKey | undefined {
  if (reference === null) return undefined;
  return { authority, kind: outboundOrFirst(authority, message).filing, reference };
}

/** Waits until each has its answer or the time is over, which is an answer of kind `none`. */
export async function awaitAnswers(ledger: Ledger, awaited: readonly Awaited[], options: WaitOptions): Promise<void> {
  const { seconds, onAnswer, sleep, now = Date.now, signal } = options;
  const end = now() + seconds * 1000;
  const asked = async (one: Awaited) => [one, answerOf(one, await ledger.records(one.key), now())] as const;
  let open = [...awaited];
  for (let pause = 250; open.length > 0; pause = Math.min(pause * 1.5, 3000)) {
    const isOver = signal?.aborted || now() >= end;
    const left: Awaited[] = [];
    for await (const [one, answer] of pMapIterable(open, asked, { concurrency: AT_ONCE })) {
      if (answer.kind === 'none' && !isOver) left.push(one);
      else onAnswer(one, answer);
    }
    open = left;
    if (open.length > 0) await sleep(Math.max(0, Math.min(pause, end - now())));
  }
}

/** The answer to a submission by what the ledger has now. */
export function answerOf(
  { submission, key, before }: Awaited,
  records: readonly LedgerRecord[],
  now = Number.POSITIVE_INFINITY,
): Answer {
  if (records.length === 0) return { kind: 'none', filing: null };
  const { filing, latest, statusWithNext } = readFiling(key, records);
  const submitted = outbound(key, submission.message ?? '');
  const message = submitted ? openingOf(key.authority, submitted).message : '';
  const digest = outboxDigest(submission.body, key.authority);
  const isBefore = ({ at }: LedgerRecord) => before.some((one) => one.type === 'refused' && one.at === at);
  const refusal = records.findLast((one) => one.type === 'refused' && one.digest === digest && !isBefore(one));
  if (refusal?.type === 'refused')
    return { kind: 'refused', filing: { ...filing, status: 'refused', errors: refusal.errors } };
  const earlier = readFiling(key, before);
  const body = JSON.stringify(readPayload(submitted, valueAt(JSON.parse(submission.body), '/payload')).payload ?? {});
  if (!earlier.mayBeSubmitted({ message, digest, body })) return { kind: 'duplicate', filing };
  const known = earlier.latest(message)?.attempt ?? 0;
  const sent = latest(message);
  // A submission that was turned down stays so until the sender has taken up the correction.
  if (!sent || sent.attempt === known || filing.status === 'stuck') return { kind: 'none', filing };
  const fate = statusWithNext(sent);
  const isFresh = now - Date.parse(filing.history.at(-1)?.at ?? '') < PARKED_WITHIN_MS;
  if (fate === 'failed' && isFresh) return { kind: 'none', filing };
  return fate === 'sent' || fate === 'waiting' || fate === 'stuck' ? { kind: 'none', filing } : { kind: fate, filing };
}
