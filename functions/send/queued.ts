import type { SQSRecord } from 'aws-lambda';
import { type OutboxText, readOutboxText } from '../../schemas/outbox-text.ts';

/** A message of the outbox with what its text says: read once, when its batch is taken. */
export interface Queued {
  record: SQSRecord;
  read: OutboxText;
}

export function readQueued(record: SQSRecord): Queued {
  return { record, read: readOutboxText(record.body) };
}
