import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { isAuthority, messageOf } from '../../schemas/catalogue.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Answer } from '../admission/report.ts';
import type { Finished } from '../outbox/finished.ts';
import { REDRIVEN } from '../outbox/outbox.ts';
import { errorFields } from '../telemetry/log.ts';
import type { Delivery } from './claim.ts';
import { dispatch } from './dispatch.ts';
import type { Hold, SendPorts } from './ports.ts';
import { Slots } from './slots.ts';
import { parseOutboxText } from './submission.ts';
import { Turns } from './turns.ts';

export interface BatchPorts extends Omit<SendPorts, 'report' | 'turn'> {
  admission: Admission;
  sleep: (ms: number) => Promise<void>;
  /** Hands the messages out again after so many seconds, and not sooner. */
  postpone(records: readonly SQSRecord[], seconds: number): Promise<void>;
  /** Takes what is dealt with off the queue at once. */
  finished: Finished;
}

/** So long before its turn a message is read and claimed. */
const LEAD_MS = 120;

/** A sender's first messages take far longer: it has just started. */
const FIRST_LEAD_MS = 1000;

/** As many are claimed at once: were it all of a batch, the first would be ready no sooner than the last. */
const CLAIMS_AT_ONCE = 8;

/** What a sender knows of the function's run that a batch came with. */
export interface Round {
  /** Whether it is the instance's first. */
  isFirst: boolean;
  /** Whether a call that starts then can still end, and be recorded, before the function does. */
  hasTime(start: number): boolean;
}

/** The longest that a message is left to the queue where the hour's share is used up. */
const LONGEST_POSTPONE_MS = 15 * 60_000;

/**
 * Takes a batch: asks admission once for all of it, then starts calls at the times that were
 * granted, overlapping. What the authority cannot be told now is parked in the ledger; what only
 * lacks its turn goes back to the queue.
 */
export async function sendBatch(
  given: readonly SQSRecord[],
  round: Round,
  ports: BatchPorts,
): Promise<SQSBatchItemFailure[]> {
  const failures = await sendAll(given, round, ports);
  await ports.finished.end();
  return failures;
}

async function sendAll(
  given: readonly SQSRecord[],
  { isFirst, hasTime }: Round,
  ports: BatchPorts,
): Promise<SQSBatchItemFailure[]> {
  const { admission, now, postpone } = ports;
  // A message about a declaration goes after those that file one: they may have come in one batch.
  const records = [...given].sort((a, b) => Number(isAbout(a)) - Number(isAbout(b)));
  const leadMs = isFirst ? FIRST_LEAD_MS : LEAD_MS;
  const grant = await admission.admit(records.length, leadMs);
  const turns = grant.kind === 'send' ? new Turns(grant, { ...ports, now: () => now().getTime() }) : undefined;
  const batch = new Batch(ports, turns);
  if (grant.kind === 'hold') return batch.end(records, { until: grant.until, reason: grant.reason });
  if (grant.kind === 'probe') {
    const tried = await batch.probe(records);
    return batch.end(records.slice(tried), await holdOf(admission, now));
  }
  if (grant.kind === 'later') {
    await postpone(records, Math.ceil(Math.min(LONGEST_POSTPONE_MS, grant.until - now().getTime()) / 1000));
    return records.map(failure);
  }

  let sent = 0;
  for (; sent < grant.count; sent += 1) {
    const start = grant.start + sent * grant.interval;
    if (!hasTime(start)) break;
    await until(start - leadMs, ports);
    if (batch.isStopped || !(await admission.isSending())) break;
    await batch.start(records[sent] as SQSRecord);
  }
  await batch.settled();
  const left = records.slice(sent);
  if (batch.isStopped || !(await admission.isSending())) return batch.end(left, await holdOf(admission, now));
  if (left.length > 0) await postpone(left, 1);
  return [...batch.failures, ...left.map(failure)];
}

/** The calls of one batch that are under way, and what came of them. */
class Batch {
  readonly failures: SQSBatchItemFailure[] = [];
  readonly #underWay: Promise<void>[] = [];
  readonly #claiming = new Slots(CLAIMS_AT_ONCE);
  readonly #ports: BatchPorts;
  /** None where a single message tries whether the authority answers. */
  readonly #turns: Turns | undefined;
  #hasAnswer = false;
  /** An answer said that the authority cannot be spoken to. */
  isStopped = false;

  constructor(ports: BatchPorts, turns: Turns | undefined) {
    this.#ports = ports;
    this.#turns = turns;
  }

  /** Resolves when the message is under way, not when it is sent. */
  async start(record: SQSRecord): Promise<void> {
    const claimed = await this.#claiming.take();
    this.#underWay.push(this.send(record, { claimed }).finally(claimed));
  }

  /** Takes messages one by one until one of them leads to a call. */
  async probe(records: readonly SQSRecord[]): Promise<number> {
    let tried = 0;
    while (tried < records.length && !this.#hasAnswer) {
      await this.send(records[tried] as SQSRecord);
      tried += 1;
    }
    if (!this.#hasAnswer) await this.#ports.admission.report({ kind: 'untried' });
    return tried;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async send(record: SQSRecord, { hold, claimed }: { hold?: Hold; claimed?: () => void } = {}): Promise<void> {
    const { finished, telemetry } = this.#ports;
    try {
      await dispatch(record.body, deliveryOf(record), {
        ...this.#ports,
        turn: async () => {
          claimed?.();
          return this.#turns?.next();
        },
        report: (answer) => this.#report(answer),
        ...(hold && { hold }),
      });
      finished.add(record.receiptHandle);
    } catch (error) {
      // Nothing is lost: what could not be recorded comes back with the queue's message.
      telemetry.problem('submission.failed', { sqsMessageId: record.messageId, ...errorFields(error) });
      this.failures.push(failure(record));
    }
  }

  /** Parks what is left, and ends the batch. */
  async end(left: readonly SQSRecord[], hold: Hold): Promise<SQSBatchItemFailure[]> {
    await Promise.all(left.map((record) => this.send(record, { hold })));
    return this.failures;
  }

  async #report(answer: Answer): Promise<void> {
    this.#hasAnswer = true;
    if (answer.kind === 'failed') this.isStopped = true;
    const { admission, authority, telemetry } = this.#ports;
    const transition = await admission.report(answer);
    const cause = answer.kind === 'failed' ? answer.cause : undefined;
    if (transition) telemetry.problem(`lane.${transition}`, { authority: authority.name, cause });
  }
}

/** Until when what is left waits, and why: as the lane stands now. */
async function holdOf(admission: Admission, now: () => Date): Promise<Hold> {
  const { breaker } = await admission.state();
  const soon = now().getTime() + 60_000;
  switch (breaker.state) {
    case 'open':
      return { until: breaker.until, reason: breaker.cause };
    case 'probing':
      return { until: breaker.leaseUntil, reason: breaker.cause };
    case 'paused':
      return { until: soon, reason: `paused: ${breaker.reason}` };
    default:
      return { until: now().getTime(), reason: 'the lane has just recovered' };
  }
}

async function until(start: number, { now, sleep }: BatchPorts): Promise<void> {
  const wait = start - now().getTime();
  if (wait > 0) await sleep(wait);
}

/**
 * A message that an operator put back from the dead letters has a new id, but carries the one by which
 * it was claimed, and has been handed out before.
 */
function deliveryOf({ messageId, attributes, messageAttributes }: SQSRecord): Delivery {
  const before = messageAttributes[REDRIVEN]?.stringValue;
  const receiveCount = Number(attributes.ApproximateReceiveCount) + (before ? 1 : 0);
  return { id: before ?? messageId, receiveCount };
}

/** Whether a message is about declarations that must have been filed before. */
function isAbout({ body }: SQSRecord): boolean {
  const envelope = parseOutboxText(body);
  const authority = valueAt(envelope, '/authority');
  const message = valueAt(envelope, '/message');
  if (!isAuthority(authority) || typeof message !== 'string') return false;
  const entry = messageOf(authority, message);
  return entry?.direction === 'outbound' && entry.about !== undefined;
}

function failure({ messageId }: SQSRecord): SQSBatchItemFailure {
  return { itemIdentifier: messageId };
}
