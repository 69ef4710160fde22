import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { LaneConfiguration } from '../../schemas/configuration.ts';
import { correctContracts } from '../../schemas/corrections.ts';
import { expiringDays } from '../../schemas/expiring-days.ts';
import type { LaneFiles } from '../../schemas/lane-files.ts';
import { type SenderTimes, senderTimes } from '../../schemas/sender-times.ts';
import { troubleOf } from '../../schemas/trouble.ts';
import { dynamoDbAdmission } from '../admission/dynamodb-admission.ts';
import { deployedArchive } from '../archive/deployed-archive.ts';
import type { MakeAuthority } from '../authorities/make-authority.ts';
import { dynamoDbFindable } from '../books/findable.ts';
import { readEnvironment, senderEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { dynamoDbFeedCursors } from '../ledger/feed-cursors.ts';
import { dynamoDbLaneNames, PARTIES, UNKNOWN_PLATFORMS } from '../ledger/lane-names.ts';
import { sqsClient } from '../outbox/client.ts';
import { dynamoDbFailing } from '../outbox/failing.ts';
import { sqsFinished } from '../outbox/finished.ts';
import { hide } from '../outbox/hide.ts';
import { sqsPoll, sqsRelease, sqsReleaseAll } from '../outbox/outbox.ts';
import { sqsPutDeadLetter } from '../outbox/put-dead-letter.ts';
import { dynamoDbRedrives } from '../outbox/redrives.ts';
import { snsOutcomes } from '../outcomes/outcomes.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { dynamoDbTokenStore } from '../tokens/dynamodb-token-store.ts';
import { secretsManager } from '../tokens/secrets.ts';
import { TokenFailure } from '../tokens/token-failure.ts';
import { sendBatch } from './batch.ts';
import type { BatchPorts } from './ports.ts';
import { type PlatformRules, trustOf } from './trust.ts';

// Put into the bundle where the stack is made: a function's environment holds 4 KB in all.
declare const CONFIGURED_PLATFORMS: string;
declare const LANE_FILES: string;

export type Sender = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** The handler of a lane's function: sends the messages of the outbox, parks them, or leaves them to the queue. */
export function senderTo(makeAuthority: MakeAuthority): Sender {
  const environment = readEnvironment(senderEnvironment);
  const lane = JSON.parse(environment.LANE) as LaneConfiguration;
  const files = JSON.parse(LANE_FILES) as LaneFiles;
  correctContracts({ [environment.AUTHORITY]: files });
  const { reserveMs, ...times } = senderTimes(environment.AUTHORITY, lane);
  const ports = portsOf(environment, lane, files, times, makeAuthority);
  let isFirst = true;

  return async (event, context) => {
    const end = Date.now() + context.getRemainingTimeInMillis() - reserveMs;
    const round = { isFirst, hasTime: (start: number) => Math.max(start, Date.now()) < end };
    isFirst = false;
    return { batchItemFailures: await sendBatch(event.Records, round, ports) };
  };
}

function portsOf(
  environment: ReturnType<typeof readEnvironment<typeof senderEnvironment>>,
  lane: LaneConfiguration,
  files: LaneFiles,
  { horizonMs, leaseMs }: Pick<SenderTimes, 'horizonMs' | 'leaseMs'>,
  makeAuthority: MakeAuthority,
): BatchPorts {
  const now = Date.now;
  const owner = randomUUID();
  const client = new DynamoDBClient();
  const sqs = sqsClient();
  const tableName = environment.LEDGER_TABLE;
  const about = { authority: environment.AUTHORITY };
  const outboxes = { [environment.AUTHORITY]: environment.OUTBOX_URL };
  const telemetry = consoleTelemetry({ stage: environment.STAGE });
  return {
    authority: makeAuthority(lane, {
      files,
      readSecret: secretsManager(new SecretsManagerClient()),
      tokenStore: (name) =>
        dynamoDbTokenStore({ client, tableName, authority: environment.AUTHORITY, name, owner, now }),
      onTokenRequested(failure, ofDay) {
        if (ofDay !== undefined) telemetry.event('token.counted', { ...about, count: ofDay });
        if (failure) telemetry.problem('token.failed', { ...about, ...troubleOf(TokenFailure.of(failure.error)) });
        else telemetry.event('token.obtained', about);
      },
      onCredentialsRead(until) {
        const days = expiringDays(until, new Date(now()));
        if (days !== undefined) telemetry.problem('credentials.expiring', { ...about, days });
      },
    }),
    ledger: dynamoDbLedger({
      ...{ client, tableName, retentionDays: Number(environment.RETENTION_DAYS) },
      archive: deployedArchive(client, environment),
    }),
    admission: dynamoDbAdmission({
      client,
      tableName,
      authority: environment.AUTHORITY,
      owner,
      now,
      rules: {
        share: lane.share,
        horizonMs,
        pauseMs: lane.pauseSeconds * 1000,
        leaseMs,
      },
    }),
    outcomes: snsOutcomes(new SNSClient(), environment.OUTCOMES_TOPIC),
    telemetry,
    trust: trustOf(JSON.parse(CONFIGURED_PLATFORMS) as PlatformRules, environment.GATEWAY_ROLES.split(',')),
    unknownPlatforms: dynamoDbLaneNames(client, tableName, UNKNOWN_PLATFORMS),
    parties: dynamoDbLaneNames(client, tableName, PARTIES),
    feedCursors: dynamoDbFeedCursors(client, tableName),
    redrives: dynamoDbRedrives(client, tableName),
    failing: dynamoDbFailing(client, tableName, environment.AUTHORITY),
    putDeadLetter: sqsPutDeadLetter(sqs, environment.DEAD_LETTERS_URL),
    sleep: (ms) => sleep(ms),
    postpone(records, seconds) {
      const messages = records.map(({ receiptHandle: receipt }) => ({ receipt }));
      return hide(sqs, environment.OUTBOX_URL, messages, seconds);
    },
    release: sqsRelease(sqs, outboxes),
    releaseAll: sqsReleaseAll(sqs, outboxes),
    findable: dynamoDbFindable(client, tableName),
    lane,
    poll: sqsPoll(sqs, outboxes),
    finished: sqsFinished(sqs, environment.OUTBOX_URL),
    pauseSeconds: lane.pauseSeconds,
    waitForDeclarationMinutes: lane.waitForDeclarationMinutes,
    now: () => new Date(now()),
  };
}
