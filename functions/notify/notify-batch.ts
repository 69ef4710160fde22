import type { DynamoDBBatchItemFailure, DynamoDBRecord } from 'aws-lambda';
import type { StoredCallback } from '../../schemas/untold.ts';
import { filingKeyOf } from '../ledger/items.ts';
import { errorFields } from '../telemetry/log.ts';
import { type NotifyCallbackPorts, notifyCallback } from './notify-callback.ts';
import { type PutAside, untoldOf } from './put-aside.ts';
import { storedOf } from './stored.ts';
import { Unnotifiable } from './unnotifiable.ts';

export interface NotifyBatchPorts extends NotifyCallbackPorts {
  putAside: PutAside;
}

/** What became of telling: done, or never to be, or to be tried again. */
type Ending = 'told' | Unnotifiable | 'again';

/**
 * Tells of each callback that was stored, also where another one could not be told. What can never be told
 * is put aside, so that it holds up nothing.
 * @returns the first that is to be tried again: Lambda comes back with it and all after it, told or not
 */
export async function notifyBatch(
  records: readonly DynamoDBRecord[],
  ports: NotifyBatchPorts,
): Promise<DynamoDBBatchItemFailure[]> {
  const endings = await Promise.all(records.map((record) => endingOf(storedOf(record), ports)));
  for (const [n, record] of records.entries()) {
    const one = endings[n];
    if (one === 'told') continue;
    // What is behind the first that failed comes again: put aside here, it would be so at each try.
    if (one instanceof Unnotifiable && (await isPutAside(storedOf(record), one, ports))) continue;
    return [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }];
  }
  return [];
}

async function endingOf(stored: StoredCallback, ports: NotifyBatchPorts): Promise<Ending> {
  try {
    await notifyCallback(stored, ports);
    return 'told';
  } catch (error) {
    if (error instanceof Unnotifiable) return error;
    logFailure(stored, error, ports);
    return 'again';
  }
}

async function isPutAside(stored: StoredCallback, fault: Unnotifiable, ports: NotifyBatchPorts): Promise<boolean> {
  const { untold } = untoldOf(stored, fault, ports.now());
  try {
    await ports.putAside({ untold });
  } catch (error) {
    logFailure(stored, error, ports);
    return false;
  }
  ports.telemetry.problem('callback.put-aside', untold);
  return true;
}

function logFailure({ filing, entry }: StoredCallback, error: unknown, { telemetry }: NotifyBatchPorts): void {
  const { authority, reference } = filingKeyOf(filing);
  telemetry.problem('notification.failed', { authority, reference, entry, ...errorFields(error) });
}
