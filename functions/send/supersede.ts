import type { OutboundMessage } from '../../schemas/contract.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { refuseSend } from './transmit.ts';

/** Withdraws what waits under the same reference and must not go any more: a creation that the outage blocked, once its fallback goes (§8). */
export async function supersede(
  { message, supersedes = [] }: OutboundMessage,
  key: FilingKey,
  ports: SendPorts,
): Promise<void> {
  if (supersedes.length === 0) return;
  for (const record of await ports.ledger.records(key)) {
    const waits = record.type === 'sent' && record.settlement?.verdict === 'held';
    if (!waits || !supersedes.includes(record.message)) continue;
    await refuseSend(key, record, { errorDescription: `superseded by ${message}` }, null, ports);
  }
}
