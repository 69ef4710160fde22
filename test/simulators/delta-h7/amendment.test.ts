import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AMENDMENT,
  amendment,
  anticipated,
  as,
  CONSULTATION,
  consultation,
  errorsIn,
  HELD,
  held,
  INVALIDATION,
  invalidation,
  namesIn,
  validation,
  validationOf,
  withAt,
} from './exchanges.ts';
import type { Message, Operator } from './operator.ts';
import { account, creation, eur, procedure, startOperator } from './operator.ts';

const other = { ...account, username: 'other-account' };

describe('a request for amendment', () => {
  let operator: Operator;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-22T09:00:00Z');
    operator = await startOperator({ now: () => now, accounts: [account, other], tokenLifeSeconds: 1e7 });
  });
  afterEach(() => operator.close());

  const asked = (message: Message, headers = {}) => operator.told(message, { ...AMENDMENT, headers });
  const declared = (items: object[] = [HELD], declaration = {}): Message =>
    creation({ items, declaration }).declaration;
  const consulted = async (lrn: string, agreement?: string) =>
    (await operator.told(consultation([lrn], agreement), CONSULTATION))[0]?.body.declarations;

  it('is registered, and accepted with the whole amended declaration and its duties', async () => {
    const names = await held(operator, { items: [{ ...HELD, ...eur(50), ...procedure('F49') }] });
    now = new Date('2026-11-23T09:00:00Z');
    const amended = declared([{ ...HELD, ...eur(97), ...procedure('F49') }], { merchant: { its: 'own' } });
    const message = amendment(names, amended, { operatorRequestReference: 'ASKED', requestComment: 'Prix' });
    const [registration, decision, ...more] = await asked(message);
    const { customsRequestReference } = registration?.body.request ?? {};
    const dateTime = '2026-11-23T10:00:00+01:00[Europe/Paris]';
    const header = { messageDateTime: dateTime, messageId: expect.any(String), operatorRequestReference: 'ASKED' };
    expect(registration?.path).toBe(`/dh7/demandes/${customsRequestReference}/enregistrement`);
    expect(registration?.body).toEqual({
      header,
      request: { customsRequestReference, requestRegistrationDateTime: dateTime },
      declarations: [names],
    });
    expect(decision?.path).toBe(`/dh7/demandes/${customsRequestReference}/reponses`);
    const declarationState = {
      state: 'VLD',
      stateDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
      event: 'Rectification',
    };
    expect(decision?.body).toEqual({
      header: { ...header, ...names },
      request: { customsRequestReference, requestDecisionDateTime: dateTime, acceptanceComment: expect.any(String) },
      declarationState,
      dutiesAndTaxes: expect.objectContaining({
        generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: 11, totalPayableTaxAmount: 11 },
      }),
      declaration: amended,
    });
    expect(more).toEqual([]);
    // The register holds what was amended.
    const { dutiesAndTaxes } = decision?.body ?? {};
    expect(await consulted(names.lrn)).toEqual([{ ...names, declarationState, dutiesAndTaxes }]);
  });

  it('may move the declaration to another agreement', async () => {
    const names = await held(operator);
    await asked(amendment(names, declared([HELD], { clearanceAgreement: { clearanceAgreementNumber: 'A1' } })));
    expect(await consulted(names.lrn)).toEqual([]);
    expect(await consulted(names.lrn, 'A1')).toHaveLength(1);
  });

  it('is assessed by the law of the day on which the declaration was accepted', async () => {
    now = new Date('2026-06-30T09:00:00Z');
    const names = await held(operator);
    now = new Date('2026-07-02T09:00:00Z');
    const [, decision] = await asked(amendment(names, declared()));
    expect(decision?.body.dutiesAndTaxes.generalTaxation.totalPayableTaxAmount).toBe(0);
  });

  it('is assessed by the law of the day of the validation, where the declaration was lodged ahead', async () => {
    now = new Date('2026-06-30T09:00:00Z');
    const early = await anticipated(operator, { items: [HELD] });
    now = new Date('2026-07-02T09:00:00Z');
    const [answer] = await operator.told(validation(early), validationOf(early));
    const [, decision] = await asked(amendment(namesIn(answer?.body), declared()));
    expect(decision?.body.dutiesAndTaxes.generalTaxation.totalPayableTaxAmount).toBe(3);
  });

  it('is judged by the law of the day on which the declaration was accepted', async () => {
    const nameless = [{ ...HELD, supportingDocuments: [] }];
    now = new Date('2026-10-31T09:00:00Z');
    const early = await held(operator, { items: nameless });
    now = new Date('2026-11-02T09:00:00Z');
    expect(errorsIn(await asked(amendment(early, declared(nameless))))).toEqual([]);
    const late = await held(operator);
    const { customsDeclarationReference } = late;
    const rejected = await asked(amendment(late, declared(nameless)));
    expect(errorsIn(rejected)).toEqual([['H7_NAT_006', customsDeclarationReference]]);
  });

  it('is refused with its motivation, and nothing is amended', async () => {
    const names = await held(operator);
    const before = await consulted(names.lrn);
    const message = amendment(names, declared([{ ...HELD, ...procedure('F49') }]), { amendmentMotivation: 'A REFUSE' });
    const [registration, decision] = await asked(message);
    expect(decision?.body).toEqual({
      header: {
        messageDateTime: expect.any(String),
        messageId: expect.any(String),
        operatorRequestReference: message.header.operatorRequestReference,
      },
      request: {
        customsRequestReference: registration?.body.request.customsRequestReference,
        requestDecisionDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
        rejectionMotivation: expect.any(String),
      },
    });
    expect(await consulted(names.lrn)).toEqual(before);
  });

  it('is not decided in favour of a declaration that was invalidated before', async () => {
    const names = await held(operator);
    await operator.lodge(invalidation([names]), INVALIDATION);
    await operator.lodge(amendment(names, declared()), AMENDMENT).then(() => operator.simulator.idle());
    const outcomes = operator.calls.flatMap(({ body }) => body.request?.rejectionMotivation ?? body.error ?? []);
    expect(outcomes).toHaveLength(1);
  });

  it('is for one declaration of the account that is validated, under its numbers', async () => {
    const names = await held(operator);
    const pointer = names.customsDeclarationReference;
    const errorsOf = async (changes: object, headers = {}) =>
      errorsIn(await asked(amendment({ ...names, ...changes }, declared()), headers));
    expect(await errorsOf({ customsDeclarationReference: '0' })).toEqual([['H7_NAT_010', '0']]);
    expect(await errorsOf({}, await as(operator, other))).toEqual([['H7_NAT_010', pointer]]);
    expect(await errorsOf({ lrn: 'ANOTHER' })).toEqual([['H7_NAT_011', pointer]]);
    expect(await errorsOf({ mrn: '26FR00000000000000' })).toEqual([['H7_NAT_015', pointer]]);
    const released = await held(operator, { items: [{}] });
    expect(await errorsOf(released)).toEqual([['H7_NAT_012', released.customsDeclarationReference]]);
  });

  it('is held to the rules of a declaration, and told on the path of requests', async () => {
    const names = await held(operator);
    const calls = await asked(
      amendment(names, declared([{ ...HELD, ...eur(500) }]), { operatorRequestReference: 'BIG' }),
    );
    expect(errorsIn(calls)).toEqual([['H7_NAT_001', names.customsDeclarationReference]]);
    expect(calls[0]).toMatchObject({
      path: '/dh7/demandes/erreurs',
      body: { request: { operatorRequestReference: 'BIG' } },
    });
  });

  it.each([
    ['header.operatorRequestReference', undefined, 'H7_SUR_001'],
    ['header.amendmentMotivation', undefined, 'H7_SUR_001'],
    ['header.requestComment', 'c'.repeat(351), 'H7_SUR_004'],
    ['header.lrn', undefined, 'H7_SUR_001'],
    ['header.customsDeclarationReference', undefined, 'H7_SUR_001'],
    ['header.mrn', undefined, 'H7_SUR_001'],
    ['declaration', undefined, 'H7_SUR_001'],
    ['declaration.items[0].commodityCode', '12', 'H7_SUR_003'],
    ['supportingDocuments', {}, 'H7_SUR_002'],
  ])('is told of %s: %j', async (place, value, code) => {
    const calls = await asked(withAt(place, value, amendment(await held(operator), declared())));
    expect(errorsIn(calls)).toEqual([[code, place]]);
  });

  it('is of a validated declaration only', async () => {
    const early = creation({ type: 'D', items: [HELD] }).declaration;
    const calls = await asked(amendment(await held(operator), early));
    expect(errorsIn(calls)).toEqual([['H7_SUR_005', 'declaration.genericInformation.additionalDeclarationType']]);
  });
});
