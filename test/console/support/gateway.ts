import path from 'node:path';
import type { CloudWatchClient, MetricAlarm, MetricDataQuery, StateValue } from '@aws-sdk/client-cloudwatch';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { readConfiguration } from '../../../desk/gateway/connect.ts';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';
import type { Word } from '../../../functions/admission/dynamodb-admission.ts';
import { bucketOf, type Hour } from '../../../functions/admission/hour.ts';
import { type AdmissionState, initialState } from '../../../functions/admission/state.ts';
import type { Books, MinuteOfTraffic } from '../../../functions/books/books.ts';
import type { PersonAction } from '../../../functions/ledger/actions.ts';
import type { UnreadableRecord } from '../../../functions/ledger/records.ts';
import { type AlarmText, alarmDescription } from '../../../schemas/alarm-description.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { summaryBooks, summaryWith } from '../../desk/support/summary-books.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A working day's middle: 11:00 in Paris. */
export const NOW = new Date('2026-11-30T10:00:00.000Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms).toISOString();

export const LANES = ['delta-h7', 'toll', 'ciel'] as const satisfies readonly AuthorityName[];

/** A text that a page must never take for its own. */
export const HOSTILE = '"><script>alert(1)</script>{{x}}';

/** A role that may not ask this; it may write, which the console tries by a write that changes nothing. */
const permission = (command?: object) => {
  const error = new Error('User is not authorized to perform this');
  const isWrite = command?.constructor.name === 'PutItemCommand';
  error.name = isWrite ? 'ConditionalCheckFailedException' : 'AccessDeniedException';
  return Promise.reject(error);
};

export interface SeenGateway extends GatewayConnection {
  done: PersonAction[];
}

/**
 * A gateway with three lanes and some filings of every status, in memory. Its functions answer as AWS does to a role
 * that may not look at everything.
 */
export function gatewayInMemory(more: Partial<GatewayConnection> = {}): SeenGateway {
  const done: PersonAction[] = [...earlierActions];
  const states = new Map<AuthorityName, AdmissionState>([
    ['delta-h7', { ...initialState, hour: hourUsed(83) }],
    [
      'toll',
      {
        ...initialState,
        breaker: {
          state: 'open',
          cause: 'http-503',
          since: NOW.getTime() - 12 * MINUTE,
          until: NOW.getTime() + MINUTE,
        },
      },
    ],
    [
      'ciel',
      {
        ...initialState,
        hour: hourUsed(2),
        breaker: { state: 'paused', reason: 'maintenance announced for Monday', since: NOW.getTime() - HOUR },
      },
    ],
  ]);
  const words = new Map<AuthorityName, Word>();
  const filings = summaries();
  const configuration = readConfiguration(
    path.join(import.meta.dirname, '../../../samples/config.local.json'),
    'config.json',
  );
  const base = connectionOf('delta-h7');
  return {
    ...base,
    done,
    title: 'the gateway of the stage test in eu-west-3',
    authorities: LANES,
    lane: (name) => LANES.find((one) => one === name) ?? 'delta-h7',
    actor: async () => 'arn:aws:sts::111122223333:assumed-role/Clearance/anna.martin',
    books: async () => booksOf(filings),
    ledger: async () => ({
      ...memoryLedger(),
      async *unreadable(authority) {
        if (authority === 'delta-h7') yield* unreadable;
      },
    }),
    queues: async () => ({ send }) as unknown as SQSClient,
    outbox: async (authority) => `queue:${authority}-outbox`,
    deadLetters: async (authority) => `queue:${authority}-dead-letters`,
    share: (authority) => configuration.lanes[authority]?.share,
    laneSwitch: async (authority) => ({
      async pause(reason) {
        const before = states.get(authority) ?? initialState;
        if (before.breaker.state !== 'paused')
          states.set(authority, { ...before, breaker: { state: 'paused', reason, since: NOW.getTime() } });
        words.set(authority, { word: 'paused', reason, at: NOW.toISOString() });
        return before.breaker;
      },
      async resume(reason) {
        const before = states.get(authority) ?? initialState;
        if (before.breaker.state === 'paused')
          states.set(authority, { ...before, breaker: { state: 'ramping', since: NOW.getTime() - 5 * MINUTE } });
        words.set(authority, { word: 'resumed', reason, at: NOW.toISOString() });
        return before.breaker;
      },
      state: async () => states.get(authority) ?? initialState,
      lastWord: async () => words.get(authority),
    }),
    outcomes: async () => ({ publish: async () => {} }),
    actions: async () => ({
      async keep(action) {
        done.push(action);
        return { at: action.at };
      },
      async end({ at }, result) {
        const kept = done.find((one) => one.at === at);
        if (kept) kept.result = result;
      },
      async *between(since, until) {
        yield* done.filter(({ at }) => at >= since.toISOString() && at <= until.toISOString());
      },
    }),
    callbackToken: async () => ({
      name: 'callback-token',
      versions: async () => [
        { token: 'current', versionId: 'a3f0c1d2-5b7e-4f09-8a1c-2d3e4f5a6b7c', createdAt: ago(3 * DAY) },
        { token: 'previous', versionId: '7c6b5a4f-3e2d-4c1a-8f09-5b7e5d2c1f0a', createdAt: ago(200 * DAY) },
      ],
      put: () => permission(),
    }),
    tokenUses: async () => ({
      note: async () => {},
      list: async () => [{ versionId: '7c6b5a4f-3e2d-4c1a-8f09-5b7e5d2c1f0a', usedAt: ago(HOUR) }],
    }),
    accessToken: async (authority) => ({ read: async () => tokens[authority] ?? {} }),
    unknownPlatforms: async () => ({
      list: async (authority) => (authority === 'toll' ? [{ name: 'norrsken-old', at: ago(2 * HOUR) }] : []),
    }),
    installation: {
      ...base.installation,
      ...{ stage: 'test', isLocal: false, putUp: 'npx cdk deploy --all -c config=test.json' },
      configuration: () => configuration,
      dynamodb: async () => ({ send: permission }) as never,
      cloudWatch: async () => ({ send: watch }) as unknown as CloudWatchClient,
      ...{ sns: permission, secrets: permission, lambda: permission, published: permission },
    },
    ...more,
  };
}

/** The queues, as SQS counts them. */
async function send(command: { constructor: { name: string }; input: { QueueUrl?: string; QueueName?: string } }) {
  const { QueueUrl = '', QueueName } = command.input;
  if (command.constructor.name === 'GetQueueUrlCommand') return { QueueUrl: `queue:${QueueName}` };
  const depths: Record<string, number> = {
    'queue:delta-h7-outbox': 14,
    'queue:toll-dead-letters': 3,
    'queue:declarant-test-untold': 2,
  };
  const depth = depths[QueueUrl] ?? (QueueUrl.includes('outcomes') && !QueueUrl.endsWith('-dead') ? 7 : 0);
  return { Attributes: { ApproximateNumberOfMessages: String(depth) } };
}

const names = resourceNames('test');

/** CloudWatch: a platform that takes nothing, and some alarms in each state. */
async function watch({ input }: { input: { MetricDataQueries?: MetricDataQuery[] } }) {
  if (!input.MetricDataQueries) return { MetricAlarms: alarms };
  const ages: Record<string, number> = {
    [names.lane('delta-h7').outbox]: 12 * 60,
    [names.lane('toll').deadLetters]: 3 * 3600,
    [names.platform('aero-freight').outcomes]: 5 * 3600,
    ...Object.fromEntries(
      ['bookery-uk', 'cave-direct', 'craft-box', 'gaz-direct', 'glow-shop', 'lac-watches'].map((name, n) => [
        names.platform(name).outcomes,
        40 + 300 * n,
      ]),
    ),
  };
  const MetricDataResults = input.MetricDataQueries.map(({ Id, MetricStat }) => {
    const seconds = ages[MetricStat?.Metric?.Dimensions?.[0]?.Value ?? ''];
    return {
      Id,
      ...(seconds !== undefined && { Timestamps: [new Date(NOW.getTime() - 3 * MINUTE)], Values: [seconds] }),
    };
  });
  return { MetricDataResults };
}

const alarmAt = (
  StateValue: StateValue,
  since: string,
  kind: string,
  of: readonly string[],
  about: Text,
): MetricAlarm => ({
  ...{ AlarmName: names.alarm(kind, of), StateValue, StateTransitionedTimestamp: new Date(since) },
  AlarmDescription: alarmDescription({ ...about, kind, runbook: 'https://wiki.example/runbook' }),
  AlarmActions: [`arn:aws:sns:eu-west-3:111122223333:${names.alarms}`],
});
type Text = Pick<AlarmText, 'severity' | 'means'>;

const deadLetters = {
  severity: 'critical',
  means: 'Messages that the sender could not process lie among the dead letters, and are kept for 14 days.',
} as const;
const certificate = {
  severity: 'critical',
  means: "The lane's certificate has expired, or is not valid yet. Nothing can be sent, and messages wait.",
} as const;
const laneOpen = { severity: 'critical', means: 'Nothing but single probes has been sent for a while.' } as const;
const alarms = [
  alarmAt('OK', ago(9 * DAY), 'dead-letters', ['delta-h7'], deadLetters),
  alarmAt('ALARM', ago(3 * HOUR), 'dead-letters', ['toll'], deadLetters),
  alarmAt('ALARM', ago(12 * MINUTE), 'lane-open', ['toll'], laneOpen),
  alarmAt('INSUFFICIENT_DATA', ago(DAY), 'certificate-expired', ['toll'], certificate),
];

function hourUsed(each: number): Hour {
  const minutes = Array.from({ length: 59 }, (_, n) => NOW.getTime() - n * MINUTE);
  return Object.fromEntries(minutes.map((at, n) => [bucketOf(at), each + ((n * 7) % 11)]));
}

const tokens: Record<string, Awaited<ReturnType<Awaited<ReturnType<GatewayConnection['accessToken']>>['read']>>> = {
  'delta-h7': {
    token: { value: 'not shown', obtainedAt: NOW.getTime() - 20 * MINUTE, expiresAt: NOW.getTime() + 40 * MINUTE },
  },
  toll: {
    failed: { kind: 'unavailable', cause: 'http-503', at: NOW.getTime() - MINUTE, until: NOW.getTime() + MINUTE },
  },
  ciel: {
    token: { value: 'not shown', obtainedAt: NOW.getTime() - 3 * HOUR, expiresAt: NOW.getTime() - HOUR },
    requests: [NOW.getTime() - 5 * HOUR, NOW.getTime() - 3 * HOUR],
  },
};

const earlierActions: PersonAction[] = [
  {
    at: ago(4 * DAY),
    who: 'arn:aws:sts::111122223333:assumed-role/Clearance/bruno.petit',
    action: 'redrive',
    authority: 'toll',
    reason: 'the wrong host is corrected',
    detail: '3 of 3 dead letters',
    result: 'done',
  },
  {
    at: ago(2 * DAY),
    who: 'arn:aws:sts::111122223333:assumed-role/Clearance/anna.martin',
    action: 'withdraw',
    authority: 'delta-h7',
    reference: 'CMD-2026-00917',
    reason: 'the customer cancelled',
    result: 'done',
  },
  {
    at: ago(HOUR),
    who: 'arn:aws:sts::111122223333:assumed-role/Clearance/anna.martin',
    action: 'pause',
    authority: 'ciel',
    reason: 'maintenance announced for Monday',
    result: 'done',
  },
];

const unreadable: UnreadableRecord[] = [
  {
    ...{
      type: 'unreadable',
      from: 'outbox',
      at: ago(3 * HOUR),
      id: 'q-1',
      body: `{"authority": ${HOSTILE}`,
      bytes: 57,
    },
    faults: [
      {
        ...{ pointer: '', rule: 'a submission is JSON', found: 'text that is not JSON' },
        remedy: 'correct it, and put it there whole',
      },
    ],
    ...{ platform: null, message: null },
  },
];

type Standing = Pick<FilingSummary, 'authority' | 'status' | 'state'> & { of: number; more?: Partial<FilingSummary> };

/** Filings of each status and of the states that somebody waits in, spread over the last weeks. */
function summaries(): FilingSummary[] {
  const error = {
    errorCode: 'DH7-0412',
    errorPointer: 'declaration.items[7].commodityCode',
    errorDescription: `the code is not known ${HOSTILE}`,
  };
  const errors = { errors: [error], errorCount: 1, codes: ['DH7-0412'] };
  const standings: Standing[] = [
    { authority: 'delta-h7', status: 'answered', state: 'released', of: 120, more: { amounts: { EUR: '31.40' } } },
    { authority: 'delta-h7', status: 'answered', state: 'under-control', of: 4 },
    { authority: 'delta-h7', status: 'answered', state: 'not-cleared', of: 1 },
    { authority: 'delta-h7', status: 'answered', state: 'anticipated', of: 9 },
    { authority: 'delta-h7', status: 'rejected', state: null, of: 11, more: errors },
    { authority: 'delta-h7', status: 'refused', state: null, of: 3, more: { ...errors, codes: ['format'] } },
    { authority: 'delta-h7', status: 'sent', state: null, of: 6, more: { overdueSince: ago(HOUR) } },
    { authority: 'toll', status: 'waiting', state: null, of: 23, more: { due: ago(-MINUTE), tries: 2 } },
    { authority: 'toll', status: 'answered', state: 'held', of: 5 },
    { authority: 'toll', status: 'stuck', state: null, of: 2, more: errors },
    { authority: 'ciel', status: 'answered', state: 'draft', of: 2 },
    { authority: 'ciel', status: 'failed', state: null, of: 1, more: errors },
  ];
  return standings.flatMap(({ of, more = {}, ...standing }, group) =>
    Array.from({ length: of }, (_, n) =>
      summaryWith({
        ...{ reference: n === 0 && group === 9 ? HOSTILE : `CMD-2026-${String(group * 1000 + n).padStart(5, '0')}` },
        at: ago(((n * 7919 + group * 104_729) % (26 * 24)) * HOUR + n * MINUTE),
        ...standing,
        ...more,
      }),
    ),
  );
}

function booksOf(filings: readonly FilingSummary[]): Books {
  const books = summaryBooks(() => filings);
  return {
    ...books,
    async counts(authorities, span) {
      const counts = await books.counts.call({ counted: 0 } as never, authorities, span);
      const paid = filings.filter(({ authority, amounts }) => amounts && authorities.includes(authority));
      const amounts = paid.map(({ authority, at, amounts: { EUR: amount = '0' } = {} }) => ({
        ...{ authority, day: dateInParis(new Date(at)), currency: 'EUR', amount },
      }));
      return { ...counts, amounts };
    },
    traffic: async (_, since, until) => trafficBetween(Date.parse(since), Date.parse(until)),
  };
}

/** A day's wave of messages, with answers that take some seconds. */
function trafficBetween(since: number, until: number): MinuteOfTraffic[] {
  const minutes: MinuteOfTraffic[] = [];
  for (let at = Math.ceil(since / MINUTE) * MINUTE; at <= until; at += MINUTE) {
    const sent = Math.max(0, Math.round(90 + 70 * Math.sin(at / (4 * HOUR)) + ((at / MINUTE) % 17)));
    const answeredWithin = [
      { seconds: 2, count: Math.round(sent * 0.6) },
      { seconds: 10, count: Math.round(sent * 0.9) },
      { seconds: 60, count: sent },
    ];
    minutes.push({ at: new Date(at).toISOString(), sent, received: Math.max(0, sent - 3), answeredWithin });
  }
  return minutes;
}
