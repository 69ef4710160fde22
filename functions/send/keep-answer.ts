import type { AnswerMessage, Verdict } from '../authorities/authority.ts';
import { lastTry } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { answerPath } from '../ledger/fate.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import { keepMessage } from './keep-message.ts';
import type { SendPorts } from './ports.ts';

/** A call that was answered with a message of the authority. */
export interface AnsweredCall {
  key: FilingKey;
  record: SentRecord;
  verdict: Verdict;
  answer: AnswerMessage;
}

/**
 * Stores the answer in the response to a call like any message of the authority, before the call is settled: after a
 * crash in between it is found when the message is handed out again.
 */
export async function keepAnswer({ key, record, verdict, answer }: AnsweredCall, ports: SendPorts): Promise<void> {
  const { messageId = idOf(record, answer.body) } = answer;
  const isRefusal = verdict.kind === 'refused' && ({ isRefusal: true } as const);
  const repeats = verdict.kind === 'accepted' && verdict.isRepetition && { repeats: record.message };
  const origin = { path: answerPath(record.message), httpStatus: verdict.httpStatus, ...isRefusal, ...repeats };
  await keepMessage(key, { ...answer, messageId }, origin, ports, [record]);
}

/** The id of an answer without one: the same text after another try is another answer. */
function idOf(record: SentRecord, body: string): string {
  return `${record.messageId}/${digestOf(`${lastTry(record)}\n${body}`).slice(0, 8)}`;
}
