import type { Failure } from '../authorities/authority.ts';
import type { FilingKey, SentRecord, Unclear } from '../ledger/records.ts';
import { unclearOutcome } from '../outcomes/refused.ts';
import type { SendPorts } from './ports.ts';

type UnclearPorts = Pick<SendPorts, 'ledger' | 'outcomes' | 'telemetry' | 'now'>;

/** Ends a send that may have arrived and must not be made twice, and publishes that. */
export async function stopUnclear(
  key: FilingKey,
  record: SentRecord,
  { httpStatus, error }: Pick<Failure, 'httpStatus' | 'error'>,
  ports: UnclearPorts,
): Promise<void> {
  const { ledger, telemetry, now } = ports;
  const unclear: Unclear = { verdict: 'unclear', httpStatus, error, at: now().toISOString() };
  if (!(await ledger.settle(key, record, unclear, record.settlement))) return;
  await publishUnclear(key, record, unclear, ports);
  const { authority, kind, reference } = key;
  const { message, platform, messageId } = record;
  telemetry.problem('message.unclear', { authority, message, reference, kind, platform, messageId, httpStatus });
}

/** Publishes that a person has to look, under the same id each time. */
export async function publishUnclear(
  key: FilingKey,
  { message, platform, messageId }: SentRecord,
  { error, at }: Unclear,
  { outcomes }: Pick<UnclearPorts, 'outcomes'>,
): Promise<void> {
  await outcomes.publish(unclearOutcome({ key, message, platform, messageId, error, at }));
}
