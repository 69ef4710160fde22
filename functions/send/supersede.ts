import type { OutboundMessage } from '../../schemas/contract.ts';
import { whileParked } from '../ledger/fate.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import type { SendPorts } from './ports.ts';
import { refuseSend } from './transmit.ts';

/**
 * Withdraws parked sends under the same reference that must not go any more, since this message takes their place.
 * @returns the wait for the end of one in flight, if there is one, and whether the authority may have a superseded one:
 *   an error which says so is none of the superseding message's
 */
export async function supersede(
  { message, supersedes = [] }: OutboundMessage,
  { key, records, statusOf }: ReadFiling,
  ports: SendPorts,
): Promise<{ waits?: { reason: string }; mayHaveArrived?: true }> {
  const waits = { reason: `${supersedes.join(', ')} under the same reference is not answered yet` };
  const errorDescription = `superseded by ${message}`;
  const result: Awaited<ReturnType<typeof supersede>> = {};
  for (const other of records) {
    if (other.type !== 'sent' || !supersedes.includes(other.message)) continue;
    const { settlement } = other;
    const fate = statusOf(other);
    if (settlement?.verdict === 'parked' && fate === 'waiting') {
      const mayHaveArrived = other.mayHaveArrived ?? whileParked(other).mayHaveArrived;
      const mark = { isUnready: true as const, ...(mayHaveArrived && { mayHaveArrived }) };
      // Where it cannot be settled, a sender took it up meanwhile.
      if (!(await refuseSend(key, other, { errorDescription }, null, ports, mark))) result.waits = waits;
      else if (mayHaveArrived) result.mayHaveArrived = true;
    } else if (settlement?.verdict === 'refused' && settlement.error.errorDescription === errorDescription) {
      // Withdrawn by a sender that crashed before it could publish that, or failed to.
      await ports.outcomes.publish(endedOutcome(key, other, settlement));
      if (settlement.mayHaveArrived) result.mayHaveArrived = true;
    } else if (fate === 'sent') result.waits = waits;
  }
  return result;
}
