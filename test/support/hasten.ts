import type { Machine } from './machine.ts';

/** Has the lanes tended as if it were late: all that waits is due by now, an hour's back-off as well. */
export async function hasten(machine: Machine): Promise<void> {
  const now = new Date().toISOString();
  for (const list of ['lane', 'declaration', 'alone'] as const) {
    for await (const waiting of machine.ledger.due('delta-h7', '9', list)) await machine.ledger.defer(waiting, now);
  }
  // Where it was killed in the middle, the next one makes up for it.
  await machine.housekeep().catch(() => undefined);
}
