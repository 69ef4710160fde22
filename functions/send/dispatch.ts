import { writeExactJson } from '../../schemas/exact-json.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import type { OutboxText } from '../../schemas/outbox-text.ts';
import { feedPoll, sendPointer } from '../../schemas/submission.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { outbound } from '../ledger/attempts.ts';
import { claimedAs } from '../ledger/beginning.ts';
import { isParkedForDeclaration } from '../ledger/fate.ts';
import { type ReadFiling, readFiling } from '../ledger/filing.ts';
import { ownKey } from '../ledger/own-key.ts';
import type { SentRecord } from '../ledger/records.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import { noteAsked, readinessOf } from './about.ts';
import { standingOf } from './apart.ts';
import { claim, claimedBefore, type Delivery } from './claim.ts';
import { disagreements } from './disagreements.ts';
import { carryOut } from './fan-out/carry-out.ts';
import { forgedPointer } from './forged-pointer.ts';
import { parkedForDeclaration } from './parked-for-declaration.ts';
import { parkedForLane } from './parked-for-lane.ts';
import type { SendPorts } from './ports.ts';
import { publishAgain } from './publish-again.ts';
import { readFeed } from './read-feed.ts';
import { refuse } from './refuse.ts';
import { resumeSend } from './resume.ts';
import {
  type FaultySubmission,
  faulty,
  type ReadSubmission,
  readSubmission,
  type ValidSubmission,
} from './submission.ts';
import { supersede } from './supersede.ts';
import { type LeftSend, takeUp } from './take-up.ts';
import { transmit } from './transmit.ts';
import { wrongSender } from './wrong-sender.ts';

/** Takes a message of the outbox all the way: read, judge, claim, send, settle, publish. */
export async function dispatch(read: OutboxText, delivery: Delivery, ports: SendPorts): Promise<void> {
  const pointer = sendPointer().safeParse(read.json?.value);
  const { authority, from, telemetry } = ports;
  const poll = feedPoll().safeParse(read.json?.value);
  if ((pointer.success || poll.success) && !from.isGateway) {
    telemetry.problem('pointer.refused', { authority: authority.name, sender: from.id });
    return refuse(forgedPointer(read.text, pointer.success ? '/resume' : '/poll', authority.name), delivery, ports);
  }
  if (pointer.success) return resumeSend(pointer.data.resume, delivery, ports);
  if (poll.success) return readFeed(poll.data.poll, delivery, ports);

  const submission = readSubmission(read, authority.name, delivery.id, ports.now(), authority.law);
  const refused = wrongSender(submission, from);
  if (refused) {
    const { key, message, platform } = refused;
    const about = { message, reference: key?.reference, platform, sender: from.id };
    telemetry.problem('submission.wrong-sender', { authority: authority.name, ...about });
    return refuse(refused, delivery, ports);
  }
  await notePlatform(submission, ports);
  if (!submission.ready) return refuseUnlessClaimed(submission, delivery, ports);
  return submit(submission, delivery, ports);
}

async function submit(submission: ValidSubmission, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { authority, now, parking, parties, pauseSeconds } = ports;
  const { key, contract, platform } = submission;
  const prepared = authority.prepare(submission.payload, key.reference);
  const readiness = await readinessOf(contract, prepared, { platform, at: now().toISOString() }, ports);
  const payload = readiness.kind === 'ready' ? readiness.payload : prepared;
  const faults = readiness.kind === 'ready' ? schemaFaults(contract.schema(), payload) : [];
  if (readiness.kind === 'never') faults.push(...readiness.faults);
  else faults.push(...(await disagreements(submission, ports)));
  if (faults.length > 0) return refuseUnlessClaimed(faulty(submission, faults), delivery, ports);

  const first = firstRecord(submission, payload, delivery, ports);
  if (contract.fanOut) return submitFanOut(submission, first, delivery, ports);
  const settlement =
    readiness.kind === 'wait'
      ? parkedForDeclaration(first, readiness, ports)
      : parking && parkedForLane(parking, now(), first, pauseSeconds);
  const clearWay = async (filing: ReadFiling) => {
    const { waits, mayHaveArrived } = await supersede(contract, filing, ports);
    if (waits) return { settlement: parkedForDeclaration(first, waits, ports) };
    return mayHaveArrived && !settlement ? { mayHaveArrived } : {};
  };
  const candidate = { ...first, ...(settlement && { settlement }) };
  const claimed = await claim(ports.ledger, key, candidate, delivery, standingOf(platform, ports.trust), clearWay);
  if (claimed.kind === 'again') return goOn({ contract, ...claimed }, delivery, ports);
  if (claimed.kind === 'duplicate') return publishDuplicate(submission, publishedFiling(claimed.filing), ports);
  if (claimed.kind === 'taken') return publishDuplicate(submission, {}, ports);

  const { record } = claimed;
  await noteAsked(contract, key, record, ports);
  const party = contract.partyOf?.(payload);
  if (party !== undefined) await parties.note(authority.name, party);
  if (record.settlement || readiness.kind !== 'ready') return publishAgain(key, record, ports);
  await transmit({ key, contract, record, parts: readiness.parts }, ports);
}

/**
 * Claims and carries out a message without a call: it waits for no lane. Where another platform has a filing of that
 * reference, as two may have a part in one thing, it gets one of its own.
 */
async function submitFanOut(
  submission: ValidSubmission,
  first: SentRecord,
  delivery: Delivery,
  ports: SendPorts,
): Promise<void> {
  const { contract, platform } = submission;
  const claimIt = async () => {
    const key = await ownKey(submission.key, platform, ports.ledger);
    return { key, claimed: await claim(ports.ledger, key, first, delivery, standingOf(platform, ports.trust)) };
  };
  const once = await claimIt();
  // Two at the same time both find the reference free: the one that did not get it has its own filing all the same.
  const isLost = once.claimed.kind === 'taken' || once.claimed.kind === 'duplicate';
  const { key, claimed } = isLost ? await claimIt() : once;
  if (claimed.kind === 'again') return goOn({ contract, ...claimed }, delivery, ports);
  if (claimed.kind === 'send') return carryOut({ key, contract, record: claimed.record }, ports);
  const known = claimed.kind === 'duplicate' ? publishedFiling(claimed.filing) : {};
  return publishDuplicate({ ...submission, key }, known, ports);
}

/**
 * Refuses a submission that cannot be sent as things stand. One that is handed out again and was claimed before may
 * itself have changed them, or its day has passed since: it goes on as it was claimed.
 */
async function refuseUnlessClaimed(refused: FaultySubmission, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { key } = refused;
  const records = key && delivery.receiveCount > 1 ? await ports.ledger.records(key) : [];
  const record = claimedBefore(records, delivery);
  const contract = key && record && outbound(key, record.message);
  if (!contract) return refuse(refused, delivery, ports);
  return goOn({ contract, record, read: readFiling(key, records) }, delivery, ports);
}

/** Goes on with the claim of a sender that crashed: it may have been sent, or settled and not published. */
async function goOn(left: LeftSend, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { contract, record, read } = left;
  const { key } = read;
  const { settlement, resumedBy } = record;
  const isLeft = !settlement && !resumedBy && read.latest(record.message) === record;
  const isParked = settlement?.verdict === 'parked';
  // Without the note nobody releases it when the declaration is answered.
  if (isLeft || isParkedForDeclaration(record)) await noteAsked(contract, key, record, ports);
  const isOver = isParked && read.statusOf(record) !== 'waiting';
  return isLeft || isOver ? takeUp(left, delivery, ports) : publishAgain(key, record, ports);
}

function firstRecord(
  { key, contract, raw, numbers, platform, digest, reason }: ValidSubmission,
  payload: Record<string, unknown>,
  { id }: Delivery,
  { authority, now }: SendPorts,
): SentRecord {
  return {
    type: 'sent',
    message: contract.message,
    ...claimedAs(key, contract.message),
    attempt: 1,
    at: now().toISOString(),
    messageId: authority.messageIdOf(payload),
    platform,
    digest,
    claimedBy: id,
    body: writeExactJson(payload, numbers),
    ...(raw !== undefined && { raw }),
    ...(reason && { reason }),
  };
}

/** Reports a platform that the configuration does not name: it files, and hears of nothing. */
async function notePlatform(
  { platform, key, ...submission }: ReadSubmission,
  { authority, telemetry, trust, unknownPlatforms }: SendPorts,
): Promise<void> {
  const isName = submission.ready || submission.faults.every(({ pointer }) => pointer !== '/platform');
  if (platform === null || !isName || trust.isConfigured(platform)) return;
  telemetry.problem('submission.unknown-platform', { authority: authority.name, platform, reference: key?.reference });
  await unknownPlatforms.note(authority.name, platform);
}

/**
 * Keeps a submission whose reference is taken, and publishes that.
 * @param known the filing as it is published, where the platform may know it
 */
async function publishDuplicate(
  { key, submitted, platform, text, digest }: ValidSubmission,
  known: Partial<ReturnType<typeof publishedFiling>>,
  { ledger, outcomes, telemetry, now }: SendPorts,
): Promise<void> {
  const at = now().toISOString();
  await ledger.keepDuplicate(key, { type: 'duplicate', message: submitted, at, platform, digest, body: text });
  const about = aboutSend(key, { message: submitted, platform, messageId: null });
  await outcomes.publish({ ...known, ...about, id: `duplicate/${digest}`, at, outcome: 'duplicate' });
  telemetry.event('submission.duplicate', about);
}
