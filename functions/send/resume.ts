import type { SendPointer } from '../../schemas/submission.ts';
import { outbound } from '../ledger/attempts.ts';
import { isSendOf } from '../ledger/beginning.ts';
import { readFiling } from '../ledger/filing.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Delivery } from './claim.ts';
import type { SendPorts } from './ports.ts';
import { publishAgain } from './publish-again.ts';
import { takeUp } from './take-up.ts';

/** Takes up a parked send by the pointer to it. */
export async function resumeSend(
  { kind, reference, message, attempt }: SendPointer['resume'],
  delivery: Delivery,
  ports: SendPorts,
): Promise<void> {
  const { authority, ledger, now } = ports;
  const key: FilingKey = { authority: authority.name, kind, reference };
  const read = readFiling(key, await ledger.records(key));
  const record = read.records.find((one) => one.type === 'sent' && isSendOf(one, { message, attempt }));
  const contract = record && outbound(key, record.message);
  if (!contract || record.type !== 'sent') return;

  const { settlement, claimedBy, resumedBy = claimedBy } = record;
  const isAgain = delivery.receiveCount > 1;
  if ((settlement?.verdict === 'refused' || settlement?.verdict === 'unclear') && isAgain)
    return publishAgain(key, record, ports);
  // A pending message is asked about when it is due, and by one pointer only; what is carried out is gone on with so.
  const isTimed = settlement?.verdict === 'parked' && (settlement.pending ?? settlement.progress) !== undefined;
  if (isTimed && Date.parse(settlement.due) > now().getTime()) return;
  // A sender took it up and crashed: only then does the queue hand the pointer out again.
  const isLeft = !settlement && isAgain && resumedBy === delivery.id && read.latest(record.message) === record;
  if (settlement?.verdict === 'parked' || isLeft) await takeUp({ contract, record, read }, delivery, ports);
}
