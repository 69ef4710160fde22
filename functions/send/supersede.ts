import type { OutboundMessage } from '../../schemas/contract.ts';
import { whileParked } from '../ledger/fate.ts';
import { readFiling } from '../ledger/filing.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import type { SendPorts } from './ports.ts';
import { refuseSend } from './transmit.ts';

/**
 * Withdraws a parked send under the same reference that must not go any more: a creation that the outage blocked, once
 * its fallback goes (§8). Where a try of it may have arrived, the reference may be taken by it, so that an error which
 * says so is none of the fallback's.
 */
export async function supersede(
  { message, supersedes = [] }: OutboundMessage,
  key: FilingKey,
  record: SentRecord,
  ports: SendPorts,
): Promise<void> {
  if (supersedes.length === 0) return;
  const errorDescription = `superseded by ${message}`;
  const { records, statusOf } = readFiling(key, await ports.ledger.records(key));
  for (const other of records) {
    if (other.type !== 'sent' || !supersedes.includes(other.message)) continue;
    const { settlement } = other;
    if (settlement?.verdict === 'parked' && statusOf(other) === 'waiting') {
      if (other.mayHaveArrived || whileParked(other).mayHaveArrived) await ports.ledger.repeat(key, record);
      await refuseSend(key, other, { errorDescription }, null, ports);
    }
    // Withdrawn by a sender that crashed before it could publish that, or failed to.
    else if (settlement?.verdict === 'refused' && settlement.error.errorDescription === errorDescription)
      await ports.outcomes.publish(endedOutcome(key, other, settlement));
  }
}
