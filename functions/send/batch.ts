import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { isAuthority, messageOf } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Grant } from '../admission/admit.ts';
import { Calls, failure } from './calls.ts';
import { sorted } from './failed-before.ts';
import { parkingOf } from './parking.ts';
import type { BatchPorts, Round } from './ports.ts';
import { type Queued, readQueued } from './queued.ts';
import { Turns } from './turns.ts';
import { reportUngrouped } from './ungrouped.ts';

/** The lead before its turn with which a message is read and claimed. */
const LEAD_MS = 60;

/** The lead of polls of feeds, which read one item before their call and claim nothing. */
const POLL_LEAD_MS = 20;

/** The lead of a sender's first messages, which take far longer: it has just started. */
const FIRST_LEAD_MS = 1000;

/** The longest time that a message is left to the queue where the hour's share is used up. */
const LONGEST_POSTPONE_MS = 15 * 60_000;

/**
 * Takes a batch: asks admission once for all of it, then starts calls at the times that were
 * granted, overlapping. Messages that cannot be sent now are parked in the ledger; a message that only lacks its turn
 * goes back to the queue.
 */
export async function sendBatch(
  given: readonly SQSRecord[],
  round: Round,
  ports: BatchPorts,
): Promise<SQSBatchItemFailure[]> {
  const messages = given.map(readQueued);
  reportUngrouped(messages, ports);
  const { others, failedBefore } = await sorted(messages, ports);
  const failures = others.length > 0 || failedBefore.length === 0 ? await sendAll(others, round, ports) : [];
  for (const one of failedBefore) failures.push(...(await sendAll([one], { ...round, isFirst: false }, ports)));
  await ports.finished.end();
  return failures;
}

async function sendAll(
  given: readonly Queued[],
  { isFirst, hasTime }: Round,
  ports: BatchPorts,
): Promise<SQSBatchItemFailure[]> {
  const { admission, now, postpone } = ports;
  const messages = filingFirst(given);
  const leadMs = isFirst ? FIRST_LEAD_MS : given.every(isPoll) ? POLL_LEAD_MS : LEAD_MS;
  const grant = await granted(messages.length, leadMs, hasTime, ports);
  const turns = grant.kind === 'send' ? new Turns(grant, { ...ports, now: () => now().getTime() }) : undefined;
  const calls = new Calls(ports, turns, hasTime);
  if (grant.kind === 'park') return calls.end(messages, { until: grant.until, reason: grant.reason });
  if (grant.kind === 'probe') {
    const tried = await calls.probe(messages);
    return leave(messages.slice(tried), calls, ports);
  }
  if (grant.kind === 'later') {
    await postpone(
      messages.map(recordOf),
      Math.ceil(Math.min(LONGEST_POSTPONE_MS, grant.until - now().getTime()) / 1000),
    );
    return messages.map(failure);
  }

  let sent = 0;
  for (; sent < grant.count; sent += 1) {
    const start = grant.start + sent * grant.interval;
    if (!hasTime(start)) break;
    await until(start - leadMs, ports);
    if (calls.isStopped || !(await admission.isSending())) break;
    await calls.start(messages[sent] as Queued);
  }
  const left = messages.slice(sent);
  if (sent < grant.count || left.length === 0 || calls.isStopped) {
    await calls.settled();
    return leave(left, calls, ports);
  }
  // The rest of the hour's share is too small for the batch: handed out again for each bit of it that is freed, its
  // messages would end as dead letters.
  const [failures] = await Promise.all([sendAll(left, { isFirst: false, hasTime }, ports), calls.settled()]);
  return [...calls.failures, ...failures];
}

/** Parks the messages that were not taken up while nothing may be sent; where that ends soon, the queue keeps them. */
async function leave(left: readonly Queued[], calls: Calls, ports: BatchPorts): Promise<SQSBatchItemFailure[]> {
  if (left.length === 0) return calls.failures;
  const { admission, now, postpone } = ports;
  const parking = await parkingOf(admission, now);
  if (!parking.isShort) return calls.end(left, parking);
  await postpone(left.map(recordOf), Math.max(1, Math.ceil((parking.until - now().getTime()) / 1000)));
  return [...calls.failures, ...left.map(failure)];
}

/**
 * The first grant of admission while there is time: where the hour's share is used up, a sender that returned its
 * messages at once would be handed the next, and turn over the whole queue.
 */
async function granted(wanted: number, leadMs: number, hasTime: Round['hasTime'], ports: BatchPorts): Promise<Grant> {
  for (;;) {
    const grant = await ports.admission.admit(wanted, leadMs);
    if (grant.kind !== 'later' || !hasTime(grant.until)) return grant;
    await until(grant.until, ports);
  }
}

async function until(start: number, { now, sleep }: BatchPorts): Promise<void> {
  const wait = start - now().getTime();
  if (wait > 0) await sleep(wait);
}

/**
 * A message about a declaration goes after those that file one: both may come in one batch. Messages that fail alone,
 * and polls of feeds, go last: a failure would stop the lane for the others. So do messages that the gateway carries out
 * itself, which take seconds.
 */
function filingFirst(messages: readonly Queued[]): Queued[] {
  const [filing, about, alone]: [Queued[], Queued[], Queued[]] = [[], [], []];
  for (const one of messages) {
    const envelope = one.read.json?.value;
    const isAlone =
      valueAt(envelope, '/resume/alone') === true || isPoll(one) || contractIn(envelope)?.fanOut !== undefined;
    (isAlone ? alone : isAbout(envelope) ? about : filing).push(one);
  }
  return [...filing, ...about, ...alone];
}

const recordOf = ({ record }: Queued) => record;
const isPoll = ({ read }: Queued) => valueAt(read.json?.value, '/poll') !== undefined;

/** True if a message is about declarations that must have been filed before. */
function isAbout(envelope: unknown): boolean {
  return valueAt(envelope, '/resume') === undefined && contractIn(envelope)?.about !== undefined;
}

/** The contract of a submission, or of the message that a pointer names. */
function contractIn(envelope: unknown): OutboundMessage | undefined {
  const named = valueAt(envelope, '/resume') ?? envelope;
  const [authority, message] = [valueAt(named, '/authority'), valueAt(named, '/message')];
  if (!isAuthority(authority) || typeof message !== 'string') return undefined;
  const entry = messageOf(authority, message);
  return entry?.direction === 'outbound' ? entry : undefined;
}
