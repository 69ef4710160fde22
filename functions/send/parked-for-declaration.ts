import type { Readiness } from '../authorities/authority.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { FilingKey, Parked, SentRecord } from '../ledger/records.ts';
import { sendId } from '../outcomes/send-id.ts';
import type { SendPorts } from './ports.ts';

type Waits = Pick<Extract<Readiness, { kind: 'wait' }>, 'reason' | 'orNever'>;

const SHORTEST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** The end of the patience with which a claimed message waits for an unknown declaration. */
export function patienceEnd(claimedAt: string, minutes: number): Date {
  return new Date(Date.parse(claimedAt) + minutes * 60_000);
}

/**
 * Parks a message for an answer about a declaration. It is released by that answer, and judged again after as long as
 * it has been parked, in case nobody released it; where the declaration may never come, at the end of its patience at
 * the latest.
 */
export function parkedForDeclaration(
  record: Pick<SentRecord, 'at' | 'settlement'>,
  { reason, orNever }: Waits,
  { now, waitForDeclarationMinutes }: Pick<SendPorts, 'now' | 'waitForDeclarationMinutes'>,
): Parked {
  const clock = now().getTime();
  const lookedAt = clock + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, clock - Date.parse(record.at)));
  const end = orNever ? patienceEnd(record.at, waitForDeclarationMinutes).getTime() : Number.POSITIVE_INFINITY;
  const parked = parkedUntil(Math.min(lookedAt, end), new Date(clock), { errorDescription: reason });
  return { ...parked, awaitsDeclaration: true };
}

/** Publishes, once, that a message waits and for what. */
export async function publishWaiting(
  key: FilingKey,
  record: SentRecord,
  reason: string,
  { outcomes, telemetry }: SendPorts,
): Promise<void> {
  const about = aboutSend(key, record);
  await outcomes.publish({
    ...about,
    id: sendId('waiting', key, record),
    at: record.at,
    outcome: 'waiting',
    status: 'waiting',
    errors: [{ errorDescription: reason }],
  });
  telemetry.event('message.waiting', { ...about, reason });
}
