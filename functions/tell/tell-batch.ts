import type { DynamoDBBatchItemFailure, DynamoDBRecord } from 'aws-lambda';
import type { StoredCallback } from '../../schemas/untold.ts';
import { filingKeyOf } from '../ledger/items.ts';
import { errorFields } from '../telemetry/log.ts';
import { type PutAside, untoldOf } from './put-aside.ts';
import { storedOf } from './stored.ts';
import { type TellCallbackPorts, tellCallback } from './tell-callback.ts';
import { Untellable } from './untellable.ts';

export interface TellBatchPorts extends TellCallbackPorts {
  putAside: PutAside;
}

/** What became of telling: done, or never to be, or to be tried again. */
type Told = 'told' | Untellable | 'again';

/**
 * Tells of each callback that was stored, also where another one could not be told. What can never be told
 * is put aside, so that it holds up nothing.
 * @returns the first that is to be tried again: Lambda comes back with it and all after it, told or not
 */
export async function tellBatch(
  records: readonly DynamoDBRecord[],
  ports: TellBatchPorts,
): Promise<DynamoDBBatchItemFailure[]> {
  const told = await Promise.all(records.map((record) => toldOf(storedOf(record), ports)));
  for (const [n, record] of records.entries()) {
    const one = told[n];
    if (one === 'told') continue;
    // What is behind the first that failed comes again: put aside here, it would be so at each try.
    if (one instanceof Untellable && (await isPutAside(storedOf(record), one, ports))) continue;
    return [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }];
  }
  return [];
}

async function toldOf(stored: StoredCallback, ports: TellBatchPorts): Promise<Told> {
  try {
    await tellCallback(stored, ports);
    return 'told';
  } catch (error) {
    if (error instanceof Untellable) return error;
    logFailure(stored, error, ports);
    return 'again';
  }
}

async function isPutAside(stored: StoredCallback, fault: Untellable, ports: TellBatchPorts): Promise<boolean> {
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

function logFailure({ filing, entry }: StoredCallback, error: unknown, { telemetry }: TellBatchPorts): void {
  const { authority, reference } = filingKeyOf(filing);
  telemetry.problem('telling.failed', { authority, reference, entry, ...errorFields(error) });
}
