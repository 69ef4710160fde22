import type { Failure } from '../authorities/authority.ts';
import { aboutSend } from '../ledger/about-send.ts';
import type { FilingKey, SentRecord, Unclear } from '../ledger/records.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import type { SendPorts } from './ports.ts';

/** Ends a send that may have arrived and must not be made twice, and publishes that. */
export async function stopUnclear(
  key: FilingKey,
  record: SentRecord,
  { httpStatus, error }: Pick<Failure, 'httpStatus' | 'error'>,
  ports: Pick<SendPorts, 'ledger' | 'outcomes' | 'telemetry' | 'now'>,
): Promise<void> {
  const { ledger, outcomes, telemetry, now } = ports;
  const unclear: Unclear = { verdict: 'unclear', httpStatus, error, at: now().toISOString() };
  if (!(await ledger.settle(key, record, unclear, record.settlement))) return;
  await outcomes.publish(endedOutcome(key, record, unclear));
  telemetry.problem('message.unclear', { ...aboutSend(key, record), httpStatus });
}
