import type { Readiness } from '../authorities/authority.ts';
import type { FilingKey, Held, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { aboutSend } from './transmit.ts';

type Waits = Pick<Extract<Readiness, { kind: 'wait' }>, 'reason' | 'orNever'>;

const SHORTEST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** Until when a message that was claimed then waits for a declaration that is not known. */
export function patienceEnd(claimedAt: string, minutes: number): Date {
  return new Date(Date.parse(claimedAt) + minutes * 60_000);
}

/**
 * How long a message waits that awaits an answer about a declaration: it goes when that answer
 * comes, and is looked at again after as long as it has waited, in case nobody let it go; where the
 * declaration may never come, at the end of its patience at the latest.
 */
export function awaiting(
  record: Pick<SentRecord, 'at' | 'settlement'>,
  { reason, orNever }: Waits,
  { now, waitForDeclarationMinutes }: Pick<SendPorts, 'now' | 'waitForDeclarationMinutes'>,
): Held {
  const clock = now().getTime();
  const lookedAt = clock + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, clock - Date.parse(record.at)));
  const end = orNever ? patienceEnd(record.at, waitForDeclarationMinutes).getTime() : Number.POSITIVE_INFINITY;
  return {
    verdict: 'held',
    httpStatus: null,
    error: { errorDescription: reason },
    at: new Date(clock).toISOString(),
    due: new Date(Math.min(lookedAt, end)).toISOString(),
    awaitsDeclaration: true,
  };
}

/** Tells a platform, once, that its message waits and for what. */
export async function publishWaiting(
  key: FilingKey,
  record: SentRecord,
  reason: string,
  { outcomes, telemetry }: SendPorts,
): Promise<void> {
  const about = aboutSend(key, record);
  await outcomes.publish({
    ...about,
    id: `waiting/${record.messageId}`,
    at: record.at,
    outcome: 'waiting',
    messageId: record.messageId,
    status: 'waiting',
    errors: [{ errorDescription: reason }],
  });
  telemetry.event('message.waiting', { ...about, reason });
}
