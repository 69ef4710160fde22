import type { DynamoDBBatchItemFailure, DynamoDBRecord } from 'aws-lambda';
import type { StoredMessage } from '../../schemas/untold.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { Telling } from '../ledger/tellings.ts';
import { errorFields } from '../telemetry/log.ts';
import { type NoteTellingsPorts, noteTellings } from './note-tellings.ts';
import { type NotifyMessagePorts, notifyMessage } from './notify-message.ts';
import { type PutAside, untoldOf } from './put-aside.ts';
import { storedOf } from './stored.ts';
import { Unnotifiable } from './unnotifiable.ts';

export interface NotifyBatchPorts extends NotifyMessagePorts, NoteTellingsPorts {
  putAside: PutAside;
}

/** The result of one message: published, and what platforms were told; never to be published; or to be tried again. */
type NotifyEnd = Telling[] | Unnotifiable | 'again';

/**
 * Notifies of each stored message, whatever happens to the others. A message that can never be published is put
 * aside, so that it holds nothing up.
 * @returns the first record to be tried again: Lambda comes back with it and all after it, published or not
 */
export async function notifyBatch(
  records: readonly DynamoDBRecord[],
  ports: NotifyBatchPorts,
): Promise<DynamoDBBatchItemFailure[]> {
  const endings = await Promise.all(records.map((record) => endingOf(storedOf(record), ports)));
  const aside: Telling[] = [];
  let failed: DynamoDBRecord | undefined;
  for (const [n, record] of records.entries()) {
    const one = endings[n];
    if (Array.isArray(one)) continue;
    // Records behind the first failed one come again: putting one aside here would repeat it at each try.
    if (one instanceof Unnotifiable && (await isPutAside(storedOf(record), one, ports))) {
      if (one.arrived) aside.push({ key: filingKeyOf(storedOf(record).filing), message: one.arrived, end: 'aside' });
      continue;
    }
    failed = record;
    break;
  }
  const told = endings.flatMap((one) => (Array.isArray(one) ? one : []));
  await noteTellings([...told, ...aside], ports);
  return failed ? [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? '' }] : [];
}

async function endingOf(stored: StoredMessage, ports: NotifyBatchPorts): Promise<NotifyEnd> {
  try {
    return await notifyMessage(stored, ports);
  } catch (error) {
    if (error instanceof Unnotifiable) return error;
    logFailure(stored, error, ports);
    return 'again';
  }
}

async function isPutAside(stored: StoredMessage, fault: Unnotifiable, ports: NotifyBatchPorts): Promise<boolean> {
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

function logFailure({ filing, entry }: StoredMessage, error: unknown, { telemetry }: NotifyBatchPorts): void {
  const { authority, reference } = filingKeyOf(filing);
  telemetry.problem('notification.failed', { authority, reference, entry, ...errorFields(error) });
}
