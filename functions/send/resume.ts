import { messageOf } from '../../schemas/catalogue.ts';
import { faultLine, schemaFaults } from '../../schemas/fault.ts';
import type { Resumption } from '../../schemas/submission.ts';
import { latestSent, statementsOf, statusOf } from '../ledger/attempts.ts';
import { mergeFiling } from '../ledger/filing.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import { readinessOf } from './about.ts';
import type { Delivery } from './claim.ts';
import { parked } from './parked.ts';
import type { SendPorts } from './ports.ts';
import { supersede } from './supersede.ts';
import { tellAgain } from './tell-again.ts';
import { refuseSend, transmit } from './transmit.ts';
import { awaiting } from './wait.ts';

/** Takes up a send that waited in the ledger, as it was claimed and under its messageId (H7-T5). */
export async function resume(
  { kind, reference, message, attempt }: Resumption['resume'],
  delivery: Delivery,
  ports: SendPorts,
): Promise<void> {
  const { authority, ledger } = ports;
  const key: FilingKey = { authority: authority.name, kind, reference };
  const contract = messageOf(authority.name, message);
  const record = await ledger.sent(key, { message, attempt });
  if (contract?.direction !== 'outbound' || !record) return;
  if (record.settlement?.verdict === 'refused' && delivery.receiveCount > 1) return tellAgain(key, record, ports);
  if (record.settlement?.verdict !== 'held' && !(await diedUnderWay(key, record, delivery, ports))) return;

  const readiness = await readinessOf(contract, JSON.parse(record.body), record.at, ports);
  if (readiness.kind === 'wait') {
    await ledger.settle(key, record, awaiting(record, readiness, ports), record.settlement);
    return;
  }
  const reason = readiness.kind === 'never' ? readiness.faults : schemaFaults(contract.schema(), readiness.payload);
  if (readiness.kind === 'never' || reason.length > 0) {
    await refuseSend(key, record, { errorDescription: reason.map(faultLine).join('; ') }, null, ports);
    return;
  }
  const body = JSON.stringify(readiness.payload);
  if (await take(key, record, body, delivery, ports)) {
    await supersede(contract, key, ports);
    const { settlement: _, ...taken } = record;
    await transmit({ key, contract, record: { ...taken, body }, parts: readiness.parts }, ports);
  }
}

/** Makes the send ours to make; false where it has to wait on, or somebody else has it. */
async function take(
  key: FilingKey,
  record: SentRecord,
  body: string,
  { id }: Delivery,
  ports: SendPorts,
): Promise<boolean> {
  const { ledger, now, hold } = ports;
  if (hold) {
    await ledger.settle(key, record, parked(hold, now()), record.settlement);
    return false;
  }
  if (record.settlement) return ledger.resume(key, record, { body, at: now().toISOString(), by: id });
  await ledger.repeat(key, record);
  return true;
}

/** A sender took it up and died before it could tell: only then does the queue hand the pointer out again. */
async function diedUnderWay(
  key: FilingKey,
  record: SentRecord,
  { id, receiveCount }: Delivery,
  { ledger }: SendPorts,
): Promise<boolean> {
  if (record.settlement || receiveCount < 2 || record.claimedBy !== id) return false;
  const records = await ledger.records(key);
  const isLatest = latestSent(records, record.message)?.attempt === record.attempt;
  return isLatest && statusOf(record, key, statementsOf(key, records), mergeFiling(key, records)) === 'sent';
}
