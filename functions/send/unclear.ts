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
  const unclear: Unclear = { verdict: 'unclear', httpStatus, error, at: ports.now().toISOString() };
  if (await ports.ledger.settle(key, record, unclear, record.settlement))
    await tellUnclear(key, record, unclear, ports);
}

/** Raises the alarm of an unclear send, and publishes it: again where a crash may have come before either. */
export async function tellUnclear(
  key: FilingKey,
  record: SentRecord,
  unclear: Unclear,
  { outcomes, telemetry }: Pick<SendPorts, 'outcomes' | 'telemetry'>,
): Promise<void> {
  telemetry.problem('message.unclear', { ...aboutSend(key, record), httpStatus: unclear.httpStatus });
  await outcomes.publish(endedOutcome(key, record, unclear));
}
