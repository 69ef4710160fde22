import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { admissionState } from '../../functions/admission/dynamodb-admission.ts';
import { dynamoDbBooksTable } from '../../functions/books/books-table.ts';
import { openFilings } from '../../functions/books/open-filings.ts';
import type { HousekeepingPorts, KeptLane } from '../../functions/housekeeping/ports.ts';
import { reportLane } from '../../functions/housekeeping/report-lane.ts';
import { reportOverdue } from '../../functions/housekeeping/report-overdue.ts';
import { warnExpiring } from '../../functions/housekeeping/warn-expiring.ts';
import { consoleTelemetry } from '../../functions/telemetry/log.ts';
import { type ReadMetric, readMetrics } from './embedded-metric-format.ts';
import type { Machine } from './machine.ts';
import { memoryFeedCursors } from './memory-feed-cursors.ts';

const lane: KeptLane = {
  authority: 'delta-h7',
  share: { perSecond: 1, perHour: 1 },
  warnDays: 3,
  overdueMinutes: 30,
};

/**
 * The metrics of housekeeping if it ran that much later on the machine's ledger. It only looks: nothing is released,
 * published or remembered.
 */
export async function housekeptLater(machine: Machine, client: DynamoDBClient, afterMs: number): Promise<ReadMetric[]> {
  await machine.kept();
  const lines: string[] = [];
  const now = () => new Date(Date.now() + afterMs);
  const nothing = async () => {};
  const ports: HousekeepingPorts = {
    ledger: { ...machine.ledger, markOverdue: nothing },
    openFilings: (authority, until) =>
      openFilings(authority, until, dynamoDbBooksTable(client, machine.gateway.ready.table)),
    cursors: { get: async () => undefined, set: nothing },
    admissionOf: (authority) => admissionState(client, machine.gateway.ready.table, authority),
    outcomes: { publish: nothing },
    telemetry: consoleTelemetry({ stage: machine.gateway.stage, now, write: (line) => lines.push(line) }),
    releaseAll: async () => [],
    hasTime: () => true,
    deadLetters: { areThere: async () => false, look: async () => [], leave: nothing },
    feedCursors: memoryFeedCursors(),
    poll: async () => {},
    platformTrust: 'apart',
    now,
  };
  await Promise.all([reportLane, reportOverdue, warnExpiring].map((duty) => duty(lane, ports)));
  return lines.flatMap(readMetrics);
}
