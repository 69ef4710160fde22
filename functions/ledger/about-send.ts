import type { FilingKey, SentRecord } from './records.ts';

/** The name of a send in logs and outcomes; without an id where it is not sent. */
export function aboutSend(
  { authority, kind, reference }: FilingKey,
  { message, platform, messageId }: Pick<SentRecord, 'message' | 'platform'> & { messageId: string | null },
) {
  return { authority, message, reference, kind, platform, messageId };
}
