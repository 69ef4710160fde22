import { messageOf } from '../../schemas/catalogue.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import type { AnswerMessage } from '../authorities/authority.ts';
import { keepReceived } from '../ledger/keep-received.ts';
import type { FilingKey, ReceivedRecord, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';

/** The way that a message came, and what else is known of it. */
type Origin = Pick<ReceivedRecord, 'path' | 'httpStatus' | 'isRefusal' | 'repeats' | 'platform' | 'place'>;

/**
 * Stores a message that the authority gave the sender, as any message of the authority.
 * @param known the send that it answers
 */
export async function keepMessage(
  key: FilingKey,
  { message, messageId, body, raw }: AnswerMessage & { messageId: string },
  origin: Origin,
  { ledger, telemetry, now }: SendPorts,
  known: readonly SentRecord[] = [],
): Promise<void> {
  const contract = messageOf(key.authority, message);
  if (contract?.direction !== 'inbound') throw new TypeError(`${message} is no message of ${key.authority}`);
  const arrived = {
    ...{ ...origin, at: now().toISOString(), messageId, body, payload: parseMessage(body) },
    ...(raw !== undefined && { raw }),
  };
  const { drift } = await keepReceived(key, contract, arrived, known, ledger);
  if (drift.length > 0)
    telemetry.problem('callback.drift', { authority: key.authority, message: contract.message, faults: drift });
}
