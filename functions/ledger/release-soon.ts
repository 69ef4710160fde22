import type { Ledger, ParkedSend } from './ledger.ts';
import type { SentRecord } from './records.ts';

/** The lease of a released send; after that its pointer counts as lost. */
export const LEASE_MS = 15 * 60_000;
/** The longest delay of a queue. */
const SOON_MS = 15 * 60_000;

/**
 * Releases at once a send that is due within a quarter of an hour, to be handed out then; the rest is housekeeping's.
 * Done twice, or beside housekeeping, it is harmless: a send is taken up once.
 */
export async function releaseSoon(
  { key, sent, due }: Pick<ParkedSend, 'key' | 'due'> & { sent: SentRecord },
  ledger: Pick<Ledger, 'defer'>,
  release: (parked: Omit<ParkedSend, 'due'> & { delaySeconds?: number }) => Promise<void>,
  now: Date,
): Promise<void> {
  const delayMs = Math.max(0, Date.parse(due) - now.getTime());
  if (delayMs > SOON_MS) return;
  const { message, attempt, platform } = sent;
  const delayed = delayMs > 0 && { delaySeconds: Math.ceil(delayMs / 1000) };
  await release({ key, sent: { message, attempt }, platform, ...delayed });
  await ledger.defer({ key, sent, due, platform }, new Date(now.getTime() + delayMs + LEASE_MS).toISOString());
}
