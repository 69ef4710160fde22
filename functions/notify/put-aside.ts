import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { StoredMessage, Untold } from '../../schemas/untold.ts';
import { filingKeyOf } from '../ledger/items.ts';
import { errorFields } from '../telemetry/log.ts';
import type { Unnotifiable } from './unnotifiable.ts';

/** Puts a pointer to a stored message that cannot be published on the queue of these; durable once it returns. */
export type PutAside = (untold: Untold) => Promise<void>;

export function sqsPutAside(client: SQSClient, QueueUrl: string): PutAside {
  return async (untold) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(untold) }));
  };
}

/** The pointer to a stored message, with the class of the error, and nothing of the message's contents. */
export function untoldOf(stored: StoredMessage, { cause, arrived }: Unnotifiable, now: Date): Untold {
  const { authority, kind, reference } = filingKeyOf(stored.filing);
  const at = now.toISOString();
  return {
    untold: { ...stored, authority, kind, reference, messageId: arrived?.messageId, ...errorFields(cause), at },
  };
}
