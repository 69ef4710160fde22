import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { type NotifyMessagePorts, notifyMessage } from '../../../functions/notify/notify-message.ts';
import { readCallback } from '../../../functions/receive/callback.ts';
import { type KeepPorts, keep } from '../../../functions/receive/keep.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { ShownFiling as Filing } from '../../../schemas/shown-filing.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import type { StoredMessage } from '../../../schemas/untold.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { creation, response, state } from '../../support/messages.ts';

const LRN = 'FR26-TEST-1';
const MRN = '26FR0000000000TST5';
const REQUEST = 'REQ-1';
const declaration: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };
const request: FilingKey = { authority: 'delta-h7', kind: 'request', reference: REQUEST };

const at = (time: string) => `2026-11-22T${time}+01:00[Europe/Paris]`;
const requestHeader = (messageId: string, time: string) => ({
  messageDateTime: at(time),
  messageId,
  operatorRequestReference: REQUEST,
});

/** Every callback of a declaration that was validated, put under control and invalidated on request. */
const life: [path: string, body: { header: { messageId: string } }][] = [
  [toOperator.declarationResponses, response({ messageId: 'm-1', state: 'ANT', at: at('09:00:00') })],
  [toOperator.declarationStates, state({ messageId: 'm-2', state: 'VLD', mrn: MRN, at: at('10:00:00') })],
  [
    toOperator.declarationResponses,
    response({ messageId: 'm-3', state: 'VLD', mrn: MRN, at: at('10:00:00'), payable: 35 }),
  ],
  [
    toOperator.declarationStates,
    state({ messageId: 'm-4', state: 'CTL', at: '2026-11-22T04:30:00-05:00[US/Central]' }),
  ],
  [toOperator.declarationStates, state({ messageId: 'm-5', state: 'VLD', mrn: MRN, at: at('11:00:00') })],
  [
    toOperator.requestRegistrations,
    {
      header: requestHeader('m-6', '11:30:00'),
      request: { customsRequestReference: 'D-77', requestRegistrationDateTime: at('11:30:00') },
      declarations: [{ lrn: LRN, customsDeclarationReference: '2282319', mrn: MRN }],
    } as { header: { messageId: string } },
  ],
  [
    toOperator.requestResponses,
    {
      header: requestHeader('m-7', '12:00:00'),
      request: { customsRequestReference: 'D-77', acceptanceComment: 'oui', requestDecisionDateTime: at('12:00:00') },
      declarations: [
        {
          lrn: LRN,
          customsDeclarationReference: '2282319',
          mrn: MRN,
          declarationState: { state: 'INV', stateDateTime: at('12:00:00') },
        },
      ],
    } as { header: { messageId: string } },
  ],
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
  async function taken(order: typeof life) {
    const ledger: Ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 1 });
    await ledger.claim(declaration, sent('Creation_H7', creation(LRN, 'D'), '07:59:00'));
    await ledger.claim(declaration, sent('Validation_H7', { header: { lrn: LRN } }, '08:30:00'));
    await ledger.claim(request, sent('Request_Invalidation_H7', { declarations: [{ lrn: LRN }] }, '10:15:00'));
    await ledger.ask(declaration, {
      type: 'asked',
      message: 'Request_Invalidation_H7',
      at: '2026-11-22T10:15:00.000Z',
      messageId: 'out',
      attempt: 1,
      via: { kind: 'request', reference: REQUEST },
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
      overdueMinutes: { 'delta-h7': 30 },
      technicalReplay: { 'delta-h7': { delaySeconds: 300, times: 2 } },
    };
    for (const [path, body] of order) {
      const route = callbackRoutes(['delta-h7']).find((one) => one.path === path);
      if (!route) throw new Error(`no route ${path}`);
      const pathParameters = { customsDeclarationReference: '2282319', customsRequestReference: 'D-77' };
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
      [declaration, request].map(async (key) => withoutTimes(shown(readFiling(key, await ledger.records(key)).filing))),
    );
    return { filings, outcomes, told: new Set(outcomes.map(({ id, outcome }) => `${outcome} ${id}`)), stored: all };
  }

  const withoutTimes = ({ history, ...filing }: Filing) => ({
    ...filing,
    history: history
      .map(({ direction, message, messageId, outcome }) => `${direction} ${message} ${messageId} ${outcome}`)
      .sort(),
  });

  it('[H7-X3o, H7-X2, H7-X4] make the same of it in every order and with every repetition', async () => {
    const expected = await taken(life);
    expect(expected.filings).toMatchObject([
      {
        status: 'answered',
        state: 'invalidated',
        mrn: MRN,
        customsDeclarationReference: '2282319',
        dutiesAndTaxes: { generalTaxation: { totalPayableTaxAmount: 35 } },
      },
      {
        status: 'answered',
        customsDeclarationReference: 'D-77',
        request: { decision: 'accepted', declarations: [LRN] },
      },
    ]);
    const orders = fc
      .tuple(fc.shuffledSubarray(life, { minLength: life.length }), fc.array(fc.nat(life.length - 1), { maxLength: 5 }))
      .map(([order, repeated]) => [...order, ...repeated.map((index) => order[index] as (typeof life)[number])]);
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { filings, told } = await taken(order);
        expect({ filings, told }).toEqual({ filings: expected.filings, told: expected.told });
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('[H7-X45d] on a shared route are what was asked for, whatever they look like', async () => {
    const [, decision] = life.at(-1) as (typeof life)[number];
    const amendmentLike = { ...decision, dutiesAndTaxes: { itemsTaxation: [] }, declaration: {} };
    const { filings } = await taken([[toOperator.requestResponses, amendmentLike]]);
    expect(filings[1]?.history).toContain('received Response_Invalidation_H7 m-7 accepted');
  });

  it('[H7-X4] find a request by the number in the path where the registration does not repeat it', async () => {
    const registration = { header: requestHeader('m-6', '11:30:00'), declarations: [] } as {
      header: { messageId: string };
    };
    const [, decision] = life.at(-1) as (typeof life)[number];
    const nameless = { ...decision, header: { messageDateTime: at('12:00:00'), messageId: 'm-7' } };
    const { filings } = await taken([
      [toOperator.requestRegistrations, registration],
      [toOperator.requestResponses, nameless],
    ]);
    expect(filings).toMatchObject([
      { state: 'invalidated' },
      { customsDeclarationReference: 'D-77', request: { decision: 'accepted' } },
    ]);
  });

  describe('with times that cannot be taken at their word', () => {
    const answered: (typeof life)[number] = [
      toOperator.declarationResponses,
      response({ messageId: 'm-1', mrn: MRN, at: at('09:00:00') }),
    ];
    const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ outcome, state }) => `${outcome} ${state}`);

    it.each([
      ['2026-11-22T10:00+01:00[Europe/Paris]', 'drift'],
      ['2026-11-22T10:00:00,5+0100', 'drift'],
      ['2026-11-22T10:00:00[Europe/Paris]', 'drift'],
      ['2026-02-30T10:00:00+01:00[Europe/Paris]', 'drift'],
      ['22/11/2026 10:00', 'drift'],
      [undefined, 'drift'],
      ['2036-11-22T10:00:00+01:00[Europe/Paris]', 'drift'],
      ['2026-11-22T10:00:00+01:00[Europe/Paris]', 'taken'],
    ])('[F15, H7-X3o] a state since %s is applied and told', async (since, became) => {
      const released = state({ messageId: 'm-2', state: 'BAE' });
      const body = {
        header: { ...released.header, messageDateTime: since },
        declarationState: { ...released.declarationState, stateDateTime: since },
      };
      const { filings, outcomes } = await taken([answered, [toOperator.declarationStates, body]]);
      expect(filings[0]).toMatchObject({ state: 'released', stateDateTime: since ?? null });
      expect(filings[0]?.history).toContain(`received State_H7 m-2 ${became}`);
      expect(kinds(outcomes)).toEqual(['accepted validated', 'released released']);
    });
  });
});
