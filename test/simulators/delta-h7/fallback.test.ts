import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorsIn, FALLBACK, fallback, HELD, withAt } from './exchanges.ts';
import type { Message, Operator } from './operator.ts';
import { creation, eur, procedure, startOperator, statesTold } from './operator.ts';

describe('a declaration of the fallback procedure', () => {
  let operator: Operator;
  beforeEach(async () => {
    operator = await startOperator({ now: () => new Date('2026-11-22T09:00:00Z') });
  });
  afterEach(() => operator.close());

  const lodged = (message: Message) => operator.told(message, FALLBACK);

  it('is answered as a validated one is, with reference, MRN and duties', async () => {
    const [response] = await lodged(fallback({ lrn: 'BLOCKED', items: [{ ...eur(105), ...procedure('F49') }] }));
    const { customsDeclarationReference } = response?.body.header ?? {};
    expect(response?.path).toBe(`/dh7/declarations/${customsDeclarationReference}/reponses`);
    expect(response?.body).toEqual({
      header: {
        messageDateTime: expect.any(String),
        messageId: expect.any(String),
        lrn: 'BLOCKED',
        customsDeclarationReference: expect.stringMatching(/^[0-9]{1,22}$/),
        mrn: expect.stringMatching(/^26FR/),
      },
      declarationState: { state: 'VLD', stateDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]', event: 'Reprise' },
      dutiesAndTaxes: expect.objectContaining({
        generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: 27, totalPayableTaxAmount: 27 },
      }),
    });
  });

  it('may be spelt as the other chapter of the contract has it', async () => {
    await operator.close();
    operator = await startOperator({ fallbackState: 'REPRISE' });
    const calls = await lodged(fallback());
    expect(statesTold(calls)).toEqual(['REPRISE', 'BAE']);
    expect(calls[0]?.body.header.mrn).toBeDefined();
  });

  it.each([
    ['toys, which are not controlled', { items: [{ commodityCode: '950300' }] }, ['VLD', 'BAE']],
    ['cosmetics, which are not controlled', { items: [{ commodityCode: '330499' }] }, ['VLD', 'BAE']],
    ['books for children, which wait', { items: [HELD] }, ['VLD']],
    [
      'a credit that is used up',
      { declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A999999' } } },
      ['VLD', 'CEA', 'BAE'],
    ],
  ])('with %s goes its way', async (_, changes, states) => {
    expect(statesTold(await lodged(fallback(changes)))).toEqual(states);
  });

  it('is told its error without a reference, under its LRN, which stays free', async () => {
    const calls = await lodged(fallback({ lrn: 'AGAIN', items: [eur(500)] }));
    expect(calls.map(({ path, body }) => [path, body.declaration, body.error])).toEqual([
      ['/dh7/declarations/erreurs', { lrn: 'AGAIN' }, [expect.objectContaining({ errorCode: 'H7_NAT_001' })]],
    ]);
    expect(statesTold(await lodged(fallback({ lrn: 'AGAIN' })))).toEqual(['VLD', 'BAE']);
  });

  it('has an LRN that no accepted declaration has, nor leaves it to another', async () => {
    await operator.told(creation({ lrn: 'CREATED' }));
    expect(errorsIn(await lodged(fallback({ lrn: 'CREATED' })))).toEqual([['H7_NAT_000', 'lrn']]);
    await lodged(fallback({ lrn: 'BROUGHT-BACK' }));
    expect(errorsIn(await operator.told(creation({ lrn: 'BROUGHT-BACK' })))).toEqual([['H7_NAT_000', 'lrn']]);
  });

  it.each([
    ['header.lrn', undefined, 'H7_SUR_001'],
    ['header.more', 1, 'H7_SUR_007'],
    ['more', 1, 'H7_SUR_007'],
    ['fallbackProcedureInformation', undefined, 'H7_SUR_001'],
    ['fallbackProcedureInformation.more', 1, 'H7_SUR_007'],
    ['fallbackProcedureInformation.manifestLodgementDateTime', undefined, 'H7_SUR_001'],
    ['fallbackProcedureInformation.manifestLodgementDateTime', '2026-11-21T10:00:00Z', 'H7_SUR_003'],
    ['fallbackProcedureInformation.fallbackReferenceNumber', undefined, 'H7_SUR_001'],
    ['fallbackProcedureInformation.fallbackReferenceNumber', '1'.repeat(11), 'H7_SUR_004'],
    ['declaration', undefined, 'H7_SUR_001'],
    ['declaration.items[0].commodityCode', '12', 'H7_SUR_003'],
  ])('is told of %s: %j', async (place, value, code) => {
    expect(errorsIn(await lodged(withAt(place, value, fallback())))).toEqual([[code, place]]);
  });

  it('is validated only', async () => {
    expect(errorsIn(await lodged(fallback({ type: 'D' })))).toEqual([
      ['H7_SUR_005', 'declaration.genericInformation.additionalDeclarationType'],
    ]);
  });
});
