import pMap from 'p-map';
import { aboutSend } from '../ledger/about-send.ts';
import { leftAt } from '../ledger/attempts.ts';
import { isInCall } from '../ledger/beginning.ts';
import { readFiling } from '../ledger/filing.ts';
import { overdueSince, unanswered } from '../ledger/overdue.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import { overdueSends } from '../ledger/standing.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import { sendId } from '../outcomes/send-id.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

const MINUTE_MS = 60_000;
/** Before all time. */
const EVER = new Date(0);
/** The filings that are read together. */
const AT_ONCE = 16;

/** A look at a lane. */
interface OverdueLook {
  /** The instant by which a message left whose answer is overdue. */
  until: Date;
  afterMs: number;
  /** The instant up to which the messages that left were published before the books were kept; ISO 8601. */
  published: string;
}

/**
 * [H7-S3] Publishes, once for each, the messages without an answer so many minutes after they were sent. The books have
 * those that wait for one; what is published is noted on its send, by which they have it apart from then on.
 */
export async function reportOverdue({ authority, overdueMinutes }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const { cursors, openFilings, now, hasTime } = ports;
  const afterMs = overdueMinutes * MINUTE_MS;
  const until = new Date(now().getTime() - afterMs);
  const published = (await cursors.get(`${authority}/overdue`)) ?? '';
  let some: FilingKey[] = [];
  const reportSome = async () => {
    await pMap(some, (key) => report(key, { until, afterMs, published }, ports), { concurrency: AT_ONCE });
    some = [];
  };
  for await (const key of openFilings(authority, until.toISOString())) {
    if (some.push(key) < AT_ONCE) continue;
    await reportSome();
    if (!hasTime()) return;
  }
  await reportSome();
}

async function report(key: FilingKey, { until, afterMs, published }: OverdueLook, ports: HousekeepingPorts) {
  const { ledger, outcomes, telemetry, now } = ports;
  const read = readFiling(key, await ledger.records(key));
  const known = overdueSends(read.records, read.statusOf);
  const isNew = (sent: SentRecord) => !known.has(sent.messageId) && !isInCall(key, sent);
  for (const sent of unanswered(read, EVER, until).filter(isNew)) {
    const { message, messageId, platform } = sent;
    const from = overdueSince(sent, afterMs);
    if (leftAt(sent) > published) {
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
    await ledger.markOverdue(key, sent, from);
  }
}
