import type { Authority } from '../../../functions/authorities/authority.ts';
import type { BatchPorts, SendPorts } from '../../../functions/send/ports.ts';
import { type BatchPace, batchPortsOf, sendPortsOf } from '../send-ports.ts';
import { Toymaker, toyAuthority } from './toymaker.ts';

/** The parts of the toy authority that a test decides. */
interface Faked {
  now(): Date;
  /** The answer to a call. */
  send: Authority['send'];
}

/** The toymaker as the sender knows it, with answers of the test's own. */
export function toyFaked({ now, send }: Faked): Authority {
  return { ...toyAuthority(new Toymaker(), () => now().getTime()), send };
}

/** The ports of sending one message to the toymaker, which the gateway itself put on the outbox. */
export function sendPorts(faked: Faked, more: Partial<SendPorts> = {}): SendPorts {
  return sendPortsOf(toyFaked(faked), faked.now, more);
}

/** The ports of sending a batch to the toymaker, but those that decide when its messages go. */
export function batchPorts(faked: Faked, pace: BatchPace): BatchPorts {
  return batchPortsOf(toyFaked(faked), faked.now, pace);
}
