import { fillPath } from '../../schemas/catalogue.ts';
import type { Authority, Verdict } from '../authorities/authority.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SentRecord } from '../ledger/records.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { told } from '../outcomes/told.ts';
import type { Telemetry } from '../telemetry/log.ts';
import { claim, type Delivery } from './claim.ts';
import { errorOfFault } from './refusal.ts';
import { type FaultySubmission, type ReadySubmission, readSubmission } from './submission.ts';

export interface DispatchPorts {
  authority: Authority;
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  now: () => Date;
}

/** What is to become of the queue's message: taken off, or handed out again later. */
export type Disposal = 'done' | 'later';

/** Takes one submission all the way: read, claim, send, settle, tell. */
export async function dispatch(
  text: string,
  delivery: Delivery,
  ports: DispatchPorts,
): Promise<{ disposal: Disposal; verdict?: Verdict }> {
  const { authority, ledger, outcomes, telemetry, now } = ports;
  const submission = readSubmission(text, authority.name, authority.prepare);
  if (!submission.ready) {
    await refuse(submission, ports);
    return { disposal: 'done' };
  }

  const { key, contract, platform } = submission;
  const claimed = await claim(ledger, submission, firstRecord(submission, ports), delivery);
  const about = { authority: authority.name, message: contract.message, reference: key.reference, platform };
  if (claimed.kind === 'done') return { disposal: 'done' };
  if (claimed.kind === 'duplicate') {
    await outcomes.publish({
      ...told(claimed.filing),
      ...about,
      id: `duplicate/${submission.digest}`,
      at: now().toISOString(),
      outcome: 'duplicate',
      messageId: null,
    });
    telemetry.event('submission.duplicate', about);
    return { disposal: 'done' };
  }

  const { record } = claimed;
  const verdict = await authority.send({ path: fillPath(contract.path, {}), body: record.body });
  telemetry.event(`message.${verdict.kind}`, { ...about, messageId: record.messageId, httpStatus: verdict.httpStatus });
  if (verdict.kind === 'accepted') return { disposal: 'done', verdict };

  const at = now().toISOString();
  const settled = verdict.kind === 'refused' ? 'refused' : 'held';
  await ledger.settle(key, record, { verdict: settled, httpStatus: verdict.httpStatus, error: verdict.error, at });
  if (settled === 'held') return { disposal: 'later', verdict };

  await outcomes.publish({
    ...about,
    id: `refused/${record.messageId}`,
    at,
    outcome: 'refused',
    messageId: record.messageId,
    status: 'refused',
    errors: [verdict.error],
  });
  return { disposal: 'done', verdict };
}

function firstRecord(
  { contract, platform, payload, digest }: ReadySubmission,
  { authority, now }: DispatchPorts,
): SentRecord {
  return {
    type: 'sent',
    message: contract.message,
    attempt: 1,
    at: now().toISOString(),
    messageId: authority.messageIdOf(payload),
    platform,
    digest,
    body: JSON.stringify(payload),
  };
}

/** Records why a submission is not sent, where it can be found again, and tells the platform. */
async function refuse(
  submission: FaultySubmission,
  { ledger, outcomes, telemetry, now }: DispatchPorts,
): Promise<void> {
  const { key, faults, digest, authority, message, platform } = submission;
  const at = now().toISOString();
  const errors = faults.map(errorOfFault);
  const reference = key?.reference ?? null;
  if (key) await ledger.refuse(key, { type: 'refused', message: message ?? '', at, platform, digest, errors });
  await outcomes.publish({
    id: `refused/${digest}`,
    at,
    outcome: 'refused',
    authority,
    message,
    messageId: null,
    reference,
    platform,
    status: 'refused',
    errors,
    faults,
  });
  telemetry.event('submission.refused', {
    authority,
    message,
    reference,
    platform,
    pointers: faults.map((fault) => fault.pointer),
  });
}
