import type { Delivery } from '../../functions/send/claim.ts';
import { dispatch } from '../../functions/send/dispatch.ts';
import type { SendPorts } from '../../functions/send/ports.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';

/** Dispatches a text as it lies on the outbox. */
export function dispatchText(text: string, delivery: Delivery, ports: SendPorts): Promise<void> {
  return dispatch(readOutboxText(text), delivery, ports);
}
