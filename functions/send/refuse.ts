import { refusedEntry } from '../ledger/items.ts';
import type { Delivery } from './claim.ts';
import type { SendPorts } from './ports.ts';
import { errorOfFault } from './refusal.ts';
import type { FaultySubmission } from './submission.ts';

/**
 * Records a submission that is never sent, with its text, and publishes that as far as it can be read. It works
 * whatever the text holds: a submission that failed each time would vanish in the end.
 */
export async function refuse(submission: FaultySubmission, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { outcomes, now } = ports;
  const { key, faults, digest, authority, message, platform } = submission;
  const at = now().toISOString();
  const errors = faults.map(errorOfFault);
  await keepRefusal(submission, at, delivery, ports);
  await outcomes.publish({
    id: refusedEntry({ digest, errors }),
    at,
    outcome: 'refused',
    authority,
    message,
    messageId: null,
    reference: key?.reference ?? null,
    kind: key?.kind ?? null,
    platform,
    status: 'refused',
    errors,
    faults,
  });
  note(submission, delivery, ports);
}

/** With the filing that it names, or with its lane where it names none. */
async function keepRefusal(
  { key, faults, text, digest, message, platform, isOutside }: FaultySubmission,
  at: string,
  { id, sentAt = at }: Delivery,
  { authority, ledger }: SendPorts,
): Promise<void> {
  if (key) {
    const errors = faults.map(errorOfFault);
    const said = { message: message ?? '', at, platform, digest, errors, body: text };
    await ledger.refuse(key, { type: 'refused', ...said, ...(isOutside && { isOutside }) });
    return;
  }
  const bytes = Buffer.byteLength(text);
  const about = { from: 'outbox', at: sentAt, id, bytes, platform, message } as const;
  await ledger.keepUnreadable(authority.name, { type: 'unreadable', ...about, body: text, faults });
}

function note(
  { key, faults, digest, message, platform }: FaultySubmission,
  { id }: Delivery,
  { authority, telemetry }: SendPorts,
): void {
  const about = { authority: authority.name, digest, faults: faults.length };
  if (!key) {
    telemetry.problem('submission.unreadable', { ...about, sqsMessageId: id });
    return;
  }
  // A platform that is not one may be named after anything.
  const isPlatform = faults.every(({ pointer }) => pointer !== '/platform');
  telemetry.event('submission.refused', {
    ...about,
    message,
    reference: key.reference,
    ...(isPlatform && { platform }),
  });
}
