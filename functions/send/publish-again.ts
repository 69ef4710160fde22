import type { FilingKey, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { publishRefused } from './transmit.ts';
import { publishUnclear } from './unclear.ts';
import { publishWaiting } from './wait.ts';

/**
 * Tells once more what a submission became that the queue hands out again: what was recorded may not
 * have been told. It bears the same id as before; what the authority answered is told when it arrives.
 */
export async function publishAgain(key: FilingKey, record: SentRecord, ports: SendPorts): Promise<void> {
  const { settlement } = record;
  if (settlement?.verdict === 'refused') await publishRefused(key, record, settlement, ports);
  else if (settlement?.verdict === 'unclear') await publishUnclear(key, record, settlement, ports);
  else if (settlement?.verdict === 'held' && settlement.awaitsDeclaration) {
    await publishWaiting(key, record, settlement.error.errorDescription ?? '', ports);
  }
}
