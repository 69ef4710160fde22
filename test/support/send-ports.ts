import type { Authority } from '../../functions/authorities/authority.ts';
import { readiness } from '../../functions/authorities/delta-h7/conditions.ts';
import { prepare } from '../../functions/authorities/delta-h7/prepare.ts';
import type { BatchPorts, SendPorts } from '../../functions/send/ports.ts';
import { memoryLedger } from '../desk/support/memory-ledger.ts';
import { trusting, trustingFrom } from './trust.ts';

/** The parts of a Delta-H7 authority that a test decides. */
export interface Faked {
  now(): Date;
  /** The answer to a call. */
  send: Authority['send'];
  /** Makes the ids of messages. @default one and the same */
  uuid?: Parameters<typeof prepare>[2];
}

/** Delta-H7 as the sender knows it, without a network. */
export function deltaH7Faked({ now, send, uuid = () => 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab' }: Faked): Authority {
  return {
    name: 'delta-h7',
    prepare: (payload) => prepare(payload, now(), uuid),
    warmUp: async () => {},
    ready: readiness,
    messageIdOf: (payload) => (payload['header'] as { messageId: string }).messageId,
    send,
  };
}

/** The ports of sending one message to Delta-H7. */
export function sendPorts(faked: Faked, more: Partial<SendPorts> = {}): SendPorts {
  return sendPortsOf(deltaH7Faked(faked), faked.now, more);
}

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
  return { ...at, turn: async () => undefined, report: async () => {}, ...more };
}

/** The ports of sending a batch to Delta-H7, but those that decide when its messages go. */
export function batchPorts(faked: Faked, pace: BatchPace): BatchPorts {
  return batchPortsOf(deltaH7Faked(faked), faked.now, pace);
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
