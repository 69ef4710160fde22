import type { FilingKey, SentRecord } from '../ledger/records.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import { publishWaiting } from './parked-for-declaration.ts';
import type { SendPorts } from './ports.ts';
import { tellUnclear } from './unclear.ts';

/**
 * Publishes again the end of a submission that the queue hands out again: it may have been recorded and not published.
 * It bears the same id as before; an answer of the authority is published when it arrives.
 */
export async function publishAgain(key: FilingKey, record: SentRecord, ports: SendPorts): Promise<void> {
  const { settlement } = record;
  if (settlement?.verdict === 'unclear') await tellUnclear(key, record, settlement, ports);
  else if (settlement?.verdict === 'refused') await ports.outcomes.publish(endedOutcome(key, record, settlement));
  else if (settlement?.verdict === 'parked' && settlement.awaitsDeclaration) {
    await publishWaiting(key, record, settlement.error.errorDescription ?? '', ports);
  }
}
