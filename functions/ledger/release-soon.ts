import type { Ledger, WaitingSend } from './ledger.ts';

/** A send that was put back is left alone for so long; after that its pointer counts as lost. */
export const LEASE_MS = 15 * 60_000;
/** The longest that a queue keeps a message back. */
const SOON_MS = 15 * 60_000;

/**
 * Puts back at once what is due within a quarter of an hour, to be handed out then; the rest is housekeeping's. Done
 * twice, or beside housekeeping, it is harmless: a send is taken up once.
 * @param release puts it on its outbox, to be handed out after so many seconds
 */
export async function releaseSoon(
  { key, sent: { message, attempt }, due }: WaitingSend,
  ledger: Pick<Ledger, 'defer'>,
  release: (waiting: Omit<WaitingSend, 'due'> & { delaySeconds?: number }) => Promise<void>,
  now: Date,
): Promise<void> {
  const delayMs = Math.max(0, Date.parse(due) - now.getTime());
  if (delayMs > SOON_MS) return;
  const sent = { message, attempt };
  await release({ key, sent, ...(delayMs > 0 && { delaySeconds: Math.ceil(delayMs / 1000) }) });
  await ledger.defer({ key, sent, due }, new Date(now.getTime() + delayMs + LEASE_MS).toISOString());
}
