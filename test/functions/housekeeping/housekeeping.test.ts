import { beforeEach, describe, expect, it } from 'vitest';
import { bucketOf } from '../../../functions/admission/hour.ts';
import { type AdmissionState, initialState } from '../../../functions/admission/state.ts';
import { openFilings } from '../../../functions/books/open-filings.ts';
import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import { releaseDue } from '../../../functions/housekeeping/release-due.ts';
import { reportLane } from '../../../functions/housekeeping/report-lane.ts';
import { reportOverdue } from '../../../functions/housekeeping/report-overdue.ts';
import { warnExpiring } from '../../../functions/housekeeping/warn-expiring.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { FilingKey, Parked, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { tableBooks } from '../../support/books/kept-books.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { memoryFeedCursors } from '../../support/memory-feed-cursors.ts';
import { news, receipt } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const lane = {
  authority: TOY,
  share: { perSecond: 0.05, perHour: 100 },
  warnDays: 3,
  overdueMinutes: 30,
} as const;
const keyOf = (reference: string): FilingKey => ({ authority: TOY, kind: 'declaration', reference });

describe('housekeeping of a lane', () => {
  const tables = ledgerTables();
  let ports: HousekeepingPorts;
  let now: Date;
  let admission: AdmissionState;
  let released: string[];
  let told: Outcome[];
  let problems: string[];
  /** The books are kept before they are read, as the stream has it done. */
  let isKept: boolean;

  beforeEach(async () => {
    const { client } = tables;
    const tableName = await tables.make();
    now = new Date('2026-11-22T09:00:00.000Z');
    admission = initialState;
    released = [];
    told = [];
    problems = [];
    isKept = true;
    const { keep, ports: books } = tableBooks(client, tableName);
    ports = {
      async *openFilings(authority, until) {
        if (isKept) await keep();
        yield* openFilings(authority, until, books.table);
      },
      ledger: dynamoDbLedger({ client, tableName, retentionDays: 100 }),
      cursors: dynamoDbCursors(client, tableName),
      outcomes: { publish: async (outcome) => void told.push(outcome) },
      telemetry: { event() {}, problem: (name) => void problems.push(name) },
      admissionOf: async () => admission,
      deadLetters: { areThere: async () => false, look: async () => [], leave: async () => {} },
      releaseAll: async (parked) => {
        released.push(...parked.map(({ key }) => key.reference));
        return [];
      },
      hasTime: () => true,
      feedCursors: memoryFeedCursors(),
      poll: async () => {},
      platformTrust: 'apart',
      now: () => now,
    };
  });

  const holdUntil = (reference: string, due: string, more: Partial<Parked> = {}) => {
    const at = '2026-11-22T08:00:00.000Z';
    const settlement = { verdict: 'parked', httpStatus: 500, error: {}, at, due, ...more } as const;
    const record: SentRecord = {
      type: 'sent',
      message: 'Letter',
      attempt: 1,
      at,
      messageId: reference,
      platform: 'shop-1',
      digest: 'd',
      claimedBy: 'q-1',
      body: '{}',
      settlement,
    };
    return ports.ledger.claim(keyOf(reference), record);
  };

  it('puts back what is due, the longest due first, and leaves the rest', async () => {
    await holdUntil('LATER', '2026-11-22T09:00:01.000Z');
    await holdUntil('SECOND', '2026-11-22T08:59:00.000Z');
    await holdUntil('FIRST', '2026-11-21T08:59:00.000Z');
    await releaseDue(lane, ports);
    expect(released).toEqual(['FIRST', 'SECOND']);
  });

  it('puts back no more than the lane may send in a minute, and nothing twice while its pointer lives', async () => {
    for (let n = 0; n < 5; n += 1) await holdUntil(`L-${n}`, `2026-11-22T08:5${n}:00.000Z`);
    await releaseDue(lane, ports);
    await releaseDue(lane, ports);
    expect(released).toEqual(['L-0', 'L-1', 'L-2', 'L-3', 'L-4']);
    await releaseDue(lane, ports);
    expect(released).toHaveLength(5);
  });

  it('[H7-S1] leaves in the ledger what the hour has no room for', async () => {
    for (let n = 0; n < 3; n += 1) await holdUntil(`L-${n}`, `2026-11-22T08:5${n}:00.000Z`);
    const bucket = bucketOf(now.getTime() - 600_000);
    admission = { ...initialState, hour: { [bucket]: lane.share.perHour } };
    await releaseDue(lane, ports);
    expect(released).toEqual([]);
    admission = { ...initialState, hour: { [bucket]: lane.share.perHour - 2 } };
    await releaseDue(lane, ports);
    expect(released).toEqual(['L-0', 'L-1']);
  });

  it('[H7-E500b] puts back a single one once the authority is to be tried, and none before or meanwhile', async () => {
    for (let n = 0; n < 5; n += 1) await holdUntil(`L-${n}`, `2026-11-22T08:5${n}:00.000Z`);
    const since = now.getTime() - 60_000;
    const open = (until: number): AdmissionState => ({
      ...initialState,
      breaker: { state: 'open', cause: 'http-500', since, until },
    });
    const probing = {
      state: 'probing',
      cause: 'http-500',
      since,
      owner: 'a',
      leaseUntil: now.getTime() + 1,
    } as const;
    for (admission of [open(now.getTime() + 60_000), { ...initialState, breaker: probing }])
      await releaseDue(lane, ports);
    expect(released).toEqual([]);
    admission = open(now.getTime());
    await releaseDue(lane, ports);
    expect(released).toEqual(['L-0']);
  });

  it.each([
    ['2026-11-22T08:59:00.000Z', 20_000, 20],
    ['2026-11-22T09:00:21.000Z', 20_000, 21],
    ['2026-11-22T09:00:01.000Z', 0, 1],
  ])('[F8] has the one that tries handed out when the pause is over: due %s, paused for %i ms', async (due, ms, s) => {
    for (const id of ['FIRST', 'SECOND']) await holdUntil(id, due);
    const delays: unknown[] = [];
    ports.releaseAll = async (parked) => {
      delays.push(...parked.map(({ delaySeconds }) => delaySeconds));
      return [];
    };
    const until = now.getTime() + ms;
    admission = { ...initialState, breaker: { state: 'open', cause: 'http-500', since: 0, until } };
    await releaseDue(lane, ports);
    expect(delays).toEqual([s]);
    admission = { ...initialState, breaker: { state: 'open', cause: 'http-500', since: 0, until, ramp: 1000 } };
    if (ms > 0) await releaseDue(lane, ports);
    expect(delays).toEqual([s]);
  });

  it('[H7-S6] puts back nothing in a lane that is paused', async () => {
    await holdUntil('L', '2026-11-22T08:59:00.000Z');
    admission = { ...initialState, breaker: { state: 'paused', reason: 'maintenance', since: 0 } };
    await releaseDue(lane, ports);
    expect(released).toEqual([]);
  });

  it('[F8] puts back one a minute that fails alone, and as a try only where there is no other', async () => {
    for (const n of [1, 2]) await holdUntil(`ALONE-${n}`, `2026-11-22T08:50:0${n}.000Z`, { failures: 2, alone: 1 });
    await holdUntil('LANE', '2026-11-22T08:58:00.000Z');
    const since = now.getTime() - 60_000;
    const open = { state: 'open', cause: 'http-500', since, until: now.getTime() } as const;
    admission = { ...initialState, breaker: open };
    await releaseDue(lane, ports);
    expect(released).toEqual(['LANE']);
    await releaseDue(lane, ports);
    expect(released).toEqual(['LANE', 'ALONE-1']);
    admission = initialState;
    await holdUntil('LANE-2', '2026-11-22T08:58:00.000Z');
    await releaseDue(lane, ports);
    expect(released).toEqual(['LANE', 'ALONE-1', 'LANE-2', 'ALONE-2']);
  });

  it('[F7] has what awaits a declaration looked at also while nothing is sent', async () => {
    await holdUntil('LANE', '2026-11-22T08:58:00.000Z');
    await holdUntil('AWAITS', '2026-11-22T08:59:00.000Z', { awaitsDeclaration: true });
    await holdUntil('LATER', '2026-11-22T09:59:00.000Z', { awaitsDeclaration: true });
    admission = { ...initialState, breaker: { state: 'paused', reason: 'maintenance', since: 0 } };
    await releaseDue(lane, ports);
    expect(released).toEqual(['AWAITS']);
    admission = initialState;
    await releaseDue(lane, ports);
    expect(released).toEqual(['AWAITS', 'LANE']);
  });

  it('puts back again what nobody took up', async () => {
    await holdUntil('LOST', '2026-11-22T08:59:00.000Z');
    await releaseDue(lane, ports);
    now = new Date('2026-11-22T09:16:00.000Z');
    await releaseDue(lane, ports);
    expect(released).toEqual(['LOST', 'LOST']);
  });

  const lodge = async (reference: string, at: string) => {
    const body = JSON.stringify(
      receipt({ id: reference, messageId: `r-${reference}`, state: 'WISHED', since: `${at.slice(0, 19)}+00:00[UTC]` }),
    );
    const record = {
      type: 'received' as const,
      message: 'Receipt',
      path: paths.receipts,
      at,
      messageId: `r-${reference}`,
      body,
      drift: [],
    } satisfies ReceivedRecord;
    await ports.ledger.receive(keyOf(reference), record, { fact: 'anticipated' });
  };
  const states = async (reference: string, code: string, at: string) => {
    const body = JSON.stringify(
      news({ id: reference, messageId: `s-${reference}`, state: code, since: `${at.slice(0, 19)}+00:00[UTC]` }),
    );
    const record = {
      type: 'received' as const,
      message: 'News',
      path: paths.news,
      at,
      messageId: `s-${reference}`,
      body,
      drift: [],
    } satisfies ReceivedRecord;
    await ports.ledger.receive(keyOf(reference), record, { fact: 'validated' });
  };

  it('warns, once, of declarations in a state that the authority will end', async () => {
    await lodge('EXPIRING', '2026-11-05T09:00:00.000Z');
    await lodge('YOUNG', '2026-11-05T09:30:00.000Z');
    await lodge('VALIDATED', '2026-11-05T08:00:00.000Z');
    await states('VALIDATED', 'TAKEN', '2026-11-08T08:00:00.000Z');
    await warnExpiring(lane, ports);
    expect(told).toMatchObject([
      {
        outcome: 'expiring',
        reference: 'EXPIRING',
        state: 'anticipated',
        id: 'expiring/toy/declaration/EXPIRING',
      },
    ]);
    now = new Date('2026-11-22T09:29:00.000Z');
    await warnExpiring(lane, ports);
    expect(told).toHaveLength(1);
    now = new Date('2026-11-22T09:31:00.000Z');
    await warnExpiring(lane, ports);
    expect(told.map(({ reference }) => reference)).toEqual(['EXPIRING', 'YOUNG']);
  });

  it('catches up on the warnings of a time when nobody tended', async () => {
    await warnExpiring(lane, ports);
    await lodge('MISSED', '2026-11-06T09:00:00.000Z');
    now = new Date('2026-11-24T12:00:00.000Z');
    await warnExpiring(lane, ports);
    expect(told.map(({ reference }) => reference)).toEqual(['MISSED']);
  });

  const send = (reference: string, at: string, more: Partial<SentRecord> = {}, key = keyOf(reference)) =>
    ports.ledger.claim(key, {
      type: 'sent',
      message: 'Letter',
      attempt: 1,
      at,
      messageId: `out-${reference}`,
      platform: 'shop-1',
      digest: 'd',
      claimedBy: 'q-1',
      body: '{}',
      ...more,
    });

  it('[H7-S3] reports, once, a message without its answer after 30 minutes', async () => {
    await send('OVERDUE', '2026-11-22T08:30:00.000Z');
    await send('ANSWERED', '2026-11-22T08:29:00.000Z');
    await lodge('ANSWERED', '2026-11-22T08:29:05.000Z');
    await send('YOUNG', '2026-11-22T08:30:00.001Z');
    await holdUntil('WAITS', '2026-11-22T10:00:00.000Z');
    await reportOverdue(lane, ports);
    expect(told).toMatchObject([
      {
        id: 'overdue/toy/declaration/OVERDUE/Letter/1/out-OVERDUE/2026-11-22T09:00:00.000Z',
        outcome: 'overdue',
        reference: 'OVERDUE',
        message: 'Letter',
        messageId: 'out-OVERDUE',
        platform: 'shop-1',
        status: 'sent',
        overdueSince: '2026-11-22T09:00:00.000Z',
      },
    ]);
    expect(problems).toEqual(['message.overdue']);
    now = new Date('2026-11-22T09:01:00.000Z');
    await reportOverdue(lane, ports);
    expect(told.map(({ reference }) => reference)).toEqual(['OVERDUE', 'YOUNG']);
  });

  it('[H7-S3] reports each message of a filing, a request and a consultation by itself', async () => {
    await send('BOTH', '2026-11-22T08:00:00.000Z');
    await lodge('BOTH', '2026-11-22T08:00:05.000Z');
    await send('BOTH', '2026-11-22T08:10:00.000Z', { message: 'Hurry', messageId: 'out-validation' });
    for (const [kind, message] of [
      ['request', 'Recall'],
      ['consultation', 'Ask'],
    ] as const) {
      const key: FilingKey = { authority: TOY, kind, reference: kind };
      await send(kind, '2026-11-22T08:20:00.000Z', { message, messageId: `out-${kind}` }, key);
    }
    await reportOverdue(lane, ports);
    expect(told.map(({ messageId, kind }) => [messageId, kind]).sort()).toEqual([
      ['out-consultation', 'consultation'],
      ['out-request', 'request'],
      ['out-validation', 'declaration'],
    ]);
  });

  it('[H7-S3] counts from when a message that waited was sent after all, and by the minutes of the lane', async () => {
    await holdUntil('RESUMED', '2026-11-22T08:10:00.000Z');
    const record = await ports.ledger.sent(keyOf('RESUMED'), { message: 'Letter', attempt: 1 });
    if (!record) throw new Error('nothing waits');
    await ports.ledger.resume(keyOf('RESUMED'), record, { body: '{}', at: '2026-11-22T08:45:00.000Z', by: 'p-1' });
    await reportOverdue(lane, ports);
    expect(told).toEqual([]);
    await reportOverdue({ ...lane, overdueMinutes: 15 }, ports);
    expect(told).toMatchObject([{ reference: 'RESUMED', overdueSince: '2026-11-22T09:00:00.000Z' }]);
  });

  it('[H7-S3] reports again under the same id what a crash of its own left half told, and nothing is left out', async () => {
    for (let n = 0; n < 5; n += 1) await send(`L-${n}`, `2026-11-22T08:1${n}:00.000Z`);
    const { outcomes } = ports;
    let published = 0;
    ports.outcomes = {
      async publish(outcome) {
        published += 1;
        if (published === 3) throw new Error('killed');
        await outcomes.publish(outcome);
      },
    };
    await expect(reportOverdue(lane, ports)).rejects.toThrow('killed');
    now = new Date('2026-11-22T09:03:00.000Z');
    await reportOverdue(lane, ports);
    expect([...new Set(told.map(({ id }) => id))].sort()).toEqual(
      Array.from(
        { length: 5 },
        (_, n) => `overdue/toy/declaration/L-${n}/Letter/1/out-L-${n}/2026-11-22T08:4${n}:00.000Z`,
      ),
    );
  });

  it('[H7-S3] costs a query of each standing, and reads no filing, where nothing was sent that long ago', async () => {
    await send('YOUNG', '2026-11-22T08:59:00.000Z');
    await reportOverdue(lane, ports);
    now = new Date('2026-11-22T09:01:00.000Z');
    isKept = false;
    tables.standIn.calls.reset();
    await reportOverdue(lane, ports);
    expect(tables.standIn.calls.counts()).toEqual({ GetItem: 1, BatchGetItem: 1, Query: 1 });
  });

  describe('tells how it stands', () => {
    const since = Date.parse('2026-11-22T08:30:30.000Z');
    const stands = async (breaker: AdmissionState['breaker']) => {
      admission = { ...initialState, breaker };
      const lines: object[] = [];
      const telemetry = { event: (_: string, fields: object) => void lines.push(fields), problem() {} };
      await reportLane(lane, { ...ports, telemetry });
      expect(lines).toHaveLength(1);
      return lines[0];
    };
    const open = { cause: 'http-500', since, until: since } as const;

    it.each<[AdmissionState['breaker'], object]>([
      [{ state: 'closed' }, { state: 'closed', openMinutes: 0, pausedMinutes: 0 }],
      [
        { state: 'open', ...open },
        { state: 'open', openMinutes: 29, pausedMinutes: 0, cause: 'http-500' },
      ],
      [
        { state: 'probing', cause: 'http-404', since, owner: 'o', leaseUntil: since },
        { state: 'probing', openMinutes: 29, pausedMinutes: 0, cause: 'http-404' },
      ],
      [
        { state: 'open', ...open, since: Date.parse('2026-11-22T08:59:59.000Z') },
        { state: 'open', openMinutes: 1, pausedMinutes: 0, cause: 'http-500' },
      ],
      [
        { state: 'paused', reason: 'r', since },
        { state: 'paused', openMinutes: 0, pausedMinutes: 29 },
      ],
      [
        { state: 'ramping', since: Date.parse('2026-11-22T09:00:00.000Z') },
        { state: 'ramping', openMinutes: 0, pausedMinutes: 0 },
      ],
      [
        { state: 'ramping', since: 0 },
        { state: 'closed', openMinutes: 0, pausedMinutes: 0 },
      ],
      // Closed by its own hours: no outage, unless it lasts for days.
      [
        { state: 'open', ...open, detail: 'service-closed' },
        { state: 'open', openMinutes: 0, pausedMinutes: 0, cause: 'http-500', detail: 'service-closed' },
      ],
      [
        { state: 'open', ...open, detail: 'service-closed', since: since - 5 * 86_400_000 },
        { state: 'open', openMinutes: 7229, pausedMinutes: 0, cause: 'http-500', detail: 'service-closed' },
      ],
      // [F8] Stopped by a message that fails alone, with nobody there to find that the pause is over.
      [
        { state: 'open', ...open, ramp: 1 },
        { state: 'open', openMinutes: 0, pausedMinutes: 0 },
      ],
    ])('%j', async (breaker, expected) => {
      expect(await stands(breaker)).toEqual({ authority: TOY, waiting: 0, alone: 0, ...expected });
    });

    it('[F8] with what fails alone, each named', async () => {
      const due = '2026-11-22T09:08:00.000Z';
      await holdUntil('ALONE', due, { failures: 4, alone: 3 });
      await holdUntil('ONCE', due, { failures: 1 });
      const named: object[] = [];
      const stood: object[] = [];
      const telemetry = {
        event: (_: string, fields: object) => void stood.push(fields),
        problem: (name: string, fields: object) => void named.push({ name, ...fields }),
      };
      await reportLane(lane, { ...ports, telemetry });
      expect(stood).toMatchObject([{ waiting: 2, alone: 1 }]);
      expect(named).toMatchObject([
        {
          name: 'message.fails-alone',
          reference: 'ALONE',
          failures: 4,
          due,
          cause: 'http-500',
          message: 'Letter',
        },
      ]);
    });

    it('with all that waits, also what is not due yet', async () => {
      await holdUntil('NOW', '2026-11-22T08:00:00.000Z');
      await holdUntil('LATER', '2026-11-23T08:00:00.000Z');
      expect(await stands({ state: 'closed' })).toMatchObject({ waiting: 2 });
    });
  });
});
