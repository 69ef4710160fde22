import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../../local/simulators/delta-h7/index.ts';
import { isValidMrn } from '../../../local/simulators/delta-h7/index.ts';
import { anticipated, as, errorsIn, HELD, held, validation, validationOf, withAt } from './exchanges.ts';
import type { Message, Operator } from './operator.ts';
import { account, creation, eur, procedure, startOperator, statesTold } from './operator.ts';

const other = { ...account, username: 'other-account' };
const GOODS = { locationType: 'A', identificationQualifier: 'U', unLocode: 'FRCDG' };

describe('a validation', () => {
  let operator: Operator;
  let now: Date;
  let deadlines: (() => void)[];
  const start = async (options: Partial<SimulatorOptions> = {}) => {
    operator = await startOperator({
      now: () => now,
      timer: (_, callback) => {
        deadlines.push(callback);
        return () => undefined;
      },
      accounts: [account, other],
      tokenLifeSeconds: 1e7,
      validationOrder: 'state-first',
      ...options,
    });
  };
  beforeEach(() => {
    now = new Date('2026-11-22T09:00:00Z');
    deadlines = [];
    return start();
  });
  afterEach(() => operator.close());
  const restart = async (options: Partial<SimulatorOptions>) => {
    await operator.close();
    await start(options);
  };

  const validated = (names: Message, rest: object = {}) => operator.told(validation(names, rest), validationOf(names));

  it('gives the MRN in a state and in an answer, of the same instant, and then the release', async () => {
    const names = await anticipated(operator, { items: [eur(40)] });
    now = new Date('2026-11-23T09:00:00Z');
    const calls = await validated(names);
    const below = `/dh7/declarations/${names.customsDeclarationReference}`;
    expect(calls.map(({ path }) => path)).toEqual([`${below}/etats`, `${below}/reponses`, `${below}/etats`]);
    const [state, response] = calls.map(({ body }) => body);
    expect(state).toEqual({
      header: {
        messageDateTime: '2026-11-23T10:00:00+01:00[Europe/Paris]',
        messageId: expect.any(String),
        ...names,
        mrn: expect.stringMatching(/^26FR/),
      },
      declarationState: { state: 'VLD', stateDateTime: '2026-11-23T10:00:00+01:00[Europe/Paris]', event: 'Validation' },
    });
    expect(isValidMrn(state.header.mrn)).toBe(true);
    expect(response).toEqual({
      header: { ...state.header, messageId: expect.any(String) },
      declarationState: state.declarationState,
      dutiesAndTaxes: expect.objectContaining({
        generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: 5, totalPayableTaxAmount: 5 },
      }),
    });
    expect(response.header.messageId).not.toBe(state.header.messageId);
    expect(statesTold(calls)).toEqual(['VLD', 'VLD', 'BAE']);
  });

  it('may tell the answer first', async () => {
    await restart({ validationOrder: 'response-first' });
    const calls = await validated(await anticipated(operator));
    expect(calls.map(({ path }) => path.split('/').at(-1))).toEqual(['reponses', 'etats', 'etats']);
  });

  it.each([
    [0.49, ['etats', 'reponses']],
    [0.5, ['reponses', 'etats']],
  ])('leaves the order to chance (%d) if it is not told', async (chance, order) => {
    await operator.close();
    operator = await startOperator({ random: () => chance });
    const calls = await validated(await anticipated(operator));
    expect(calls.slice(0, 2).map(({ path }) => path.split('/').at(-1))).toEqual(order);
  });

  it.each([
    ['toys', { items: [{ commodityCode: '950300' }] }, ['VLD', 'VLD', 'CTL', 'BAE']],
    ['cosmetics', { items: [{ commodityCode: '330499' }] }, ['VLD', 'VLD', 'CTL', 'MND']],
    ['books for children', { items: [HELD] }, ['VLD', 'VLD']],
    [
      'a credit that is used up',
      { declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A999999' } } },
      ['VLD', 'VLD', 'CEA', 'BAE'],
    ],
  ])('of %s goes its way', async (_, changes, states) => {
    expect(statesTold(await validated(await anticipated(operator, changes)))).toEqual(states);
  });

  it('assesses the duties anew, by the law of its day', async () => {
    now = new Date('2026-06-30T09:00:00Z');
    const names = await anticipated(operator, { items: [procedure('F48')] });
    expect(operator.calls[0]?.body.dutiesAndTaxes.generalTaxation.totalPayableTaxAmount).toBe(0);
    now = new Date('2026-07-02T09:00:00Z');
    const [, response] = await validated(names);
    expect(response?.body.dutiesAndTaxes.generalTaxation.totalPayableTaxAmount).toBe(3);
  });

  it('judges the declaration anew, by the law of its day', async () => {
    now = new Date('2026-10-31T09:00:00Z');
    const names = await anticipated(operator, { items: [{ supportingDocuments: [] }] });
    expect(errorsIn(await validated(names))).toEqual([]);
    const later = await anticipated(operator, { items: [{ supportingDocuments: [] }] });
    now = new Date('2026-11-02T09:00:00Z');
    expect(errorsIn(await validated(later))).toEqual([['H7_NAT_006', 'declaration.items[0].supportingDocuments']]);
  });

  it('keeps the declaration from its cancellation', async () => {
    await validated(await anticipated(operator, { items: [HELD] }));
    operator.calls.length = 0;
    expect(deadlines).toHaveLength(1);
    for (const deadline of deadlines) deadline();
    await operator.simulator.idle();
    expect(operator.calls).toEqual([]);
  });

  it('is told its errors on the path of the declaration, which stays anticipated and may be validated again', async () => {
    const names = await anticipated(operator);
    const calls = await validated({ ...names, lrn: 'ANOTHER' });
    expect(calls.map(({ path, body }) => [path, body])).toEqual([
      [
        `/dh7/declarations/${names.customsDeclarationReference}/erreurs`,
        {
          header: { messageDateTime: expect.any(String), messageId: expect.any(String) },
          declaration: { ...names, lrn: 'ANOTHER' },
          error: [
            { errorType: 12, errorCode: 'H7_NAT_011', errorPointer: 'lrn', errorDescription: expect.any(String) },
          ],
        },
      ],
    ]);
    expect(statesTold(await validated(names))).toEqual(['VLD', 'VLD', 'BAE']);
  });

  it('of an unknown declaration is rejected', async () => {
    const names = { lrn: 'LRN', customsDeclarationReference: '0' };
    expect(errorsIn(await validated(names))).toEqual([['H7_NAT_010', 'customsDeclarationReference']]);
  });

  it("of another account's declaration is rejected as if there were none", async () => {
    const names = await anticipated(operator);
    const options = { ...validationOf(names), headers: await as(operator, other) };
    expect(errorsIn(await operator.told(validation(names), options))).toEqual([
      ['H7_NAT_010', 'customsDeclarationReference'],
    ]);
  });

  it('is given once, even while the first is under way', async () => {
    const names = await anticipated(operator, { items: [HELD] });
    await Promise.all([1, 2].map(() => operator.lodge(validation(names), validationOf(names))));
    await operator.simulator.idle();
    expect(errorsIn(operator.calls)).toEqual([['H7_NAT_012', 'customsDeclarationReference']]);
    expect(statesTold(operator.calls)).toEqual(['ANT', 'VLD', 'VLD']);
  });

  it('is not for a declaration lodged as validated, nor for one that was cancelled', async () => {
    expect(errorsIn(await validated(await held(operator)))).toEqual([['H7_NAT_012', 'customsDeclarationReference']]);
    const names = await anticipated(operator);
    for (const deadline of deadlines) deadline();
    await operator.simulator.idle();
    expect(errorsIn(await validated(names))).toEqual([['H7_NAT_012', 'customsDeclarationReference']]);
  });

  it('locates the goods at the office that asks for it, if the creation did not', async () => {
    const presentationOffice = { presentationOfficeReference: 'FR009999' };
    const names = await anticipated(operator, { declaration: { presentationOffice } });
    const nowhere = [['H7_NAT_013', 'goodsLocation']];
    expect(errorsIn(await validated(names))).toEqual(nowhere);
    expect(errorsIn(await validated(names, { goodsLocation: {} }))).toEqual(nowhere);
    expect(statesTold(await validated(names, { goodsLocation: GOODS }))).toEqual(['VLD', 'VLD', 'BAE']);
    const located = await anticipated(operator, { declaration: { presentationOffice, goodsLocation: GOODS } });
    expect(statesTold(await validated(located))).toEqual(['VLD', 'VLD', 'BAE']);
  });

  it('looks at the declaration anew: what was allowed ahead may be prohibited by now', async () => {
    const items = [{}, { commodityCode: '930400' }];
    expect(statesTold(await operator.told(creation({ items })))).toEqual(['VLD', 'BAE']);
    const names = await anticipated(operator, { items });
    expect(errorsIn(await validated(names))).toEqual([['H7_NAT_014', 'declaration.items[1].commodityCode']]);
  });

  it.each([
    ['header.lrn', undefined, 'H7_SUR_001', 'header.lrn'],
    ['clearanceAgreement', {}, 'H7_SUR_001', 'clearanceAgreement.clearanceAgreementNumber'],
    ['goodsLocation', 'Roissy', 'H7_SUR_002', 'goodsLocation'],
  ])('is told of %s: %j', async (place, value, code, pointer) => {
    const names = await anticipated(operator);
    const calls = await operator.told(withAt(place, value, validation(names)), validationOf(names));
    expect(errorsIn(calls)).toEqual([[code, pointer]]);
    expect(calls[0]?.path).toBe(`/dh7/declarations/${names.customsDeclarationReference}/erreurs`);
    expect(calls[0]?.body.declaration).toEqual(place === 'header.lrn' ? undefined : names);
  });

  it('does not repeat a reference that is too long for its answer', async () => {
    const names = { lrn: 'LRN', customsDeclarationReference: '1'.repeat(23) };
    const calls = await validated(names);
    expect(errorsIn(calls)).toEqual([['H7_SUR_004', 'header.customsDeclarationReference']]);
    expect(calls[0]?.body.declaration).toEqual({ lrn: 'LRN' });
  });

  it.each([undefined, 7, '0'])('is not taken where its reference is %j and not that of the path', async (reference) => {
    const names = await anticipated(operator);
    const before = operator.calls.length;
    const message = withAt('header.customsDeclarationReference', reference, validation(names));
    expect(await operator.lodge(message, validationOf(names))).toMatchObject({
      status: 400,
      body: { errorCode: 'GUN2_400', errorDescription: expect.stringMatching(/not the path's/) },
    });
    await operator.simulator.idle();
    expect(operator.calls).toHaveLength(before);
  });
});
