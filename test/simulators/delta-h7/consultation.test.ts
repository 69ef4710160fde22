import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  anticipated,
  as,
  CONSULTATION,
  consultation,
  errorsIn,
  held,
  INVALIDATION,
  invalidation,
  withAt,
} from './exchanges.ts';
import type { Message, Operator } from './operator.ts';
import { account, creation, eur, startOperator } from './operator.ts';

const colleague = { ...account, username: 'other-account' };
const stranger = { ...account, clientId: 'stranger' };

describe('a consultation', () => {
  let operator: Operator;
  beforeEach(async () => {
    operator = await startOperator({
      now: () => new Date('2026-11-22T09:00:00Z'),
      accounts: [account, colleague, stranger],
    });
  });
  afterEach(() => operator.close());

  const asked = (message: Message, headers = {}) => operator.told(message, { ...CONSULTATION, headers });
  const found = async (lrns: string[], agreement?: string, headers = {}) =>
    (await asked(consultation(lrns, agreement), headers)).flatMap(({ body }) =>
      body.declarations.map((one: Message) => one.lrn),
    );

  it('is answered with references, state and duties of what was found, in the order of the question', async () => {
    const [first, early] = [await held(operator), await anticipated(operator)];
    const answers = operator.calls.map(({ body }) => body);
    const calls = await asked(consultation([early.lrn, 'UNKNOWN', first.lrn]));
    const known = (names: Message, { declarationState, dutiesAndTaxes }: Message) => ({
      ...names,
      declarationState,
      dutiesAndTaxes,
    });
    expect(calls.map(({ path, body }) => [path, body])).toEqual([
      [
        '/dh7/declarations/reponses_consultation',
        {
          header: {
            messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
            messageId: expect.stringMatching(/^[0-9a-f-]{36}1795338000$/),
          },
          declarations: [known(early, answers[1]), known(first, answers[0])],
        },
      ],
    ]);
    expect(Object.keys(calls[0]?.body.declarations[0])).not.toContain('mrn');
  });

  it.each([
    [{ items: [{ commodityCode: '950300' }] }, 'BAE', 'Bon a enlever'],
    [{ items: [{ commodityCode: '330499' }] }, 'MND', 'Resultat de controle non conforme'],
  ])('tells where %j stands by now', async (changes, state, event) => {
    const { lrn } = await held(operator, changes);
    const last = operator.calls.at(-1)?.body.declarationState;
    const [answer] = await asked(consultation([lrn]));
    expect(answer?.body.declarations[0].declarationState).toEqual(last);
    expect(last).toMatchObject({ state, event });
  });

  it('tells of an invalidation', async () => {
    const names = await held(operator);
    await operator.told(invalidation([names]), INVALIDATION);
    const [answer] = await asked(consultation([names.lrn]));
    expect(answer?.body.declarations[0].declarationState).toMatchObject({ state: 'INV', event: 'Invalidation' });
  });

  it('finds what the same technical account lodged, and nothing else', async () => {
    const { lrn } = await held(operator);
    for (const other of [colleague, stranger]) {
      expect(await found([lrn], undefined, await as(operator, other))).toEqual([]);
    }
    // Asks with another token of the same account.
    expect(await found([lrn], undefined, await as(operator, account))).toEqual([lrn]);
  });

  it('finds what was lodged under the agreement, and nothing else', async () => {
    const clearanceAgreement = { clearanceAgreementNumber: 'A1' };
    const { lrn } = await held(operator, { declaration: { clearanceAgreement } });
    expect([await found([lrn]), await found([lrn], 'A1')]).toEqual([[], [lrn]]);
  });

  it('is answered with an empty list where nothing is found', async () => {
    await operator.told(creation({ lrn: 'REJECTED', items: [eur(500)] }));
    const calls = await asked(consultation(['REJECTED']));
    expect(calls.map(({ body }) => body.declarations)).toEqual([[]]);
  });

  it('tells of each declaration once', async () => {
    const { lrn } = await held(operator);
    expect(await found([lrn, lrn])).toEqual([lrn]);
  });

  it.each([
    ['clearanceAgreement', undefined, 'H7_SUR_001'],
    ['clearanceAgreement.clearanceAgreementNumber', 'A12345678', 'H7_SUR_004'],
    ['declarations', undefined, 'H7_SUR_001'],
    ['declarations', [], 'H7_SUR_006'],
    ['declarations', Array.from({ length: 100 }, () => ({ lrn: 'LRN' })), 'H7_SUR_006'],
    ['declarations[0].lrn', 'L'.repeat(23), 'H7_SUR_004'],
  ])('is told of %s: %j', async (place, value, code) => {
    const calls = await asked(withAt(place, value, consultation(['LRN'])));
    expect(errorsIn(calls)).toEqual([[code, place]]);
    expect(calls[0]).toMatchObject({ path: '/dh7/declarations/erreurs' });
    expect(Object.keys(calls[0]?.body)).toEqual(['header', 'error']);
  });
});
