import type { OutboundMessage } from '../../schemas/contract.ts';
import { parseExactJson, writeExactJson } from '../../schemas/exact-json.ts';
import { faultLine, schemaFaults } from '../../schemas/fault.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { lastTry } from '../ledger/attempts.ts';
import { isUnclear, reachedSince, whileParked } from '../ledger/fate.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import { resumption } from '../ledger/items.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { Parked, SentRecord } from '../ledger/records.ts';
import { readinessOf } from './about.ts';
import type { Delivery } from './claim.ts';
import { carryOut } from './fan-out/carry-out.ts';
import { parkedForDeclaration } from './parked-for-declaration.ts';
import { parkedForLane } from './parked-for-lane.ts';
import type { SendPorts } from './ports.ts';
import { supersede } from './supersede.ts';
import { refuseSend, transmit } from './transmit.ts';
import { stopUnclear } from './unclear.ts';

const SENDER_DIED = {
  httpStatus: null,
  error: { errorDescription: 'its sender died: nobody knows whether it was sent' },
};

/** A send that is to go on: it was parked, or its sender crashed. */
export interface LeftSend {
  contract: OutboundMessage;
  record: SentRecord;
  /** Its filing. */
  read: ReadFiling;
}

/**
 * Takes up a send as it was claimed and under its messageId (H7-T5), unless it turned out to have arrived: then
 * it ends here. A send that may have arrived is never refused for want of readiness: it may itself have changed that.
 * Where it must not go again and again, a person has to look.
 */
export async function takeUp(left: LeftSend, delivery: Delivery, ports: SendPorts): Promise<void> {
  const { contract, record, read } = left;
  const { key } = read;
  const { now, parking, pauseSeconds } = ports;
  const isOpen = read.isOpen(record);
  if (contract.fanOut) return isOpen ? goOnCarryingOut(left, delivery, ports) : undefined;
  const mayHaveArrived = reachedSince(record) !== undefined;

  // It was claimed, and its sender crashed: it may have been sent.
  const isLeft = isOpen && record.settlement === undefined;
  if (isUnclear(contract, isLeft, record.mayHaveArrived === true)) return stopUnclear(key, record, SENDER_DIED, ports);

  const { value, numbers } = parseExactJson(record.body);
  const readiness = await readinessOf(contract, value as Record<string, unknown>, record, ports);
  const faults = readiness.kind === 'ready' ? schemaFaults(contract.schema(), readiness.payload) : [];
  if (readiness.kind === 'never') faults.push(...readiness.faults);
  const error = { errorDescription: faults.map(faultLine).join('; ') };
  if (faults.length > 0 && !mayHaveArrived) {
    const isUnready = readiness.kind === 'never' && { isUnready: true as const };
    const isOutside = readiness.kind === 'never' && readiness.isOutside && { isOutside: true as const };
    await refuseSend(key, record, error, null, ports, { ...isUnready, ...isOutside });
    return;
  }
  if (faults.length > 0 && isOpen && contract.afterSilence !== 'resend')
    return stopUnclear(key, record, { httpStatus: null, error }, ports);
  if (faults.length > 0 || !isOpen) return arrive(left, ports);
  const after = read.overtakenBy(record);
  if (after) {
    const error = { errorDescription: `superseded by ${after.message}` };
    return void (await refuseSend(key, record, error, null, ports, { ...(mayHaveArrived && { mayHaveArrived }) }));
  }
  const superseding = await supersede(contract, read, ports);
  const waits = readiness.kind === 'wait' ? readiness : superseding.waits;
  if (waits) return park(left, parkedForDeclaration(record, waits, ports), ports);
  if (parking) return park(left, parkedForLane(parking, now(), record, pauseSeconds), ports);
  const wasSilent = isLeft || whileParked(record).mayHaveArrived === true;
  const resendAt = wasSilent ? Date.parse(lastTry(record)) + (contract.resendAfterMinutes ?? 0) * 60_000 : 0;
  if (resendAt > now().getTime()) {
    const { error, httpStatus } = record.settlement?.verdict === 'parked' ? record.settlement : SENDER_DIED;
    return park(left, parkedUntil(resendAt, now(), error, httpStatus), ports);
  }
  if (readiness.kind !== 'ready') return;
  const taken = await take(left, writeExactJson(readiness.payload, numbers), delivery, ports);
  if (!taken) return;
  if (superseding.mayHaveArrived) await ports.ledger.repeat(key, taken);
  await transmit({ key, contract, record: taken, parts: readiness.parts }, ports);
}

/** Makes another pass of what the gateway carries out itself, or once more one that its sender did not end. */
async function goOnCarryingOut(
  { contract, record, read: { key } }: LeftSend,
  { id }: Delivery,
  ports: SendPorts,
): Promise<void> {
  const { settlement, ...send } = record;
  const at = ports.now().toISOString();
  if (settlement && !(await ports.ledger.resume(key, record, { body: record.body, at, by: id }))) return;
  await carryOut({ key, contract, record: settlement ? { ...send, ...resumption(record, at) } : record }, ports);
}

/** Settles a parked send that had arrived. */
async function arrive({ record, read: { key } }: LeftSend, { ledger, telemetry, now }: SendPorts): Promise<void> {
  if (record.settlement?.verdict !== 'parked') return;
  const isSettled = await ledger.settle(
    key,
    record,
    { verdict: 'arrived', at: now().toISOString() },
    record.settlement,
  );
  if (isSettled) telemetry.event('message.arrived', aboutSend(key, record));
}

/** Parks it again. A sender that crashed may have sent it. */
async function park({ record, read: { key } }: LeftSend, parked: Parked, { ledger }: SendPorts): Promise<void> {
  const known = record.settlement ? whileParked(record) : { mayHaveArrived: true as const };
  await ledger.settle(key, record, { ...parked, ...known }, record.settlement);
}

/** Takes the send for ourselves, as it stands then; `undefined` where somebody else has it. */
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
