import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbAdmission, dynamoDbLaneSwitch } from '../../../functions/admission/dynamodb-admission.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { dynamoDbFeedCursors } from '../../../functions/ledger/feed-cursors.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { StuckRecord, UnreadableRecord } from '../../../functions/ledger/records.ts';
import { dynamoDbTokenStore } from '../../../functions/tokens/dynamodb-token-store.ts';
import { dynamoDbTokenUses } from '../../../functions/tokens/token-uses.ts';
import { lossyDynamoDb } from '../../support/lossy-dynamodb.ts';
import { parked } from '../../support/parked.ts';
import { receipt } from '../../support/toy/messages.ts';
import { letterKey as key, received, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const database = lossyDynamoDb();
let tableName: string;
beforeEach(async () => {
  tableName = await database.make();
});

/** The SDK repeats a write whose answer was lost: the condition of the second fails on what the first wrote. */
describe('[F4] a write whose answer was lost', () => {
  let ledger: Ledger;
  let other: Ledger;
  let lostBefore: number;
  beforeEach(() => {
    ledger = dynamoDbLedger({ client: database.client, tableName, retentionDays: 10 });
    other = dynamoDbLedger({ client: database.safe, tableName, retentionDays: 10 });
    lostBefore = database.lost;
  });
  // No test proves anything in which nothing was lost.
  afterEach(() => expect(database.lost).toBeGreaterThan(lostBefore));

  const waiting = { ...sent(), settlement: parked({ mayHaveArrived: true }) };
  const taken = { body: '{}', at: '2026-11-22T09:05:00.000Z', by: 'p-1' };

  it('is still our claim, and the next one is not', async () => {
    database.lose(2);
    expect(await ledger.claim(key, sent())).toBe(true);
    expect(await ledger.claim(key, sent({ messageId: 'm-2' }))).toBe(false);
    expect(await ledger.records(key)).toEqual([sent()]);
  });

  it('is still our claim of a correction', async () => {
    await other.claim(key, sent());
    database.lose();
    expect(await ledger.claim(key, sent({ attempt: 2 }))).toBe(true);
  });

  it('is still our claim where it was settled before we heard of it', async () => {
    database.lose(1, () => other.settle(key, sent(), parked()));
    expect(await ledger.claim(key, sent())).toBe(true);
  });

  it('is no claim of ours where somebody else had the reference', async () => {
    await other.claim(key, sent({ messageId: 'm-2' }));
    database.lose();
    expect(await ledger.claim(key, sent())).toBe(false);
  });

  it('is still our settlement, of what was under way and of what waited', async () => {
    await other.claim(key, sent());
    database.lose();
    expect(await ledger.settle(key, sent(), waiting.settlement)).toBe(true);
    database.lose();
    const arrived = { verdict: 'arrived', at: '2026-11-22T09:06:00.000Z' } as const;
    expect(await ledger.settle(key, sent(), arrived, waiting.settlement)).toBe(true);
    expect(await ledger.settle(key, sent(), parked(), waiting.settlement)).toBe(false);
    expect(await ledger.records(key)).toEqual([{ ...sent(), settlement: arrived }]);
  });

  it('is still our resumption, and nobody else takes it up', async () => {
    await other.claim(key, waiting);
    database.lose();
    expect(await ledger.resume(key, waiting, taken)).toBe(true);
    expect(await other.resume(key, waiting, { ...taken, by: 'p-2' })).toBe(false);
  });

  it('is no resumption of ours where somebody else took it up', async () => {
    await other.claim(key, waiting);
    await other.resume(key, waiting, { ...taken, by: 'p-2' });
    database.lose();
    expect(await ledger.resume(key, waiting, taken)).toBe(false);
  });

  it('is still put off by us, once', async () => {
    await other.claim(key, waiting);
    const due = { key, sent: waiting, due: waiting.settlement.due, platform: waiting.platform };
    database.lose();
    expect(await ledger.defer(due, '2026-11-22T10:00:00.000Z')).toBe(true);
    expect(await other.defer(due, '2026-11-22T10:00:00.000Z')).toBe(false);
  });

  it('marks a send as it would have', async () => {
    await other.claim(key, sent());
    database.lose();
    await ledger.repeat(key, sent());
    expect(await ledger.sent(key, sent())).toMatchObject({ mayHaveArrived: true });
  });

  it('is still a callback that was stored just now, and repeated the next time', async () => {
    const callback = received('Receipt', receipt());
    database.lose();
    expect(await ledger.receive(key, callback, { fact: 'validated' })).toBe('stored');
    expect(await ledger.receive(key, callback, { fact: 'validated' })).toBe('repeated');
  });

  it('is still our record of a dead letter', async () => {
    const letter: StuckRecord = {
      ...{ type: 'stuck', letter: 'l-1', at: sent().at, message: 'Letter', platform: null },
      ...{ handedOut: 5, since: sent().at },
    };
    database.lose();
    expect(await ledger.keepLetter(key, letter)).toBe(true);
    expect(await ledger.keepLetter(key, letter)).toBe(false);
    database.lose();
    await ledger.noteLetter(key, 'l-1', { redrivenAt: '2026-11-22T10:00:00.000Z' });
    expect(await ledger.letter(key, 'l-1')).toMatchObject({ redrivenAt: '2026-11-22T10:00:00.000Z' });
  });

  it('keeps what cannot be read once', async () => {
    const record: UnreadableRecord = {
      ...{ type: 'unreadable', from: 'outbox', at: sent().at, id: 'q-1', body: 'x', bytes: 1 },
      ...{ faults: [], platform: null, message: null },
    };
    database.lose(2);
    expect(await ledger.keepUnreadable(TOY, record)).toBe(true);
    expect(await ledger.keepUnreadable(TOY, record)).toBe(false);
  });

  it('is still our right to renew the token, and gives it back', async () => {
    const storeOf = (client: typeof database.client, owner: string) =>
      dynamoDbTokenStore({ client, tableName, authority: TOY, owner, now: () => 1000 });
    const [ours, another] = [storeOf(database.client, 'i-1'), storeOf(database.safe, 'i-2')];
    database.lose();
    expect(await ours.acquire(2000, {})).toBe(true);
    expect(await another.acquire(2000, {})).toBe(false);
    const failed = { kind: 'unavailable', cause: 'timeout', detail: 'x', at: 1000, until: 1500 } as const;
    database.lose();
    await ours.fail(failed);
    expect(await another.read()).toEqual({ failed });
    expect(await another.acquire(2000, { failed })).toBe(true);
    const token = { value: 't', obtainedAt: 1000, expiresAt: 9000 };
    database.lose();
    await ours.write(token);
    expect(await another.read()).toEqual({ token });
  });

  it('notes a use, and how far a sweep came', async () => {
    const uses = dynamoDbTokenUses(database.client, tableName);
    database.lose();
    await uses.note({ versionId: 'v', usedAt: sent().at });
    expect(await uses.list()).toEqual([{ versionId: 'v', usedAt: sent().at }]);
    const cursors = dynamoDbCursors(database.client, tableName);
    database.lose();
    await cursors.set('sweep', sent().at);
    expect(await cursors.get('sweep')).toBe(sent().at);
  });
});

describe("[F4] a write of a feed's cursor whose answer was lost", () => {
  const [at, later] = ['2026-11-22T09:00:00.000Z', '2026-11-22T09:15:00.000Z'];
  const cursorsOf = (client: typeof database.client) => dynamoDbFeedCursors(client, tableName);

  it('is still our poll, and nobody else polls', async () => {
    const [ours, another] = [cursorsOf(database.client), cursorsOf(database.safe)];
    database.lose();
    expect(await ours.poll(TOY, 'news', {}, at, later)).toBe(true);
    expect(await another.poll(TOY, 'news', {}, at, later)).toBe(false);
    database.lose();
    await ours.end(TOY, 'news', { notBefore: later, failures: 1, alone: 0 });
    database.lose();
    await ours.end(TOY, 'news', { readAt: later });
    const { changedBy: _, ...cursor } = (await another.get(TOY, 'news')) as Record<string, unknown>;
    expect(cursor).toEqual({ since: at, polledAt: at, readAt: later });
  });

  it.each([
    ['fresh', 'stale', 'lost', 'stale and lost', 'lost and overtaken', 'stale, lost and overtaken', 'fresh'],
    ['stale, lost and overtaken', 'lost and overtaken', 'stale and lost', 'lost', 'stale', 'fresh', 'lost'],
  ])('moves the marker once at each step, and never back: %s, %s, %s …', async (...steps) => {
    const [ours, another] = [cursorsOf(database.client), cursorsOf(database.safe)];
    const marker = async () => (await another.get(TOY, 'news')).marker;
    const to = (marker: string) => ({ marker, count: 1, notBefore: later });
    const plus = (from: string | undefined, more: number) => String(Number(from ?? 0) + more);
    await another.move(TOY, 'news', undefined, to('1'));
    for (const step of steps) {
      const stands = await marker();
      const from = step.startsWith('stale') ? plus(stands, -1) : stands;
      // Another reader reads on from where we came to.
      const overtake = () => another.move(TOY, 'news', plus(from, 1), to(plus(from, 2)));
      if (step.includes('lost')) database.lose(1, step.endsWith('overtaken') ? overtake : undefined);
      const isOurs = await ours.move(TOY, 'news', from, to(plus(from, 1)));
      if (from !== stands) expect([step, isOurs]).toEqual([step, false]);
      else if (step.endsWith('overtaken')) expect(await marker()).toBe(plus(from, 2));
      else expect([step, isOurs, await marker()]).toEqual([step, true, plus(from, 1)]);
    }
  });
});

describe("[F4] a lane's state whose write was lost", () => {
  const T0 = Date.parse('2026-11-22T09:00:00.000Z');
  const rules = { share: { perSecond: 10, perHour: 1000 }, horizonMs: 60_000, leaseMs: 30_000, pauseMs: 60_000 };
  const admissionOf = (client: typeof database.client, owner: string) =>
    dynamoDbAdmission({ client, tableName, authority: TOY, now: () => T0, rules, owner });
  const laneSwitch = (client: typeof database.client) =>
    dynamoDbLaneSwitch({ client, tableName, authority: TOY, now: () => T0 });

  it('grants the turns once, also where another instance was granted some meanwhile', async () => {
    const [ours, another] = [admissionOf(database.client, 'i-1'), admissionOf(database.safe, 'i-2')];
    database.lose(1);
    expect(await ours.admit(10, 0)).toMatchObject({ kind: 'send', count: 10, start: T0 });
    database.lose(1, () => another.admit(10, 0));
    expect(await ours.admit(10, 0)).toMatchObject({ kind: 'send', count: 10 });
    const { hour } = await another.state();
    expect(Object.values(hour)).toEqual([30]);
  });

  it('tells once that the lane opened, and the probe is ours', async () => {
    const ours = admissionOf(database.client, 'i-1');
    database.lose(1);
    expect(await ours.report({ kind: 'failed', cause: 'http-500', detail: 'x' })).toBe('opened');
    expect(
      await admissionOf(database.safe, 'i-2').report({ kind: 'failed', cause: 'http-500', detail: 'x' }),
    ).toBeUndefined();
  });

  it("is an operator's pause all the same, and a resumption: neither was there already", async () => {
    const ours = laneSwitch(database.client);
    database.lose(1);
    expect(await ours.pause('inventory')).toMatchObject({ state: 'closed' });
    expect(await ours.lastWord()).toMatchObject({ word: 'paused', reason: 'inventory' });
    database.lose(1, () => admissionOf(database.safe, 'i-2').admit(1, 0));
    expect(await ours.resume('done')).toMatchObject({ state: 'paused' });
    expect(await ours.lastWord()).toMatchObject({ word: 'resumed' });
  });
});
