import { messageOf } from '../../schemas/catalogue.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import type { AnswerMessage, Verdict } from '../authorities/authority.ts';
import { lastTry } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { answerPath } from '../ledger/fate.ts';
import { keepReceived } from '../ledger/keep-received.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';

/** A call that was answered with a message of the authority. */
export interface AnsweredCall {
  key: FilingKey;
  record: SentRecord;
  verdict: Verdict;
  answer: AnswerMessage;
}

/**
 * Stores what came in the response to a call as any message of the authority, before the call is settled: a sender
 * that dies in between finds it there when the message is handed out again.
 */
export async function keepAnswer(
  { key, record, verdict, answer }: AnsweredCall,
  { ledger, telemetry, now }: SendPorts,
): Promise<void> {
  const { message, body, raw, messageId = idOf(record, body) } = answer;
  const contract = messageOf(key.authority, message);
  if (contract?.direction !== 'inbound') throw new TypeError(`${message} is no answer of ${key.authority}`);
  const arrived = {
    ...{ path: answerPath(record.message), at: now().toISOString(), messageId, body, payload: parseMessage(body) },
    ...(raw !== undefined && { raw }),
    ...(verdict.kind === 'refused' && { isRefusal: true as const }),
  };
  // Only what it says of other filings is read by what was asked for.
  const known = contract.factsAbout ? await ledger.records(key) : [];
  const { drift } = await keepReceived(key, contract, arrived, known, ledger);
  if (drift.length > 0)
    telemetry.problem('callback.drift', { authority: key.authority, message: contract.message, faults: drift });
}

/** The id of an answer without one: the same text after another try is another answer. */
function idOf(record: SentRecord, body: string): string {
  return `${record.messageId}/${digestOf(`${lastTry(record)}\n${body}`).slice(0, 8)}`;
}
