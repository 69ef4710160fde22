import type { Machine } from './machine.ts';

/** Housekeeping's minute passes in a second here, and so does each minute of the lease of a released send. */
const LEASE_MS = 15_000;

/** When each parked send of a machine was last made due. */
const madeDue = new WeakMap<Machine, Map<string, number>>();

/**
 * Runs housekeeping as if it were late: every parked message is due, also after an hour's back-off, but none whose
 * pointer may still be on the outbox.
 */
export async function hasten(machine: Machine): Promise<void> {
  const clock = Date.now();
  const now = new Date(clock).toISOString();
  const before = madeDue.get(machine) ?? new Map<string, number>();
  madeDue.set(machine, before);
  for (const list of ['lane', 'declaration', 'alone'] as const) {
    for await (const waiting of machine.ledger.due('delta-h7', '9', list)) {
      const name = JSON.stringify([waiting.key, waiting.sent]);
      if ((before.get(name) ?? 0) + LEASE_MS > clock) continue;
      before.set(name, clock);
      await machine.ledger.defer(waiting, now);
    }
  }
  // The next run makes up for one that was killed.
  await machine.housekeep().catch(() => undefined);
}
