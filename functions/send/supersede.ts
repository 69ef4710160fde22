import type { OutboundMessage } from '../../schemas/contract.ts';
import { whileParked } from '../ledger/fate.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import type { SentRecord } from '../ledger/records.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import type { SendPorts } from './ports.ts';
import { refuseSend } from './transmit.ts';
import { parkedForDeclaration } from './wait.ts';

/**
 * Withdraws parked sends under the same reference that must not go any more: a creation that the outage blocked, once
 * there is its fallback (§8).
 * @returns the wait for the end of one in flight, if there is one, and whether the authority may have a superseded one:
 *   an error which says so is none of the superseding message's
 */
export async function supersede(
  { message, supersedes = [] }: OutboundMessage,
  { key, records, statusOf }: ReadFiling,
  ports: SendPorts,
): Promise<{ waits?: { reason: string }; mayHaveArrived: boolean }> {
  const waits = { reason: `${supersedes.join(', ')} under the same reference is not answered yet` };
  const errorDescription = `superseded by ${message}`;
  const result: Awaited<ReturnType<typeof supersede>> = { mayHaveArrived: false };
  for (const other of records) {
    if (other.type !== 'sent' || !supersedes.includes(other.message)) continue;
    const { settlement } = other;
    const fate = statusOf(other);
    if (settlement?.verdict === 'parked' && fate === 'waiting') {
      const mayHaveArrived = other.mayHaveArrived ?? whileParked(other).mayHaveArrived;
      const mark = { isUnready: true as const, ...(mayHaveArrived && { mayHaveArrived }) };
      const isOurs = await refuseSend(key, other, { errorDescription }, null, ports, mark);
      // A sender took it up meanwhile.
      if (!isOurs) result.waits = waits;
      else if (mayHaveArrived) result.mayHaveArrived = true;
    } else if (settlement?.verdict === 'refused' && settlement.error.errorDescription === errorDescription) {
      // Withdrawn by a sender that crashed before it could publish that, or failed to.
      await ports.outcomes.publish(endedOutcome(key, other, settlement));
      if (settlement.mayHaveArrived) result.mayHaveArrived = true;
    } else if (fate === 'sent') result.waits = waits;
  }
  return result;
}

/** Makes way for a superseding message that is about to be claimed, and gives what it is claimed with. */
export async function clearWay(
  contract: OutboundMessage,
  read: ReadFiling,
  first: SentRecord,
  ports: SendPorts,
): Promise<Pick<SentRecord, 'settlement' | 'mayHaveArrived'>> {
  const { waits, mayHaveArrived } = await supersede(contract, read, ports);
  if (waits) return { settlement: parkedForDeclaration(first, waits, ports) };
  return mayHaveArrived && !first.settlement ? { mayHaveArrived } : {};
}
