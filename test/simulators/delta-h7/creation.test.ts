import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isValidMrn, triggers } from '../../../local/simulators/delta-h7/index.ts';
import { Register } from '../../../local/simulators/delta-h7/register/register.ts';
import type { Message, Operator } from './operator.ts';
import { account, CALLBACK_TOKEN, creation, eur, procedure, startOperator, statesTold } from './operator.ts';

const DATE_TIME = /^2026-11-22T10:00:0[0-9]\+01:00\[Europe\/Paris\]$/;
const MESSAGE_ID = /^[0-9a-f-]{36}1795338000$/;

describe('a creation', () => {
  let operator: Operator;
  let deadlines: { millis: number; callback: () => void; calledOff: boolean }[];
  beforeEach(async () => {
    deadlines = [];
    operator = await startOperator({
      now: () => new Date('2026-11-22T09:00:00Z'),
      timer: (millis, callback) => {
        const deadline = { millis, callback, calledOff: false };
        deadlines.push(deadline);
        return () => {
          deadline.calledOff = true;
        };
      },
    });
  });
  afterEach(() => operator.close());

  const lodged = async (message: unknown): Promise<Message[]> => (await operator.told(message)).map(({ body }) => body);

  const errorsOf = async (message: unknown) => (await lodged(message)).flatMap((body) => body.error ?? []);

  it('of a validated declaration is answered with reference, MRN and duties, as DGDDI published Response_H7', async () => {
    const message = creation({ lrn: 'LRN-A', items: [{ ...eur(105), ...procedure('F49') }] });
    const [response] = await lodged(message);
    const reference = response.header.customsDeclarationReference;
    expect(response).toEqual({
      header: {
        messageDateTime: expect.stringMatching(DATE_TIME),
        messageId: expect.stringMatching(MESSAGE_ID),
        lrn: 'LRN-A',
        customsDeclarationReference: expect.stringMatching(/^[0-9]{1,22}$/),
        mrn: expect.stringMatching(/^26FR[0-9A-Z]{14}$/),
      },
      declarationState: { state: 'VLD', stateDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]', event: 'Creation' },
      dutiesAndTaxes: {
        generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: 27, totalPayableTaxAmount: 27 },
        itemsTaxation: [
          {
            itemNumber: 1,
            nationalTaxCode: 'A445',
            taxType: 'B00',
            taxBaseAmount: 110,
            taxRate: 20,
            payableTaxAmount: 22,
            ...procedure('F49'),
          },
          { itemNumber: 1, taxType: 'A00', payableTaxAmount: 3, ...procedure('F49') },
          { itemNumber: 1, taxType: 'A90', payableTaxAmount: 2, ...procedure('F49') },
        ],
      },
    });
    expect(isValidMrn(response.header.mrn)).toBe(true);
    expect(operator.calls[0]).toMatchObject({
      path: `/dh7/declarations/${reference}/reponses`,
      authorization: `Bearer ${CALLBACK_TOKEN}`,
      contentType: 'application/json',
    });
  });

  it('is followed by the release, on the path of states, under the same reference and MRN', async () => {
    const [response, state] = await lodged(creation());
    const { lrn, customsDeclarationReference, mrn } = response.header;
    expect(state).toEqual({
      header: {
        messageDateTime: expect.stringMatching(DATE_TIME),
        messageId: expect.stringMatching(MESSAGE_ID),
        lrn,
        customsDeclarationReference,
        mrn,
      },
      declarationState: {
        state: 'BAE',
        stateDateTime: '2026-11-22T10:00:01+01:00[Europe/Paris]',
        event: 'Bon a enlever',
      },
    });
    expect(state.header.messageId).not.toBe(response.header.messageId);
    expect(operator.calls[1]?.path).toBe(`/dh7/declarations/${customsDeclarationReference}/etats`);
  });

  it('gives each declaration numbers of its own', async () => {
    const bodies = [await lodged(creation()), await lodged(creation())].map(([response]) => response.header);
    expect(new Set(bodies.map((header) => header.customsDeclarationReference)).size).toBe(2);
    expect(new Set(bodies.map((header) => header.mrn)).size).toBe(2);
  });

  it.each([
    ['toys', { items: [{ commodityCode: '950300' }] }, ['VLD', 'CTL', 'BAE']],
    ['cosmetics', { items: [{}, { commodityCode: '330499' }] }, ['VLD', 'CTL', 'MND']],
    ['both', { items: [{ commodityCode: '950300' }, { commodityCode: '330499' }] }, ['VLD', 'CTL', 'MND']],
    [
      'a credit that is used up',
      { declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A999999' } } },
      ['VLD', 'CEA', 'BAE'],
    ],
    [
      'toys on a credit that is used up',
      {
        items: [{ commodityCode: '950300' }],
        declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A999999' } },
      },
      ['VLD', 'CTL', 'CEA', 'BAE'],
    ],
    ['books for children, which wait', { items: [{ commodityCode: '950300' }, { commodityCode: '490300' }] }, ['VLD']],
    ['neither', { items: [{ commodityCode: '950400' }] }, ['VLD', 'BAE']],
  ])('with %s goes its way', async (_, changes, states) => {
    const bodies = await lodged(creation(changes));
    expect(statesTold(operator.calls)).toEqual(states);
    const instants = bodies.map((body) => body.declarationState.stateDateTime);
    expect([...new Set(instants)].sort()).toEqual(instants);
  });

  it('between private persons has no general taxation', async () => {
    const [response] = await lodged(creation({ items: [{ ...eur(45), ...procedure('C08') }] }));
    expect(Object.keys(response.dutiesAndTaxes)).toEqual(['itemsTaxation']);
  });

  it('of an anticipated declaration gets no MRN, and is cancelled after 30 days', async () => {
    const bodies = await lodged(creation({ type: 'D' }));
    expect(bodies).toHaveLength(1);
    expect(bodies[0].declarationState).toMatchObject({ state: 'ANT', event: 'Creation' });
    expect(bodies[0].header).not.toHaveProperty('mrn');
    expect(bodies[0].dutiesAndTaxes.generalTaxation.totalPayableTaxAmount).toBe(5);
    expect(deadlines.map((deadline) => deadline.millis)).toEqual([30 * 86_400_000]);

    deadlines[0]?.callback();
    await operator.simulator.idle();
    const cancelled = operator.calls[1];
    expect(cancelled?.path).toBe(`/dh7/declarations/${bodies[0].header.customsDeclarationReference}/etats`);
    expect(cancelled?.body.declarationState.state).toBe('ANN');
    expect(cancelled?.body.header).not.toHaveProperty('mrn');
  });

  it('forgets its deadlines when it closes', async () => {
    await lodged(creation({ type: 'D' }));
    await operator.simulator.close();
    expect(deadlines.map((deadline) => deadline.calledOff)).toEqual([true]);
  });

  it('with errors of the surface is told all of them in one message, without a reference', async () => {
    const message = creation({ items: [{ commodityCode: '12', goodsDescription: '' }] });
    const bodies = await lodged(message);
    expect(bodies).toEqual([
      {
        header: { messageDateTime: expect.stringMatching(DATE_TIME), messageId: expect.stringMatching(MESSAGE_ID) },
        declaration: { lrn: message.header.lrn },
        error: [
          {
            errorType: 13,
            errorCode: 'H7_SUR_001',
            errorPointer: 'declaration.items[0].goodsDescription',
            errorDescription: expect.any(String),
          },
          {
            errorType: 12,
            errorCode: 'H7_SUR_003',
            errorPointer: 'declaration.items[0].commodityCode',
            errorDescription: expect.any(String),
          },
        ],
      },
    ]);
    expect(operator.calls[0]?.path).toBe('/dh7/declarations/erreurs');
  });

  it.each([undefined, 'L'.repeat(23), 7, ''])('whose LRN is %j is refused without naming it', async (lrn) => {
    const message = creation();
    message.header.lrn = lrn;
    const [body] = await lodged(message);
    expect(Object.keys(body)).toEqual(['header', 'error']);
    expect(body.error[0].errorPointer).toBe('header.lrn');
  });

  it('is told only the first error of admissibility, and none of them before the surface is in order', async () => {
    const wrong = { items: [{ ...eur(500), commodityCode: '220300' }] };
    expect((await errorsOf(creation(wrong))).map((error) => error.errorCode)).toEqual(['H7_NAT_001']);
    const both = creation(wrong);
    delete both.declaration.importer;
    expect((await errorsOf(both)).map((error) => error.errorPointer)).toEqual(['declaration.importer']);
  });

  it('under an LRN that is taken is refused, even while the first is under way', async () => {
    await Promise.all([operator.lodge(creation({ lrn: 'SAME' })), operator.lodge(creation({ lrn: 'SAME' }))]);
    await operator.simulator.idle();
    expect(operator.calls.filter(({ path }) => path.endsWith('/reponses'))).toHaveLength(1);
    expect(operator.calls.flatMap(({ body }) => body.error ?? [])).toMatchObject([
      { errorType: 15, errorCode: 'H7_NAT_000', errorPointer: 'lrn' },
    ]);
  });

  it('that was refused leaves its LRN free', async () => {
    expect(await errorsOf(creation({ lrn: 'AGAIN', items: [eur(500)] }))).toHaveLength(1);
    expect(await errorsOf(creation({ lrn: 'AGAIN' }))).toEqual([]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it('that comes again under its messageId is taken, and nothing is sent twice', async () => {
    const message = creation();
    expect(await lodged(message)).toHaveLength(2);
    expect(await lodged(message)).toEqual([]);
    const refused = creation({ items: [eur(500)] });
    expect(await lodged(refused)).toHaveLength(1);
    expect(await lodged(refused)).toEqual([]);
    expect(operator.simulator.received.map((call) => call.processed)).toEqual([true, false, true, false]);
  });
});

describe('the README of the simulator', () => {
  it('lists every trigger with what it sets off', () => {
    const readme = readFileSync(new URL('../../../local/simulators/delta-h7/README.md', import.meta.url), 'utf8');
    for (const trigger of triggers) {
      expect(readme).toContain(`| ${trigger.put} | ${trigger.in} | ${trigger.gives.join(', ')} |`);
    }
  });
});

describe('the references of customs', () => {
  it('do not come again after a new start', () => {
    const { declaration } = creation();
    const lodged = { lrn: 'LRN', account, declaration, duties: { itemsTaxation: [] } };
    const first = new Register(new Date('2026-11-22T09:00:00Z')).enter(lodged, 'VLD', new Date());
    const second = new Register(new Date('2026-11-22T09:00:01Z')).enter(lodged, 'VLD', new Date());
    expect(second.customsDeclarationReference).not.toBe(first.customsDeclarationReference);
    expect(second.mrn).not.toBe(first.mrn);
  });
});
