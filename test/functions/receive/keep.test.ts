import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { SentRecord } from '../../../functions/ledger/records.ts';
import { type NotifyMessagePorts, notifyMessage } from '../../../functions/notify/notify-message.ts';
import { readCallback } from '../../../functions/receive/callback.ts';
import { type KeepPorts, keep } from '../../../functions/receive/keep.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { ShownFiling as Filing } from '../../../schemas/shown-filing.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import type { StoredMessage } from '../../../schemas/untold.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { ID, letter, news, receipt } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, requestKey } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const TAG = 'red-5';

const at = (time: string) => `2026-11-22T${time}+01:00[Europe/Paris]`;
const ofRequest = (messageId: string, time: string, more: object = {}) => ({
  ...{ header: { messageId, issued: at(time) }, request: 'REQ-1' },
  ...more,
});
const dropped = { id: ID, number: '77', tag: TAG, state: 'DROPPED', since: at('12:00:00') };

/** Every callback of a declaration that was validated, put under control and invalidated on request. */
const life: [path: string, body: { header: { messageId: string } }][] = [
  [paths.receipts, receipt({ messageId: 'm-1', state: 'WISHED', since: at('09:00:00') })],
  [paths.news, news({ messageId: 'm-2', state: 'TAKEN', tag: TAG, since: at('10:00:00') })],
  [
    paths.receipts,
    receipt({ messageId: 'm-3', state: 'TAKEN', tag: TAG, since: at('10:00:00'), price: { total: 35 } }),
  ],
  [paths.news, news({ messageId: 'm-4', state: 'TESTED', since: '2026-11-22T04:30:00-05:00[US/Central]' })],
  [paths.news, news({ messageId: 'm-5', state: 'TAKEN', tag: TAG, since: at('11:00:00') })],
  [paths.registrations, ofRequest('m-6', '11:30:00', { number: 'D-77' })],
  [paths.decisions, ofRequest('m-7', '12:00:00', { number: 'D-77', decision: 'accepted', toys: [dropped] })],
];

const sent = (message: string, body: object, time: string): SentRecord => ({
  type: 'sent',
  message,
  attempt: 1,
  at: `2026-11-22T${time}.000Z`,
  messageId: `out-${message}`,
  platform: 'shop-1',
  digest: message,
  claimedBy: 'q-1',
  body: JSON.stringify(body),
});

/** A ledger whose received messages are noted as the table's stream has them. */
const streaming = (ledger: Ledger, stream: StoredMessage[]): Ledger => ({
  ...ledger,
  async receive(key, record, index) {
    const stored = await ledger.receive(key, record, index);
    if (stored === 'stored') stream.push({ filing: filingId(key), entry: receivedEntry(record) });
    return stored;
  },
});

describe('the callbacks of a filing', () => {
  const tables = ledgerTables();

  /** Takes callbacks in this order, on a ledger of its own, and returns the filings without the times of their arrival. */
  async function taken(order: typeof life, given?: Ledger) {
    const { client } = tables;
    const ledger = given ?? dynamoDbLedger({ client, tableName: await tables.make(), retentionDays: 1 });
    await ledger.claim(letterKey, sent('Letter', letter(), '07:59:00'));
    await ledger.claim(letterKey, sent('Hurry', { id: ID }, '08:30:00'));
    await ledger.claim(requestKey, sent('Recall', { toys: [{ id: ID }] }, '10:15:00'));
    await ledger.ask(letterKey, {
      type: 'asked',
      message: 'Recall',
      at: '2026-11-22T10:15:00.000Z',
      messageId: 'out',
      attempt: 1,
      via: { kind: 'request', reference: 'REQ-1' },
    });

    let clock = Date.parse('2026-11-22T12:00:00Z');
    const stream: StoredMessage[] = [];
    const all: StoredMessage[] = [];
    const outcomes: Outcome[] = [];
    const shared = {
      ledger,
      telemetry: { event() {}, problem() {} },
      now: () => {
        clock += 1000;
        return new Date(clock);
      },
    };
    const ports: KeepPorts = { ...shared, ledger: streaming(ledger, stream) };
    const telling: NotifyMessagePorts = {
      ...ports,
      outcomes: { publish: async (outcome) => void outcomes.push(outcome) },
      release: async () => {},
      overdueMinutes: { [TOY]: 30 },
      technicalReplay: { [TOY]: { delaySeconds: 300, times: 2 } },
    };
    for (const [path, body] of order) {
      const route = callbackRoutes([TOY]).find((one) => one.path === path);
      if (!route) throw new Error(`no route ${path}`);
      const pathParameters = { number: '77', requestNumber: 'D-77' };
      const event = {
        resource: path,
        httpMethod: 'POST',
        pathParameters,
        body: JSON.stringify(body),
        isBase64Encoded: false,
      };
      await keep(readCallback(event as never, route), ports);
      for (const stored of stream) await notifyMessage(stored, telling);
      all.push(...stream.splice(0));
    }
    const filings = await Promise.all(
      [letterKey, requestKey].map(async (key) =>
        withoutTimes(shown(readFiling(key, await ledger.records(key)).filing)),
      ),
    );
    return { filings, outcomes, told: new Set(outcomes.map(({ id, outcome }) => `${outcome} ${id}`)), stored: all };
  }

  const withoutTimes = ({ history, ...filing }: Filing) => ({
    ...filing,
    history: history
      .map(({ direction, message, messageId, outcome }) => `${direction} ${message} ${messageId} ${outcome}`)
      .sort(),
  });

  it('[H7-X3o] make the same of it in every order and with every repetition', async () => {
    const expected = await taken(life);
    expect(expected.filings).toMatchObject([
      {
        status: 'answered',
        state: 'invalidated',
        tag: TAG,
        number: '77',
        price: { total: 35 },
      },
      {
        status: 'answered',
        number: 'D-77',
        request: { decision: 'accepted', declarations: [ID] },
      },
    ]);
    const orders = fc
      .tuple(fc.shuffledSubarray(life, { minLength: life.length }), fc.array(fc.nat(life.length - 1), { maxLength: 5 }))
      .map(([order, repeated]) => [...order, ...repeated.map((index) => order[index] as (typeof life)[number])]);
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { filings, told } = await taken(order, memoryLedger());
        expect({ filings, told }).toEqual({ filings: expected.filings, told: expected.told });
      }),
      { numRuns: 40 },
    );
  });

  it('on a shared route are what was asked for, whatever they look like', async () => {
    const [, decision] = life.at(-1) as (typeof life)[number];
    const changeLike = { ...decision, declaration: {} };
    const { filings } = await taken([[paths.decisions, changeLike]]);
    expect(filings[1]?.history).toContain('received Recalled m-7 accepted');
  });

  it('that depart from the contract are kept, and noted as drift', async () => {
    const novel = { ...news({ messageId: 'm-1', state: 'TAKEN' }), since: 'yesterday' };
    const { filings } = await taken([[paths.news, novel]]);
    expect(filings[0]).toMatchObject({ status: 'answered', state: 'validated' });
    expect(filings[0]?.history).toContain('received News m-1 drift');
    const unknown = news({ messageId: 'm-2', state: 'LOST', since: at('10:00:00') });
    const { filings: shown } = await taken([[paths.news, unknown]]);
    expect(shown[0]).toMatchObject({ state: 'unknown', rawState: 'LOST' });
    expect(shown[0]?.history).toContain('received News m-2 drift');
  });

  it("[H7-X3] that name only the authority's reference join the declaration that turns out to have it, in either order", async () => {
    const nameless = { header: { messageId: 'o-1' }, state: 'MADE', since: at('13:00:00') };
    const messages: typeof life = [
      [paths.news, nameless],
      [paths.receipts, receipt({ messageId: 'm-1', tag: TAG, since: at('09:00:00') })],
    ];
    for (const order of [messages, messages.toReversed()]) {
      expect((await taken(order)).filings[0]).toMatchObject({ state: 'released', tag: TAG });
    }
  });

  it("[H7-X3] that name only the authority's reference join it also where one of them came before", async () => {
    const nameless = (messageId: string, state: string, time: string) => ({
      header: { messageId },
      ...{ state, since: at(time) },
    });
    const { filings } = await taken([
      [paths.news, nameless('o-1', 'TESTED', '12:00:00')],
      [paths.receipts, receipt({ messageId: 'm-1', tag: TAG, since: at('09:00:00') })],
      [paths.news, nameless('o-2', 'MADE', '13:00:00')],
    ]);
    expect(filings[0]).toMatchObject({ state: 'released', tag: TAG });
  });

  it('find a request by the number in the path where the registration does not repeat it', async () => {
    const registration = ofRequest('m-6', '11:30:00');
    const [, decision] = life.at(-1) as (typeof life)[number];
    const nameless = { ...decision, request: undefined, number: undefined };
    const { filings } = await taken([
      [paths.registrations, registration],
      [paths.decisions, nameless],
    ]);
    expect(filings).toMatchObject([{ state: 'invalidated' }, { number: 'D-77', request: { decision: 'accepted' } }]);
  });

  it("[H7-R2] are told by their storing alone: what is replayed is in the stream once, and an orphan of a known filing is told as the filing's", async () => {
    const nameless = { header: { messageId: 'o-1' }, state: 'MADE', since: at('13:00:00') };
    const answer = receipt({ messageId: 'm-1', tag: TAG, since: at('09:00:00') });
    const { told, stored } = await taken([
      [paths.news, nameless],
      [paths.news, nameless],
      [paths.receipts, answer],
      [paths.receipts, answer],
    ]);
    expect(stored.map(({ filing }) => filing.replace('toy/declaration/', ''))).toEqual(['77', ID, ID]);
    expect([...told].map((one) => one.replace(/\/\w{8}$/, ''))).toEqual([
      'released News/o-1/declaration/77',
      `accepted Receipt/m-1/declaration/${ID}`,
      `released News/o-1/declaration/${ID}`,
    ]);
  });

  describe('with times that cannot be taken at their word', () => {
    const answered: (typeof life)[number] = [
      paths.receipts,
      receipt({ messageId: 'm-1', tag: TAG, since: at('09:00:00') }),
    ];
    const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ outcome, state }) => `${outcome} ${state}`);

    it.each([
      ['2026-11-22T10:00+01:00[Europe/Paris]', 'taken'],
      ['2026-11-22T10:00:00,5+0100', 'taken'],
      ['2026-11-22T10:00:00[Europe/Paris]', 'taken'],
      ['2026-02-30T10:00:00+01:00[Europe/Paris]', 'drift'],
      ['22/11/2026 10:00', 'drift'],
      [undefined, 'taken'],
      ['2036-11-22T10:00:00+01:00[Europe/Paris]', 'drift'],
      ['2026-11-22T10:00:00+01:00[Europe/Paris]', 'taken'],
    ])('[F15] a state since %s is applied and told', async (since, became) => {
      const body = { ...news({ messageId: 'm-2' }), header: { messageId: 'm-2', issued: since }, since };
      const { filings, outcomes } = await taken([answered, [paths.news, body]]);
      expect(filings[0]).toMatchObject({ state: 'released', stateDateTime: since ?? null });
      expect(filings[0]?.history).toContain(`received News m-2 ${became}`);
      expect(kinds(outcomes)).toEqual(['accepted validated', 'released released']);
    });

    it('[F15, H7-X3o] a state of years ahead is followed by the next', async () => {
      const ahead = news({ messageId: 'm-2', state: 'TESTED', since: '2036-11-22T10:00:00+01:00[Europe/Paris]' });
      const next = news({ messageId: 'm-3', state: 'MADE', since: at('13:00:10') });
      const { filings } = await taken([answered, [paths.news, ahead], [paths.news, next]]);
      expect(filings[0]).toMatchObject({ state: 'released', stateDateTime: at('13:00:10') });
    });

    it('a state is told by the outcome that the contract names for it, whatever the state is called', async () => {
      const given = news({ messageId: 'm-2', state: 'GIVEN', since: at('10:00:00') });
      const { outcomes } = await taken([answered, [paths.news, given]]);
      expect(kinds(outcomes)).toEqual(['accepted validated', 'released given']);
    });

    it('[F15, H7-X3o] a release that comes after the state which followed it is not told as one', async () => {
      const control = news({ messageId: 'm-3', state: 'TESTED', since: at('11:00:00') });
      const released = news({ messageId: 'm-2', state: 'MADE', since: at('10:00:00') });
      const { outcomes } = await taken([answered, [paths.news, control], [paths.news, released]]);
      expect(kinds(outcomes)).toEqual([
        'accepted validated',
        'state-changed under-control',
        'state-changed under-control',
      ]);
    });
  });

  it('[F16] whose references are numbers are kept under their digits, and noted as drift', async () => {
    const numbered = { ...news(), header: { messageId: 7, issued: at('10:00:00') }, number: 20261129, tag: 1 };
    const { filings } = await taken([[paths.news, numbered as never]]);
    expect(filings[0]).toMatchObject({ state: 'released', number: '20261129', tag: '1' });
    expect(filings[0]?.history).toContain('received News 7 drift');
  });
});
