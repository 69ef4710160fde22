import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoDbLaneSwitch } from '../../../functions/admission/dynamodb-admission.ts';
import type { EventName } from '../../../functions/telemetry/event-line.ts';
import { namespace } from '../../../functions/telemetry/events.ts';
import { consoleTelemetry } from '../../../functions/telemetry/log.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import type { ShownFiling as Filing } from '../../../schemas/shown-filing.ts';
import { type AlarmState, isOf, metricsOf, type Point, raised, stateOf } from '../../support/alarm-state.ts';
import { synthesizedAlarms } from '../../support/alarms.ts';
import { clientOf } from '../../support/dynamodb.ts';
import { readMetrics } from '../../support/embedded-metric-format.ts';
import { type Front, startFront } from '../../support/front.ts';
import { housekeptLater } from '../../support/housekeep-later.ts';
import { type Machine, startMachine } from '../../support/machine.ts';
import { creation, item, state, submissionOf } from '../../support/messages.ts';
import { parked } from '../../support/parked.ts';
import { declarationKey, sent } from '../../support/records.ts';

/** Goods that customs rejects: those of this heading need a document. */
const REJECTED = '240399';
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const STATES = '/declarations/2282319/etats';

const { alarm, definitions } = synthesizedAlarms(
  {
    errorRate: { percent: 40, minimumMessages: 5 },
    technicalErrorRate: { percent: 10, minimumMessages: 3 },
  },
  ['shop-1'],
  {},
  { webAcl: true },
);

/**
 * The alarms as deployed, on the metrics of a run of the deployed functions: their own lines, and AWS's counts of
 * queues, functions and the API, as far as they can be counted here.
 */
describe('the alarms on what a run measured', { timeout: 180_000 }, () => {
  let machine: Machine;
  let front: Front;
  /** The metrics that AWS would have measured. */
  const measured: Point[] = [];
  /** The metrics that our functions would have measured later. */
  const foretold: Point[] = [];
  let dynamodb: DynamoDBClient;

  beforeAll(async () => {
    front = await startFront(() => new URL(machine.customs.url).origin);
    const lane = { tokenUrl: `${front.url}/oauth2/token`, technicalReplay: { times: 0 } };
    machine = await startMachine({ lane, platforms: ['shop-1'] });
    const { endpoints, region } = machine.gateway.ready;
    dynamodb = clientOf({ endpoint: endpoints.dynamodb, region });
  }, 180_000);
  afterAll(async () => {
    dynamodb?.destroy();
    await machine?.stop();
    await front?.close();
  });

  const own = () => machine.logs.filter((line) => line.includes('"_aws"')).flatMap(readMetrics);
  /** The errors of functions, by the runner's lines, as Lambda counts them. */
  const functionErrors = (): Point[] =>
    machine.logs
      .filter((line) => line.startsWith('{"level":"ERROR","functionName"'))
      .map((line) => aws('AWS/Lambda', 'Errors', { FunctionName: JSON.parse(line).functionName }, 1));
  const points = (): Point[] => [...own(), ...functionErrors(), ...measured];
  const aws = (space: string, name: string, dimensions: Record<string, string>, value: number): Point => ({
    ...{ namespace: space, name, dimensions, value, at: Date.now() },
  });

  /** The states of the alarms of each kind in this run. */
  const stood = new Map<string, Set<AlarmState>>();
  const note = (title: string, state: AlarmState) => {
    const kind = definitions.find((definition) => definition.title === title)?.kind ?? title;
    stood.set(kind, (stood.get(kind) ?? new Set()).add(state));
  };

  /** The same whether or not FILL makes values where there are none at all. */
  const now = (title: string, afterMs = 0, given: readonly Point[] = points()): AlarmState => {
    const at = Date.now() + afterMs;
    const [filled, empty] = [true, false].map((fillsEmpty) => stateOf(alarm(title), given, at, { fillsEmpty }));
    expect(filled, title).toBe(empty);
    note(title, filled as AlarmState);
    return filled as AlarmState;
  };
  const wasRaised = (title: string, since = 0) => {
    const isRaised = raised(
      alarm(title),
      points().filter(({ at }) => at >= since),
    );
    note(title, isRaised ? 'ALARM' : 'OK');
    return isRaised;
  };

  /** A metric may come in a little later than its cause. */
  const comesTo = (title: string, wanted: AlarmState) => expect.poll(() => now(title)).toBe(wanted);

  const untilTold = (name: EventName, about = '') =>
    vi.waitUntil(() => machine.logs.some((line) => line.includes(`"event":"${name}"`) && line.includes(about)), {
      timeout: 60_000,
      interval: 50,
    });
  /** Other work may slow the machine down. */
  const until = (lrn: string, wanted: (filing: Filing) => boolean) =>
    vi.waitUntil(async () => wanted(await machine.filing(lrn)), { timeout: 60_000, interval: 50 });
  const submit = (lrn: string, commodityCode = '610910', type: 'A' | 'D' = 'A') =>
    machine.submit(submissionOf(creation(lrn, type, [{ ...item(), commodityCode }])));
  /**
   * Files declarations, and waits until all their outcomes are published: a line may be written after the ledger has
   * it.
   */
  const fileAll = async (name: string, count: number, told: EventName, commodityCode?: string) => {
    const lrns = Array.from({ length: count }, (_, n) => `${name}-${n}`);
    await Promise.all(lrns.map((lrn) => submit(lrn, commodityCode)));
    for (const lrn of lrns) {
      await untilTold('message.accepted', lrn);
      await untilTold(told, lrn);
    }
  };
  const drained = (lrn: string) =>
    expect
      .poll(async () => [await machine.housekeep(), (await machine.filing(lrn)).status][1], {
        timeout: 60_000,
        interval: 300,
      })
      .toBe('answered');
  const callback = async (body: unknown, headers?: Record<string, string>) => {
    const started = performance.now();
    const answer = await machine.callback(STATES, body, headers);
    const dimensions = { ApiName: machine.gateway.api?.name ?? '' };
    measured.push(
      aws('AWS/ApiGateway', 'Latency', dimensions, performance.now() - started),
      aws('AWS/ApiGateway', '5XXError', dimensions, answer.status >= 500 ? 1 : 0),
      aws('AWS/ApiGateway', '4XXError', dimensions, answer.status >= 400 && answer.status < 500 ? 1 : 0),
    );
    return answer;
  };
  const queueOf = (url: string | undefined) => url?.split('/').at(-1) ?? '';
  const countDeadLetters = async () => {
    const QueueName = queueOf(machine.gateway.ready.queues['delta-h7']?.deadLetters);
    const count = await machine.queued('deadLetters');
    measured.push(aws('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }, count));
    return count;
  };

  /** The state of an alarm after a time without change. */
  const stateLater = async (title: string, afterMs: number) => {
    const later = await housekeptLater(machine, dynamodb, afterMs);
    foretold.push(...later);
    return now(title, afterMs, later);
  };

  it('a token endpoint that refuses raises token-failures', async () => {
    expect(now('token-failures delta-h7')).toBe('OK');
    const refusal = JSON.stringify({ error: 'invalid_grant' });
    front.answer('/oauth2/token', ...[1, 2].map(() => () => ({ status: 400, body: refusal })));
    await submit('TOKEN');
    await untilTold('token.failed');
    await comesTo('token-failures delta-h7', 'ALARM');
    await drained('TOKEN');
    await untilTold('message.accepted', 'TOKEN');
  });

  it('an Error_H7 rate above the threshold raises its alarm, one below does not, nor does one of few messages', async () => {
    const title = 'error-rate delta-h7 Creation_H7';
    expect(now(title)).toBe('OK');
    await fileAll('FEW-BAD', 3, 'message.rejected', REJECTED);
    expect(now(title), '3 of 4, with what was filed before, of at least 5').toBe('OK');
    await fileAll('MORE-GOOD', 4, 'callback.stored');
    expect(now(title), '3 of 8 is 37.5 %').toBe('OK');
    await fileAll('MORE-BAD', 1, 'message.rejected', REJECTED);
    expect(now(title), '4 of 9 is 44 %').toBe('ALARM');
    expect(now('error-rate delta-h7 Validation_H7')).toBe('OK');
    expect(now(title, 61 * MINUTE_MS), 'an hour later').toBe('OK');
  });

  it('three Error_H7 of a type in a day raise errors-of-day where they are many of the few messages taken', () => {
    const title = 'errors-of-day delta-h7 Creation_H7';
    // As they were taken by the test before: four of nine were rejected.
    expect(now(title)).toBe('ALARM');
    expect(now(title, 25 * 60 * MINUTE_MS), 'a day later').toBe('OK');
    const lines = own();
    const rejected = lines.filter(({ name }) => name === 'MessageRejected');
    expect(now(title, 0, [...lines.filter((line) => !rejected.includes(line)), ...rejected.slice(0, 2)]), 'two').toBe(
      'OK',
    );
    const accepted = lines.filter(({ name }) => name === 'MessageAccepted');
    expect(now(title, 0, [...lines, ...accepted]), '4 of 18 is 22 %').toBe('OK');
    expect(now(title, 0, rejected), 'of messages that were taken the day before').toBe('ALARM');
    expect(now('errors-of-day delta-h7 Validation_H7')).toBe('OK');
  });

  it('a rate of technical Error_H7 above its threshold raises an alarm of its own', async () => {
    const title = 'technical-error-rate delta-h7 Creation_H7';
    expect(now(title)).toBe('OK');
    machine.customs.misbehave({ kind: 'technical-error', times: 1 });
    await fileAll('TECHNICAL', 1, 'message.failed');
    expect(now(title), '1 of 10').toBe('ALARM');
    await fileAll('WELL', 1, 'callback.stored');
    expect(now(title), '1 of 11').toBe('OK');
  });

  it('a breaker that opens on a 500 raises lane-opened, stays open for lane-open and lane-open-long, and recovers', async () => {
    const since = Date.now();
    expect(wasRaised('lane-opened delta-h7', since)).toBe(false);
    machine.customs.misbehave({ kind: 'http-500' });
    await submit('OUTAGE');
    await until('OUTAGE', ({ status }) => status === 'waiting');
    await untilTold('lane.opened', 'http-500');
    await expect.poll(() => wasRaised('lane-opened delta-h7', since)).toBe(true);
    expect(wasRaised('lane-recovered delta-h7', since)).toBe(false);

    const minutes = (count: number) => count * MINUTE_MS;
    expect(await stateLater('lane-open delta-h7', minutes(14))).toBe('OK');
    expect(await stateLater('lane-open delta-h7', minutes(16))).toBe('ALARM');
    expect(await stateLater('lane-open-long delta-h7', minutes(238))).toBe('OK');
    expect(await stateLater('lane-open-long delta-h7', minutes(241))).toBe('ALARM');

    machine.customs.misbehave({ kind: 'clear' });
    await drained('OUTAGE');
    await expect.poll(() => wasRaised('lane-recovered delta-h7', since)).toBe(true);
    expect(await stateLater('lane-open delta-h7', minutes(300))).toBe('OK');
    expect(now('lane-open delta-h7', minutes(5)), 'nothing heard').toBe('unchanged');
  });

  it('[F8] a message that fails while others pass raises messages-failing-alone, until it is taken out', async () => {
    await machine.housekeep();
    await comesTo('messages-failing-alone delta-h7', 'OK');
    const key = { ...declarationKey, reference: 'ALONE' };
    const settlement = parked({ failures: 3, alone: 2, due: '2099-01-01T00:00:00.000Z' });
    await machine.ledger.claim(key, sent({ settlement }));
    await machine.housekeep();
    await untilTold('message.fails-alone', 'ALONE');
    await comesTo('messages-failing-alone delta-h7', 'ALARM');
    const at = new Date().toISOString();
    await machine.ledger.settle(key, sent(), { verdict: 'refused', httpStatus: null, error: {}, at }, settlement);
    expect(await stateLater('messages-failing-alone delta-h7', 2 * MINUTE_MS)).toBe('OK');
  });

  it('a wrong callback token raises callbacks-unauthorised, a right one does not, and an unreadable body raises callbacks-unreadable', async () => {
    expect((await callback(state({ lrn: 'MORE-GOOD-0', messageId: 'ok' }))).status).toBe(200);
    expect(now('callbacks-unreadable delta-h7')).toBe('OK');
    expect((await callback('{')).status).toBe(400);
    await comesTo('callbacks-unreadable delta-h7', 'ALARM');
    expect(wasRaised('callbacks-unauthorised')).toBe(false);
    expect((await callback(state(), { Authorization: 'Bearer wrong' })).status).toBe(401);
    await expect.poll(() => wasRaised('callbacks-unauthorised')).toBe(true);
  });

  it('a call that the API refuses raises callbacks-turned-away, whoever refused it', async () => {
    const title = 'callbacks-turned-away';
    const refused = measured.filter(({ name, value }) => name === '4XXError' && value > 0);
    expect(refused, 'those of the test before').toHaveLength(2);
    expect(now(title)).toBe('ALARM');
    expect(
      now(
        title,
        0,
        measured.filter((point) => !refused.includes(point)),
      ),
    ).toBe('OK');
  });

  it('messages that are taken for an hour without any callback raise callbacks-missing', () => {
    const title = 'callbacks-missing delta-h7';
    expect(now(title), 'callbacks came').toBe('OK');
    const lines = own();
    const taken = lines.filter(({ name }) => name === 'MessageAccepted');
    expect(taken.length).toBeGreaterThan(0);
    const last = Math.max(...taken.map(({ at }) => at));
    const ago = (minutes: number) => taken.map((point) => ({ ...point, at: last - minutes * MINUTE_MS }));
    const after = last - Date.now();
    expect(now(title, after, ago(0)), 'taken in this half hour alone').toBe('OK');
    expect(now(title, after, [...ago(0), ...ago(40)]), 'in both').toBe('ALARM');
    const stored = lines.filter(({ name }) => name === 'CallbackStored').map((point) => ({ ...point, at: last }));
    expect(now(title, after, [...ago(0), ...ago(40), ...stored]), 'one was answered').toBe('OK');
    expect(now(title, after, stored), 'nothing is sent').toBe('OK');
  });

  it('a callback unlike the contract raises contract-drift, another under its messageId callbacks-conflicting', async () => {
    expect(wasRaised('contract-drift delta-h7')).toBe(false);
    const odd = state({ lrn: 'MORE-GOOD-0', messageId: 'odd', state: 'ZZZ' });
    expect((await callback(odd)).status).toBe(200);
    await expect.poll(() => wasRaised('contract-drift delta-h7')).toBe(true);
    expect(wasRaised('callbacks-conflicting delta-h7')).toBe(false);
    expect((await callback(state({ lrn: 'MORE-GOOD-0', messageId: 'odd', state: 'YYY' }))).status).toBe(200);
    await comesTo('callbacks-conflicting delta-h7', 'ALARM');
    await comesTo('contract-drift delta-h7', 'ALARM');
  });

  it('an answer that does not come raises answers-overdue after half an hour, an anticipated declaration its own', async () => {
    machine.customs.misbehave({ kind: 'late-callback', times: 1, delayMs: DAY_MS });
    await submit('SILENT');
    await until('SILENT', ({ status }) => status === 'sent');
    expect(await stateLater('answers-overdue delta-h7', 29 * MINUTE_MS)).toBe('OK');
    expect(await stateLater('answers-overdue delta-h7', 31 * MINUTE_MS)).toBe('ALARM');
    await submit('ANTICIPATED', '490300', 'D');
    await until('ANTICIPATED', (filing) => filing.state === 'anticipated');
    expect(await stateLater('declarations-expiring delta-h7', 26 * DAY_MS)).toBe('OK');
    expect(await stateLater('declarations-expiring delta-h7', 28 * DAY_MS)).toBe('ALARM');
  });

  it('housekeeping that does not run raises housekeeping-silent', async () => {
    await machine.housekeep();
    expect(now('housekeeping-silent delta-h7')).toBe('OK');
    expect(now('housekeeping-silent delta-h7', 9 * MINUTE_MS)).toBe('OK');
    expect(now('housekeeping-silent delta-h7', 11 * MINUTE_MS)).toBe('ALARM');
  });

  it('a lane that somebody pauses raises lane-paused until it is resumed', async () => {
    await machine.housekeep();
    await comesTo('lane-paused delta-h7', 'OK');
    const { table: tableName } = machine.gateway.ready;
    const lane = dynamoDbLaneSwitch({ client: dynamodb, tableName, authority: 'delta-h7', now: Date.now });
    await lane.pause('maintenance');
    await machine.housekeep();
    await comesTo('lane-paused delta-h7', 'ALARM');
    expect(now('lane-open delta-h7')).toBe('OK');
    await lane.resume('maintenance is over');
    expect(await stateLater('lane-paused delta-h7', 2 * MINUTE_MS)).toBe('OK');
  });

  it('text that cannot be read raises submissions-unreadable', async () => {
    expect(now('submissions-unreadable delta-h7')).toBe('OK');
    await machine.submit('{"authority":"delta-h7","cut');
    await untilTold('submission.unreadable');
    await comesTo('submissions-unreadable delta-h7', 'ALARM');
  });

  it('a refusal that cannot be told raises submissions-failing, a callback notifications-failing', async () => {
    expect(now('submissions-failing delta-h7')).toBe('OK');
    expect(now('notifications-failing')).toBe('OK');
    await machine.withoutTopic(async () => {
      await machine.submit('{');
      await untilTold('submission.failed');
      expect((await callback(state({ lrn: 'MORE-GOOD-0', messageId: 'untold' }))).status).toBe(200);
      await untilTold('notification.failed');
    });
    await comesTo('submissions-failing delta-h7', 'ALARM');
    await comesTo('notifications-failing', 'ALARM');
  });

  it('a missing ledger raises the alarms of failing callbacks, failing submissions and dead letters', async () => {
    expect(wasRaised('callbacks-failing')).toBe(false);
    expect(wasRaised('function-errors housekeeping')).toBe(false);
    await countDeadLetters();
    expect(now('dead-letters delta-h7')).toBe('OK');
    expect(wasRaised('dead-letter-recorded delta-h7')).toBe(false);
    await machine.handOut({ afterSeconds: 1, times: 2 });
    await machine.withoutLedger(async () => {
      expect((await callback(state())).status).toBe(500);
      await submit('DEAD');
      await expect.poll(countDeadLetters, { timeout: 60_000, interval: 300 }).toBe(1);
      await machine.housekeep().catch(() => undefined);
    });
    await comesTo('callbacks-failing', 'ALARM');
    await comesTo('dead-letters delta-h7', 'ALARM');
    await comesTo('function-errors housekeeping', 'ALARM');
    await comesTo('function-errors delta-h7 send', 'ALARM');
    expect(now('function-errors receive')).toBe('OK');
    await machine.housekeep();
    await expect.poll(() => wasRaised('dead-letter-recorded delta-h7')).toBe(true);
  });

  it('latency, age and throttles raise their alarms from the threshold on', () => {
    const { outbox } = machine.gateway.ready.queues['delta-h7'] ?? {};
    const api = { ApiName: machine.gateway.api?.name ?? '' };
    const queue = { QueueName: queueOf(outbox) };
    const at = Date.now();
    const three = (value: number) =>
      [0, 5, 10].map((ago) => ({ ...aws('AWS/ApiGateway', 'Latency', api, value), at: at - ago * MINUTE_MS }));
    expect([4999, 5000].map((value) => now('callbacks-slow', 0, three(value)))).toEqual(['OK', 'ALARM']);
    expect(now('callbacks-slow', 0, three(9000).slice(0, 2))).toBe('OK');
    const aged = (value: number) => [{ ...aws('AWS/SQS', 'ApproximateAgeOfOldestMessage', queue, value), at }];
    expect([1799, 1800].map((value) => now('oldest-message delta-h7', 0, aged(value)))).toEqual(['OK', 'ALARM']);
    const names = resourceNames('test');
    for (const [title, FunctionName] of [
      ['receive', names.receiver],
      ['notify', names.notifier],
      ['housekeeping', names.housekeeping],
      ['delta-h7 send', names.lane('delta-h7').sender],
    ]) {
      expect([...machine.gateway.functions.keys()]).toContain(FunctionName);
      const refused = [{ ...aws('AWS/Lambda', 'Throttles', { FunctionName: FunctionName ?? '' }, 1), at }];
      expect(now(`function-throttles ${title}`, 0, refused)).toBe('ALARM');
      expect(now(`function-throttles ${title}`, 0, [])).toBe('OK');
    }
    for (const [title, FunctionName] of [
      ['notifications-late', names.notifier],
      ['books-late', names.keeper],
    ] as const) {
      const behind = (value: number) => [{ ...aws('AWS/Lambda', 'IteratorAge', { FunctionName }, value), at }];
      expect([1_799_999, 1_800_000].map((value) => now(title, 0, behind(value)))).toEqual(['OK', 'ALARM']);
    }
    const run = (milliseconds: number) => [
      { ...aws('AWS/Lambda', 'Duration', { FunctionName: names.housekeeping }, milliseconds), at },
    ];
    expect([52_249, 52_250].map((value) => now('housekeeping-slow', 0, run(value)))).toEqual(['OK', 'ALARM']);
  });

  it('what a platform does not take, the firewall blocks and DynamoDB throttles or fails raises alarms, by their metrics', () => {
    const names = resourceNames('test');
    const aged = (value: number) => [
      aws('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: names.platform('shop-1').outcomes }, value),
    ];
    expect([3599, 3600].map((value) => now('outcomes-untaken shop-1', 0, aged(value)))).toEqual(['OK', 'ALARM']);
    const wall = { Region: 'eu-west-3', Rule: 'ALL', WebACL: names.callbacks };
    const blocked = (value: number) => [aws('AWS/WAFV2', 'BlockedRequests', wall, value)];
    expect([0, 1].map((value) => now('callbacks-blocked', 0, blocked(value)))).toEqual(['OK', 'ALARM']);
    const ofTable = (name: string, value: number, part: Record<string, string> = {}) =>
      aws('AWS/DynamoDB', name, { TableName: names.ledger, ...part }, value);
    const { byStanding } = ledgerTable.indexes;
    const throttled = (value: number) => [
      ofTable('ReadThrottleEvents', 4),
      ofTable('WriteThrottleEvents', value, { GlobalSecondaryIndexName: byStanding.name }),
    ];
    expect([5, 6].map((value) => now('ledger-throttled', 0, throttled(value)))).toEqual(['OK', 'ALARM']);
    const failed = (value: number) => [
      ofTable('SystemErrors', 1, { Operation: 'Query' }),
      ofTable('SystemErrors', value, { Operation: 'PutItem' }),
    ];
    expect([1, 2].map((value) => now('ledger-errors', 0, failed(value)))).toEqual(['OK', 'ALARM']);
  });

  it('a filing that the keeper cannot read raises books-put-aside', async () => {
    expect(now('books-put-aside')).toBe('OK');
    const { table: TableName } = machine.gateway.ready;
    const Item = {
      [ledgerTable.partitionKey]: { S: 'delta-h7/declaration/SPOILED' },
      [ledgerTable.sortKey]: { S: 'sent/Creation_H7/001' },
      body: { B: new TextEncoder().encode('not packed') },
    };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    await comesTo('books-put-aside', 'ALARM');
  });

  it('a first outcome that a platform did not take, or could not be told, and books that were given up raise their alarms', () => {
    const names = resourceNames('test');
    for (const [title, QueueName] of [
      ['outcome-dead-letters shop-1', names.platform('shop-1').deadLetters],
      ['callbacks-untold', names.untold],
      ['books-given-up', names.unkept],
    ] as const) {
      const lying = (count: number) => [aws('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }, count)];
      expect([0, 1].map((count) => now(title, 0, lying(count)))).toEqual(['OK', 'ALARM']);
    }
  });

  it('the archiver that runs raises nothing, and one that is late, silent or cannot read a filing raises its alarms', async () => {
    await machine.gateway.fire(resourceNames('test').archiver);
    await untilTold('archive.stands');
    for (const title of ['archive-late', 'archive-silent', 'archive-put-aside']) await comesTo(title, 'OK');
    expect(now('archive-silent', 31 * 60 * MINUTE_MS)).toBe('ALARM');
    // What it would say of an hour that is as old: the time of a deployed function cannot be set.
    const lines: string[] = [];
    const telemetry = consoleTelemetry({ stage: machine.gateway.stage, write: (line) => lines.push(line) });
    const standing = (days: number) => {
      telemetry.event('archive.stands', { days, count: 0 });
      return lines.splice(0).flatMap(readMetrics);
    };
    expect([89, 90].map((days) => now('archive-late', 0, standing(days)))).toEqual(['OK', 'ALARM']);
    telemetry.problem('archive.put-aside', { authority: 'delta-h7', reference: 'SPOILED' });
    foretold.push(...lines.flatMap(readMetrics));
    expect(now('archive-put-aside', 0, foretold)).toBe('ALARM');
  });

  it('[F29] a sender without permission and an unknown platform raise their alarms', async () => {
    const titles = ['senders-refused delta-h7', 'platforms-unknown delta-h7'];
    expect(titles.map((title) => now(title))).toEqual(['OK', 'OK']);
    const pointer = {
      authority: 'delta-h7',
      kind: 'declaration',
      reference: 'FORGED',
      message: 'Creation_H7',
      attempt: 1,
    };
    await machine.submit(JSON.stringify({ resume: pointer }));
    await machine.submit(submissionOf(creation('UNKNOWN'), { platform: 'shop-9' }));
    for (const title of titles) await comesTo(title, 'ALARM');
  });

  it('each kind of alarm was in both states in this run', () => {
    const both = [...stood].filter(([, states]) => states.has('OK') && states.has('ALARM')).map(([kind]) => kind);
    expect(both.sort()).toEqual([...new Set(definitions.map(({ kind }) => kind))].sort());
  });

  it('every metric of ours that an alarm watches was measured in this run, with the same dimensions', () => {
    const seen = [...own(), ...foretold];
    const unseen = definitions
      .filter(({ title }) => {
        const watched = metricsOf(alarm(title)).filter((metric) => metric.namespace === namespace);
        return watched.length > 0 && !seen.some((point) => watched.some((metric) => isOf(point, metric)));
      })
      .map(({ kind, of }) => [kind, ...of]);
    // Other messages than those that were filed here have the same metrics.
    expect(unseen.filter(([kind]) => !/error-rate$|errors-of-day$/.test(kind ?? ''))).toEqual([]);
    expect(unseen.filter(([, , message]) => message === 'Creation_H7')).toEqual([]);
  });
});
