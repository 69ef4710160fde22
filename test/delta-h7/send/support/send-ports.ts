import type { Authority } from '../../../../functions/authorities/authority.ts';
import { readiness } from '../../../../functions/authorities/delta-h7/conditions.ts';
import { prepare } from '../../../../functions/authorities/delta-h7/prepare.ts';
import type { SendPorts } from '../../../../functions/send/ports.ts';
import { lawOf } from '../../../../schemas/settings.ts';
import { sendPortsOf } from '../../../support/send-ports.ts';

/** The parts of a Delta-H7 authority that a test decides. */
interface Faked {
  now(): Date;
  /** The answer to a call. */
  send: Authority['send'];
  /** Makes the ids of messages. @default one and the same */
  uuid?: Parameters<typeof prepare>[2];
}

/** Delta-H7 as the sender knows it, without its calls. */
export function deltaH7Faked(now: () => Date, uuid: Parameters<typeof prepare>[2]): Omit<Authority, 'send'> {
  return {
    name: 'delta-h7',
    law: lawOf('delta-h7'),
    prepare: (payload) => prepare(payload, now(), uuid),
    warmUp: async () => {},
    ready: readiness,
    messageIdOf: (payload) => (payload['header'] as { messageId: string }).messageId,
  };
}

/** The ports of sending one message to Delta-H7. */
export function sendPorts({ now, send, uuid = () => ONE_ID }: Faked, more: Partial<SendPorts> = {}): SendPorts {
  return sendPortsOf({ ...deltaH7Faked(now, uuid), send }, now, more);
}

const ONE_ID = 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab';
