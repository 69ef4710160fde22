import type { SentKey } from './ledger.ts';
import type { SentRecord } from './records.ts';

/** The name by which a send is claimed and pointed at: that of its message, or of another that begins the filing. */
export function sendNameOf({ message, attempt, claimedAs = message }: SentKey): SentKey {
  return { message: claimedAs, attempt };
}

/** Whether a pointer means this send, by the name that it is claimed by or by its own message. */
export function isNamed(sent: SentRecord, { message, attempt }: SentKey): boolean {
  return sent.attempt === attempt && (sent.message === message || sent.claimedAs === message);
}

/** Whether a letter of the outbox claimed this send, or points at it. */
export function isSendOf(
  sent: SentRecord,
  { message, attempt }: { message: string; attempt?: number | undefined },
  claimId: string,
): boolean {
  if (attempt !== undefined) return isNamed(sent, { message, attempt });
  return sent.message === message && sent.claimedBy === claimId;
}
