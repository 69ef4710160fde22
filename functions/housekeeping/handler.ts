import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { correctContracts } from '../../schemas/corrections.ts';
import type { FilesOfLanes } from '../../schemas/lane-files.ts';
import { admissionState } from '../admission/dynamodb-admission.ts';
import { deployedArchive } from '../archive/deployed-archive.ts';
import { dynamoDbBooksTable } from '../books/books-table.ts';
import { openFilings } from '../books/open-filings.ts';
import { housekeepingEnvironment, readEnvironment } from '../environment.ts';
import { dynamoDbCursors } from '../ledger/cursors.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { dynamoDbFeedCursors } from '../ledger/feed-cursors.ts';
import { sqsClient } from '../outbox/client.ts';
import { sqsDeadLetters } from '../outbox/dead-letters.ts';
import { type OutboxUrls, sqsPoll, sqsReleaseAll } from '../outbox/outbox.ts';
import { snsOutcomes } from '../outcomes/outcomes.ts';
import { consoleTelemetry, errorFields } from '../telemetry/log.ts';
import { pollFeeds } from './poll-feeds.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';
import { recordDeadLetters } from './record-dead-letters.ts';
import { releaseDue } from './release-due.ts';
import { reportLane } from './report-lane.ts';
import { reportOverdue } from './report-overdue.ts';
import { warnExpiring } from './warn-expiring.ts';
import { warnOfDeadlines } from './warn-of-deadlines.ts';

// Put into the bundle where the stack is made: a function's environment holds 4 KB in all.
declare const FILES_OF_LANES: string;

const environment = readEnvironment(housekeepingEnvironment);
correctContracts(JSON.parse(FILES_OF_LANES) as FilesOfLanes);
const lanes = JSON.parse(environment.LANES) as KeptLane[];
const client = new DynamoDBClient();
const sqs = sqsClient();
const tableName = environment.LEDGER_TABLE;
const outboxes = JSON.parse(environment.OUTBOXES) as OutboxUrls;

const basePorts: Omit<HousekeepingPorts, 'hasTime'> = {
  ledger: dynamoDbLedger({
    ...{ client, tableName, retentionDays: Number(environment.RETENTION_DAYS) },
    archive: deployedArchive(client, environment),
  }),
  openFilings: (authority, until) => openFilings(authority, until, dynamoDbBooksTable(client, tableName)),
  cursors: dynamoDbCursors(client, tableName),
  feedCursors: dynamoDbFeedCursors(client, tableName),
  admissionOf: (authority) => admissionState(client, tableName, authority),
  outcomes: snsOutcomes(new SNSClient(), environment.OUTCOMES_TOPIC),
  telemetry: consoleTelemetry({ stage: environment.STAGE }),
  releaseAll: sqsReleaseAll(sqs, outboxes),
  poll: sqsPoll(sqs, outboxes),
  deadLetters: sqsDeadLetters(sqs, JSON.parse(environment.DEAD_LETTERS)),
  platformTrust: environment.PLATFORM_TRUST,
  now: () => new Date(),
};

/**
 * The end of its time, in which no task takes more work. It is short, so that a run which is out of time shows in the
 * function's duration.
 */
const RESERVE_MS = 2500;

/**
 * Runs each minute, for each lane: releases, polls feeds, warns and reports. One task's failure leaves the others; what
 * a task has no time for is the next minute's.
 */
export async function handler(_: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const ports = { ...basePorts, hasTime: () => context.getRemainingTimeInMillis() > RESERVE_MS };
  const tasks = [releaseDue, pollFeeds, warnExpiring, warnOfDeadlines, reportOverdue, recordDeadLetters, reportLane];
  const runs = lanes.flatMap((lane) => tasks.map((task) => task(lane, ports)));
  const failures = (await Promise.allSettled(runs)).filter((result) => result.status === 'rejected');
  for (const { reason } of failures) ports.telemetry.problem('housekeeping.failed', errorFields(reason));
  if (failures.length > 0) throw new Error(`${failures.length} of ${runs.length} tasks failed`);
}
