import type { Authority } from '../../functions/authorities/authority.ts';
import type { BatchPorts, SendPorts } from '../../functions/send/ports.ts';
import { NO_TURN } from '../../functions/send/turns.ts';
import { memoryLedger } from '../desk/support/memory-ledger.ts';
import { trusting, trustingFrom } from './trust.ts';

function commonPorts(authority: Authority, now: () => Date) {
  return {
    authority,
    ledger: memoryLedger(),
    outcomes: { publish: async () => {} },
    telemetry: { event() {}, problem() {} },
    now,
    pauseSeconds: 60,
    waitForDeclarationMinutes: 60,
  };
}

/** The ports of sending one message, which the gateway itself put on the outbox: all of them in memory. */
export function sendPortsOf(authority: Authority, now: () => Date, more: Partial<SendPorts> = {}): SendPorts {
  const at = { ...commonPorts(authority, now), ...trustingFrom() };
  return { ...at, turn: async () => NO_TURN, report: async () => {}, ...more };
}

/** The ports of sending a batch, but those that decide when its messages go. */
export function batchPortsOf(
  authority: Authority,
  now: () => Date,
  { postpone = async () => {}, finished = { add() {}, end: async () => {} }, ...pace }: BatchPace,
): BatchPorts {
  return { ...commonPorts(authority, now), ...trusting(), postpone, finished, ...pace };
}

export type BatchPace = Pick<BatchPorts, 'admission' | 'sleep'> & Partial<BatchPorts>;
