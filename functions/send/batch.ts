import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import type { Pace } from '../admission/pace.ts';
import { errorFields } from '../telemetry/log.ts';
import { dispatch } from './dispatch.ts';
import type { SendPorts } from './ports.ts';

export interface BatchPorts extends SendPorts {
  pace: Pace;
  /** Hands the messages out again after so many seconds, and not sooner. */
  postpone(records: readonly SQSRecord[], seconds: number): Promise<void>;
}

/**
 * Sends a batch at the lane's pace, calls overlapping. Once an answer says that the authority cannot
 * be spoken to, no further call is started: what is left comes back after the pause.
 */
export async function sendBatch(
  records: readonly SQSRecord[],
  hasTime: () => boolean,
  ports: BatchPorts,
): Promise<SQSBatchItemFailure[]> {
  const { pace, postpone, pauseSeconds, telemetry } = ports;
  const later: SQSRecord[] = [];
  const underWay: Promise<void>[] = [];
  let open = true;

  const send = async (record: SQSRecord) => {
    try {
      const delivery = { receiveCount: Number(record.attributes.ApproximateReceiveCount) };
      if ((await dispatch(record.body, delivery, ports)) === 'pause') open = false;
    } catch (error) {
      // Nothing is lost: what could not be recorded comes back with the queue's message.
      telemetry.problem('submission.failed', { sqsMessageId: record.messageId, ...errorFields(error) });
      later.push(record);
    }
  };

  for (const record of records) {
    if (open && hasTime()) await pace.turn();
    if (open && hasTime()) underWay.push(send(record));
    else later.push(record);
  }
  await Promise.all(underWay);
  if (later.length > 0) await postpone(later, open ? 1 : Math.ceil(pauseSeconds));
  return later.map((record) => ({ itemIdentifier: record.messageId }));
}
