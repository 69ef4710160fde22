import type { FilingKey, Held, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';
import { aboutSend } from './transmit.ts';

const SHORTEST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/**
 * How long a message waits that awaits an answer about a declaration: it goes when that answer
 * comes, and is looked at again after as long as it has waited, in case nobody let it go.
 */
export function awaiting(record: Pick<SentRecord, 'at'>, reason: string, now: Date): Held {
  const waited = now.getTime() - Date.parse(record.at);
  const due = new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waited)));
  return {
    verdict: 'held',
    httpStatus: null,
    error: { errorDescription: reason },
    at: now.toISOString(),
    due: due.toISOString(),
    awaitsDeclaration: true,
  };
}

/** Tells a platform, once, that its message waits and for what. */
export async function tellWaiting(
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
