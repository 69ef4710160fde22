import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { word } from '../outcomes/word.ts';
import { errorFields } from '../telemetry/log.ts';
import { type TellCallbackPorts, tellCallback } from './tell-callback.ts';

/** So often at most word is taken of a callback that is not there: its storing failed, and customs sends it again. */
const TIMES = 3;

/** Tells of each callback that there is word of; what could not be told comes back. */
export async function tellBatch(
  records: readonly SQSRecord[],
  ports: TellCallbackPorts,
): Promise<SQSBatchItemFailure[]> {
  const told = await Promise.all(records.map((record) => isDone(record, ports)));
  return records.filter((_, n) => !told[n]).map(({ messageId }) => ({ itemIdentifier: messageId }));
}

async function isDone({ body, messageId, attributes }: SQSRecord, ports: TellCallbackPorts): Promise<boolean> {
  try {
    const left = word().parse(JSON.parse(body));
    if (await tellCallback(left, ports)) return true;
    const { authority, reference } = left;
    if (Number(attributes.ApproximateReceiveCount) < TIMES) return false;
    ports.telemetry.event('word.baseless', { authority, reference, messageId: left.messageId });
    return true;
  } catch (error) {
    ports.telemetry.problem('word.failed', { sqsMessageId: messageId, ...errorFields(error) });
    return false;
  }
}
