import { fillPath } from '../../schemas/catalogue.ts';
import type { AuthorityError, OutboundMessage } from '../../schemas/contract.ts';
import { troubleOf } from '../../schemas/trouble.ts';
import type { Failure, Unsent, Verdict } from '../authorities/authority.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { isAnsweredAtOnce } from '../ledger/beginning.ts';
import { isUnclear } from '../ledger/fate.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { FilingKey, Refused, SentRecord } from '../ledger/records.ts';
import { endedOutcome } from '../outcomes/ended.ts';
import { askLater } from './ask-later.ts';
import { againMs, failedAgain, keptTries, triesOf } from './back-off.ts';
import { failedCall } from './failed-call.ts';
import { keepAnswer } from './keep-answer.ts';
import { MessagePace } from './message-pace.ts';
import { parkedForLane } from './parked-for-lane.ts';
import type { SendPorts } from './ports.ts';
import { stopUnclear } from './unclear.ts';

/** A claimed send that is ready to go. */
export interface ReadySend {
  key: FilingKey;
  contract: OutboundMessage;
  record: SentRecord;
  /** The parts of the path. */
  parts: Record<string, string>;
}

const UNSENT: Unsent = { kind: 'unsent' };

/** Makes the call, and records and publishes whatever is not a plain success. */
export async function transmit({ key, contract, record, parts }: ReadySend, ports: SendPorts): Promise<void> {
  const { authority, ledger, telemetry, now, pauseSeconds, report, turn } = ports;
  await authority.warmUp?.();
  const pace = new MessagePace(turn);
  const outgoing = {
    message: record.message,
    path: fillPath(contract.path, parts),
    body: record.raw ?? record.body,
    asks: record.pending?.asks ?? 0,
    mayHaveArrived: record.mayHaveArrived === true,
  };
  const verdict = (await pace.next()) ? await authority.send(outgoing, pace) : UNSENT;
  if (verdict.kind === 'unsent') {
    const parking = pace.parking ?? { until: now().getTime(), reason: 'its turn was over' };
    await ledger.settle(key, record, parkedForLane(parking, now(), record, pauseSeconds));
    return;
  }
  const { httpStatus } = verdict;
  const about = { ...aboutSend(key, record), httpStatus };
  if (!isAnswer(verdict)) telemetry.event('message.held', { ...about, ...troubleOf(verdict) });
  else if (verdict.kind !== 'unclear') telemetry.event(`message.${verdict.kind}`, about);
  // Admission comes first: within a second no instance may send any more. Silence stops the lane also where the message
  // itself does not go again: each further call into it would be one more that a person has to look at.
  const before = triesOf(record);
  const transition = await report(isAnswer(verdict) ? { kind: 'answered' } : failedCall(verdict, before));
  if (verdict.kind === 'pending') return askLater(key, record, verdict, ports);
  if (verdict.kind === 'unclear') return stopUnclear(key, record, verdict, ports);
  if (isAnswer(verdict) && verdict.answer) await keepAnswer({ key, record, verdict, answer: verdict.answer }, ports);
  if (verdict.kind === 'accepted') {
    if (verdict.answer) return;
    ports.taken?.();
    // No list has it yet: now its answer is awaited like any other.
    if (isAnsweredAtOnce(key, record.message))
      await ledger.settle(key, record, { verdict: 'arrived', at: now().toISOString() });
    return;
  }
  if (verdict.kind === 'refused') return refuseCalled({ key, contract, record, parts }, verdict, ports);
  const mayHaveArrived = verdict.kind === 'unavailable' && verdict.mayHaveArrived;
  if (isUnclear(contract, mayHaveArrived, record.mayHaveArrived === true))
    return stopUnclear(key, record, verdict, ports);
  const at = now();
  const tries = failedAgain(before, transition === 'opened');
  const resendMs = mayHaveArrived ? (contract.resendAfterMinutes ?? 0) * 60_000 : 0;
  const due = at.getTime() + againMs(tries, pauseSeconds * 1000, Math.max(verdict.retryMs ?? 0, resendMs));
  // Only a call that may have reached the authority is marked: else "this reference exists" is an error like any.
  const settlement = {
    ...parkedUntil(due, at, verdict.error, httpStatus),
    ...keptTries(tries),
    ...(mayHaveArrived && { mayHaveArrived }),
  };
  await ledger.settle(key, record, settlement);
}

/** Refuses a send that the authority refused, unless the refusal proves that an earlier try arrived. */
async function refuseCalled(
  { key, contract, record }: ReadySend,
  { error, httpStatus, answer }: Extract<Verdict, { kind: 'refused' }>,
  ports: SendPorts,
): Promise<void> {
  const { ledger, now } = ports;
  // The stream of the ledger's table notifies of a stored answer.
  if (answer) return void (await ledger.settle(key, record, refusedNow(error, httpStatus, now)));
  if (record.mayHaveArrived && contract.provesArrival?.(error)) {
    await ledger.settle(key, record, { verdict: 'arrived', at: now().toISOString() });
    return;
  }
  if (await refuseSend(key, record, error, httpStatus, ports)) return;
  // An error about an earlier try had it parked meanwhile: refused, it must not go again ([H7-E400]).
  const stands = await ledger.sent(key, record);
  if (stands?.settlement?.verdict === 'parked') await refuseSend(key, stands, error, httpStatus, ports);
}

/** True if the authority answered, whatever it said of the message. */
function isAnswer(verdict: Verdict): verdict is Exclude<Verdict, Failure> {
  return !('cause' in verdict);
}

const refusedNow = (error: AuthorityError, httpStatus: number | null, now: () => Date): Refused => ({
  verdict: 'refused',
  httpStatus,
  error,
  at: now().toISOString(),
});

/** Refuses a claimed send for good, and publishes that; false where it is not as it was any more. */
export async function refuseSend(
  key: FilingKey,
  record: SentRecord,
  error: AuthorityError,
  httpStatus: number | null,
  ports: SendPorts,
  more: Pick<Refused, 'isOutside' | 'isUnready' | 'mayHaveArrived'> = {},
): Promise<boolean> {
  const { ledger, outcomes, now } = ports;
  const refused: Refused = { ...refusedNow(error, httpStatus, now), ...more };
  const isRefused = await ledger.settle(key, record, refused, record.settlement);
  if (isRefused) await outcomes.publish(endedOutcome(key, record, refused));
  return isRefused;
}
