import type { OutboundMessage } from '../../schemas/contract.ts';
import { waitedSoFar } from '../ledger/fate.ts';
import { readFiling } from '../ledger/filing.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { publishRefused, refuseSend } from './transmit.ts';

/**
 * Withdraws what waits under the same reference and must not go any more: a creation that the outage blocked,
 * once its fallback goes (§8). Where a try of that may have arrived, the reference may be taken by it, so that an
 * error which says so is none of the fallback's.
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
    if (settlement?.verdict === 'held' && statusOf(other) === 'waiting') {
      if (other.mayHaveArrived || waitedSoFar(other).mayHaveArrived) await ports.ledger.repeat(key, record);
      await refuseSend(key, other, { errorDescription }, null, ports);
    }
    // Withdrawn by a sender that died before it could tell, or whose telling failed.
    else if (settlement?.verdict === 'refused' && settlement.error.errorDescription === errorDescription)
      await publishRefused(key, other, settlement, ports);
  }
}
