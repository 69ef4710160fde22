import type { OutboundMessage } from '../../schemas/contract.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { refuseSend, tellRefused } from './transmit.ts';

/** Withdraws what waits under the same reference and must not go any more: a creation that the outage blocked, once its fallback goes (§8). */
export async function supersede(
  { message, supersedes = [] }: OutboundMessage,
  key: FilingKey,
  ports: SendPorts,
): Promise<void> {
  if (supersedes.length === 0) return;
  const errorDescription = `superseded by ${message}`;
  for (const record of await ports.ledger.records(key)) {
    if (record.type !== 'sent' || !supersedes.includes(record.message)) continue;
    const { settlement } = record;
    if (settlement?.verdict === 'held') await refuseSend(key, record, { errorDescription }, null, ports);
    // Withdrawn by a sender that died before it could tell, or whose telling failed.
    else if (settlement?.error.errorDescription === errorDescription) await tellRefused(key, record, settlement, ports);
  }
}
