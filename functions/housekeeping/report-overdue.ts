import { aboutSend } from '../ledger/about-send.ts';
import { readFiling } from '../ledger/filing.ts';
import { overdueSince, unanswered } from '../ledger/overdue.ts';
import type { FilingKey } from '../ledger/records.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import { sendId } from '../outcomes/send-id.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';
import { sweep } from './sweep.ts';

const MINUTE_MS = 60_000;
/** The reach of the first sweep of all. */
const REACH_MS = 60 * MINUTE_MS;
/** The span of a step: at the contract's own ceiling it reads 18,000 filings, as many as a minute allows. */
const STEP_MS = 2 * MINUTE_MS;

/** [H7-S3] Publishes, once for each, the messages without an answer so many minutes after they were sent. */
export async function reportOverdue({ authority, overdueMinutes }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const afterMs = overdueMinutes * MINUTE_MS;
  const until = new Date(ports.now().getTime() - afterMs);
  await sweep(
    { name: `${authority}/overdue`, authority, fact: 'sent', until, reachMs: REACH_MS, stepMs: STEP_MS },
    ports,
    (key, since, to) => report(key, since, to, afterMs, ports),
  );
}

async function report(
  key: FilingKey,
  since: Date,
  until: Date,
  afterMs: number,
  { ledger, outcomes, telemetry, now }: HousekeepingPorts,
): Promise<void> {
  const read = readFiling(key, await ledger.records(key));
  for (const sent of unanswered(read, since, until)) {
    const { message, messageId, platform } = sent;
    const from = overdueSince(sent, afterMs);
    await outcomes.publish({
      ...publishedFiling(read.filing),
      // A replay after a technical error keeps its messageId, and may be overdue again.
      id: `${sendId('overdue', key, sent)}/${from}`,
      at: now().toISOString(),
      outcome: 'overdue',
      message,
      messageId,
      platform,
      overdueSince: from,
    });
    telemetry.problem('message.overdue', aboutSend(key, sent));
  }
}
