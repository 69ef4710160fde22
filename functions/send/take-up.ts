import type { OutboundMessage } from '../../schemas/contract.ts';
import { parseExactJson, writeExactJson } from '../../schemas/exact-json.ts';
import { faultLine, schemaFaults } from '../../schemas/fault.ts';
import { isUnclear, reachedSince, waitedSoFar } from '../ledger/fate.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import { resumption } from '../ledger/items.ts';
import type { Held, SentRecord } from '../ledger/records.ts';
import { readinessOf } from './about.ts';
import type { Delivery } from './claim.ts';
import { parked } from './parked.ts';
import type { SendPorts } from './ports.ts';
import { supersede } from './supersede.ts';
import { aboutSend, refuseSend, transmit } from './transmit.ts';
import { stopUnclear } from './unclear.ts';
import { awaiting } from './wait.ts';

/** A send that is to go on: it waited, or a sender left it behind that died. */
export interface LeftSend {
  contract: OutboundMessage;
  record: SentRecord;
  /** Its filing. */
  read: ReadFiling;
}

/**
 * Takes up a send as it was claimed and under its messageId (H7-T5), unless it turned out to have arrived: then
 * it ends here. What may have arrived is never refused for want of readiness, since it may be what changed that.
 */
export async function takeUp(left: LeftSend, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { contract, record, read } = left;
  const { key } = read;
  const { now, hold, pauseSeconds } = ports;
  const isOpen = read.isOpen(record);
  const mayHaveArrived = reachedSince(record) !== undefined;

  // It was claimed, and whoever claimed it died: it may have been sent.
  if (isOpen && isUnclear(contract, record.settlement === undefined)) {
    const errorDescription = 'its sender died: nobody knows whether it was sent';
    return stopUnclear(key, record, { httpStatus: null, error: { errorDescription } }, ports);
  }

  const { value, numbers } = parseExactJson(record.body);
  const readiness = await readinessOf(contract, value as Record<string, unknown>, record, ports);
  const faults = readiness.kind === 'ready' ? schemaFaults(contract.schema(), readiness.payload) : [];
  if (readiness.kind === 'never') faults.push(...readiness.faults);
  if (faults.length > 0 && !mayHaveArrived) {
    const isUnready = readiness.kind === 'never' && { isUnready: true as const };
    const isOutside = readiness.kind === 'never' && readiness.isOutside && { isOutside: true as const };
    const error = { errorDescription: faults.map(faultLine).join('; ') };
    await refuseSend(key, record, error, null, ports, { ...isUnready, ...isOutside });
    return;
  }
  if (faults.length > 0 || !isOpen) return arrive(left, ports);

  if (readiness.kind === 'wait') return wait(left, awaiting(record, readiness, ports), ports);
  if (hold) return wait(left, parked(hold, now(), record, pauseSeconds), ports);
  if (readiness.kind !== 'ready') return;
  const taken = await take(left, writeExactJson(readiness.payload, numbers), delivery, ports);
  if (!taken) return;
  await supersede(contract, key, taken, ports);
  await transmit({ key, contract, record: taken, parts: readiness.parts }, ports);
}

/** Ends the waiting of what had arrived. */
async function arrive({ record, read: { key } }: LeftSend, { ledger, telemetry, now }: SendPorts): Promise<void> {
  if (record.settlement?.verdict !== 'held') return;
  const isSettled = await ledger.settle(
    key,
    record,
    { verdict: 'arrived', at: now().toISOString() },
    record.settlement,
  );
  if (isSettled) telemetry.event('message.arrived', { ...aboutSend(key, record), messageId: record.messageId });
}

/** Has it wait on. A sender that died may have sent it. */
async function wait({ record, read: { key } }: LeftSend, held: Held, { ledger }: SendPorts): Promise<void> {
  const known = record.settlement ? waitedSoFar(record) : { mayHaveArrived: true as const };
  await ledger.settle(key, record, { ...held, ...known }, record.settlement);
}

/** Makes the send ours to make, as it stands then; `undefined` where somebody else has it. */
async function take(
  { record, read: { key } }: LeftSend,
  body: string,
  { id }: Delivery,
  { ledger, now }: SendPorts,
): Promise<SentRecord | undefined> {
  const { settlement, ...send } = record;
  if (settlement) {
    const at = now().toISOString();
    const isOurs = await ledger.resume(key, record, { body, at, by: id });
    return isOurs ? { ...send, body, ...resumption(record, at) } : undefined;
  }
  await ledger.repeat(key, record);
  return { ...send, body, mayHaveArrived: true };
}
