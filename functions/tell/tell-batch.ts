import type { DynamoDBBatchItemFailure, DynamoDBRecord } from 'aws-lambda';
import { errorFields } from '../telemetry/log.ts';
import { storedOf } from './stored.ts';
import { type TellCallbackPorts, tellCallback } from './tell-callback.ts';

/**
 * Tells of each callback that was stored, also where another one could not be told: Lambda comes back with
 * the first that failed and all after it, some of which are then told twice.
 */
export async function tellBatch(
  records: readonly DynamoDBRecord[],
  ports: TellCallbackPorts,
): Promise<DynamoDBBatchItemFailure[]> {
  const told = await Promise.all(records.map((record) => isTold(record, ports)));
  return records.filter((_, n) => !told[n]).map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' }));
}

async function isTold(record: DynamoDBRecord, ports: TellCallbackPorts): Promise<boolean> {
  const stored = storedOf(record);
  const { key, entry } = stored;
  try {
    await tellCallback(stored, ports);
    return true;
  } catch (error) {
    const { authority, reference } = key;
    ports.telemetry.problem('telling.failed', { authority, reference, entry, ...errorFields(error) });
    return false;
  }
}
