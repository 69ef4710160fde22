import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AMENDMENT,
  amendment,
  anticipated,
  as,
  CONSULTATION,
  consultation,
  errorsIn,
  FALLBACK,
  fallback,
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
import { account, creation, startOperator } from './operator.ts';

const other = { ...account, username: 'other-account' };
const document = { supportingDocumentReference: 'CONTRAT-1', supportingDocumentType: 'N380' };

describe('a request for invalidation', () => {
  let operator: Operator;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-22T09:00:00Z');
    operator = await startOperator({
      now: () => now,
      accounts: [account, other],
      replayDelayMs: 300,
      tokenLifeSeconds: 1e7,
    });
  });
  afterEach(() => operator.close());

  const asked = (message: Message, headers = {}) => operator.told(message, { ...INVALIDATION, headers });
  const errorsOf = async (message: Message) => errorsIn(await asked(message));

  it('is registered under a number, and then accepted for all its declarations', async () => {
    const names = [await held(operator), await held(operator)];
    now = new Date('2026-11-23T09:00:00Z');
    const message = invalidation(names, { operatorRequestReference: 'ASKED' });
    const [registration, decision] = await asked(message);
    const { customsRequestReference } = registration?.body.request ?? {};
    const dateTime = '2026-11-23T10:00:00+01:00[Europe/Paris]';
    const header = { messageDateTime: dateTime, messageId: expect.any(String), operatorRequestReference: 'ASKED' };
    expect(registration?.path).toBe(`/dh7/demandes/${customsRequestReference}/enregistrement`);
    expect(registration?.body).toEqual({
      header,
      request: { customsRequestReference: expect.stringMatching(/./), requestRegistrationDateTime: dateTime },
      declarations: names,
    });
    expect(decision?.path).toBe(`/dh7/demandes/${customsRequestReference}/reponses`);
    expect(decision?.body).toEqual({
      header,
      request: { customsRequestReference, requestDecisionDateTime: dateTime, acceptanceComment: expect.any(String) },
      declarations: names.map((one) => ({ ...one, declarationState: { state: 'INV', stateDateTime: dateTime } })),
    });
    expect(operator.simulator.received.at(-1)?.operatorRequestReference).toBe('ASKED');
    expect(operator.simulator.callbacks.at(-1)?.operatorRequestReference).toBe('ASKED');
  });

  it('is refused with its motivation, and the declarations stay as they are', async () => {
    const names = await held(operator);
    now = new Date('2026-11-23T09:00:00Z');
    const [, refused] = await asked(invalidation([names], { invalidationMotivation: 'A REFUSER' }));
    expect(refused?.body.request).toEqual({
      customsRequestReference: expect.any(String),
      requestDecisionDateTime: '2026-11-23T10:00:00+01:00[Europe/Paris]',
      rejectionMotivation: expect.any(String),
    });
    expect(refused?.body.declarations).toEqual([
      { ...names, declarationState: { state: 'VLD', stateDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]' } },
    ]);
    const [, accepted] = await asked(invalidation([names]));
    expect(accepted?.body.declarations[0].declarationState.state).toBe('INV');
  });

  it('gives each request a number of its own', async () => {
    const names = await held(operator);
    const numbers: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const [registration] = await asked(invalidation([names], { invalidationMotivation: 'REFUSE' }));
      numbers.push(registration?.body.request.customsRequestReference);
    }
    expect(new Set(numbers).size).toBe(2);
  });

  it('is refused where a declaration is no longer validated at the decision', async () => {
    const [names, both] = [await held(operator), await held(operator)];
    const [first, second] = [invalidation([names]), invalidation([both, names])];
    await Promise.all([operator.lodge(first, INVALIDATION), operator.lodge(second, INVALIDATION)]);
    await operator.simulator.idle();
    const decisions = operator.calls.filter(({ path }) => /demandes.*reponses/.test(path));
    const states = decisions.map(({ body }) =>
      body.declarations.map((one: Message) => one.declarationState.state).join(),
    );
    // Whichever was decided first, nothing that was refused was invalidated.
    expect(decisions.filter(({ body }) => body.request.rejectionMotivation)).toHaveLength(1);
    expect([
      ['INV', 'VLD,INV'],
      ['INV,INV', 'INV'],
    ]).toContainEqual(states);
  });

  it('is decided after a while, in which others may come in between', async () => {
    await operator.close();
    operator = await startOperator({ pace: 0.1, random: () => 0 });
    const [registration, decision] = await asked(invalidation([await held(operator)]));
    expect([registration, decision].map((call) => call?.path.split('/').at(-1))).toEqual([
      'enregistrement',
      'reponses',
    ]);
    const [registered, decided] = operator.simulator.callbacks.slice(-2).map(({ at }) => at.getTime()) as [
      number,
      number,
    ];
    // 2,000 ms at the least, at a tenth of the time.
    expect(decided - registered).toBeGreaterThan(195);
  });

  it('ends the life of a declaration: no state follows', async () => {
    // The operator has the answer, but customs takes it for undelivered and waits to send it again.
    operator.answers.push(500);
    await operator.lodge(creation());
    await vi.waitFor(() => expect(operator.calls).toHaveLength(1), { timeout: 20_000 });
    await operator.lodge(invalidation([namesIn(operator.calls[0]?.body)]), INVALIDATION);
    await operator.simulator.idle();
    expect(operator.calls.map(({ path }) => path.split('/').at(-1))).toEqual([
      'reponses',
      'enregistrement',
      'reponses',
      'reponses',
    ]);
    expect(operator.calls[2]?.body.declarations[0].declarationState.state).toBe('INV');
    expect(operator.calls[3]?.body.declarationState.state).toBe('VLD');
  });

  it('leaves an answer that was on its way as it was', async () => {
    operator.simulator.misbehave({ kind: 'late-callback', delayMs: 300 });
    const lodging = creation({ items: [HELD] });
    await operator.lodge(lodging);
    await operator.lodge(consultation([lodging.header.lrn]), CONSULTATION);
    await vi.waitFor(() => expect(operator.calls).toHaveLength(1), { timeout: 20_000 });
    const { declarationState, dutiesAndTaxes, ...names } = operator.calls[0]?.body.declarations[0] ?? {};
    await operator.lodge(invalidation([names]), INVALIDATION);
    await operator.simulator.idle();
    const [, , decision, answer] = operator.calls.map(({ body }) => body);
    expect(decision.declarations[0].declarationState.state).toBe('INV');
    expect(answer).toMatchObject({ declarationState, dutiesAndTaxes });
  });

  it('leaves the second answer to a validation as it was', async () => {
    const names = await anticipated(operator, { items: [HELD] });
    // The first answer is believed to have failed, and the second waits for its replay.
    operator.answers.push(500);
    await operator.lodge(validation(names), validationOf(names));
    await vi.waitFor(() => expect(operator.calls).toHaveLength(2), { timeout: 20_000 });
    await operator.lodge(invalidation([namesIn(operator.calls[1]?.body)]), INVALIDATION);
    await operator.simulator.idle();
    const [, , , decision, replay, second] = operator.calls.map(({ body }) => body);
    expect(decision.declarations[0].declarationState.state).toBe('INV');
    expect([replay, second].map(({ declarationState }) => declarationState.state)).toEqual(['VLD', 'VLD']);
  });

  it('is told its error on the path of requests, where the pointer is the declaration', async () => {
    const names = await held(operator);
    const calls = await asked(
      invalidation([names, { ...names, lrn: 'ANOTHER' }], { operatorRequestReference: 'ASKED' }),
    );
    expect(calls.map(({ path, body }) => [path, body])).toEqual([
      [
        '/dh7/demandes/erreurs',
        {
          header: { messageDateTime: expect.any(String), messageId: expect.any(String) },
          request: { operatorRequestReference: 'ASKED' },
          error: [
            {
              errorType: 12,
              errorCode: 'H7_NAT_011',
              errorPointer: names.customsDeclarationReference,
              errorDescription: expect.any(String),
            },
          ],
        },
      ],
    ]);
  });

  it('is for declarations that are known to the account, by their numbers', async () => {
    const names = await held(operator);
    const pointer = names.customsDeclarationReference;
    expect(await errorsOf(invalidation([{ ...names, customsDeclarationReference: '0' }]))).toEqual([
      ['H7_NAT_010', '0'],
    ]);
    expect(errorsIn(await asked(invalidation([names]), await as(operator, other)))).toEqual([['H7_NAT_010', pointer]]);
    expect(await errorsOf(invalidation([{ ...names, mrn: '26FR00000000000000' }]))).toEqual([['H7_NAT_015', pointer]]);
    expect(await asked(invalidation([names]))).toHaveLength(2);
  });

  it('is for declarations that are validated', async () => {
    const released = await held(operator, { items: [{}] });
    const early = { ...(await anticipated(operator)), mrn: '26FR00000000000000' };
    const invalidated = await held(operator);
    await asked(invalidation([invalidated]));
    for (const names of [released, early, invalidated]) {
      expect(await errorsOf(invalidation([names]))).toEqual([['H7_NAT_012', names.customsDeclarationReference]]);
    }
  });

  it('is for declarations of the fallback procedure too, however their state is spelt', async () => {
    await operator.close();
    operator = await startOperator({ fallbackState: 'REPRISE' });
    const [answer] = await operator.told(fallback({ items: [HELD] }), FALLBACK);
    const [, decision] = await asked(invalidation([namesIn(answer?.body)]));
    expect(decision?.body.declarations[0].declarationState.state).toBe('INV');
  });

  it('has a reference of its own, among all requests of the account that were registered', async () => {
    const names = await held(operator, { lrn: 'HELD' });
    const same = { operatorRequestReference: 'SAME' };
    const taken = [['H7_NAT_020', 'operatorRequestReference']];
    // One that was not registered leaves it free.
    expect(await errorsOf(invalidation([{ ...names, lrn: 'ANOTHER' }], same))).toHaveLength(1);
    const { declaration } = creation({ items: [HELD] });
    expect(await operator.told(amendment(names, declaration, same), AMENDMENT)).toHaveLength(2);
    expect(await errorsOf(invalidation([names], same))).toEqual(taken);
    expect(errorsIn(await operator.told(amendment(names, declaration, same), AMENDMENT))).toEqual(taken);
    const headers = await as(operator, other);
    const [answer] = await operator.told(creation({ items: [HELD] }), { headers });
    expect(await asked(invalidation([namesIn(answer?.body)], same), headers)).toHaveLength(2);
  });

  it('has 1 to 99 declarations', async () => {
    const names = await held(operator);
    expect(await errorsOf(invalidation([]))).toEqual([['H7_SUR_006', 'declarations']]);
    const hundred = Array.from({ length: 100 }, () => names);
    expect(await errorsOf(invalidation(hundred))).toEqual([['H7_SUR_006', 'declarations']]);
    const [, decision] = await asked(invalidation(hundred.slice(1)));
    // Named 99 times, invalidated once: a second after it was validated.
    const states = decision?.body.declarations.map((one: Message) => one.declarationState.stateDateTime);
    expect(states).toEqual(hundred.slice(1).map(() => '2026-11-22T10:00:01+01:00[Europe/Paris]'));
  });

  const LONG = { operatorRequestReference: 'R'.repeat(35), requestComment: 'c'.repeat(350) };
  it('takes the longest texts, documents, and a motivation of any length', async () => {
    const message = invalidation([await held(operator)], { ...LONG, invalidationMotivation: 'm'.repeat(5000) });
    message.declarations[0].supportingDocuments = [{ ...document, supportingDocumentReference: 'd'.repeat(70) }];
    expect(await asked(message)).toHaveLength(2);
  });

  it.each([
    ['header.operatorRequestReference', undefined, 'H7_SUR_001'],
    ['header.operatorRequestReference', 'R'.repeat(36), 'H7_SUR_004'],
    ['header.invalidationMotivation', undefined, 'H7_SUR_001'],
    ['header.invalidationMotivation', 1, 'H7_SUR_002'],
    ['header.requestComment', 'c'.repeat(351), 'H7_SUR_004'],
    ['header.lrn', 'LRN', 'H7_SUR_007'],
    ['more', {}, 'H7_SUR_007'],
    ['clearanceAgreement', undefined, 'H7_SUR_001'],
    ['clearanceAgreement.clearanceAgreementNumber', 'A12345678', 'H7_SUR_004'],
    ['clearanceAgreement.more', 1, 'H7_SUR_007'],
    ['declarations', undefined, 'H7_SUR_001'],
    ['declarations[0].lrn', 'L'.repeat(23), 'H7_SUR_004'],
    ['declarations[0].customsDeclarationReference', '1'.repeat(23), 'H7_SUR_004'],
    ['declarations[0].mrn', undefined, 'H7_SUR_001'],
    ['declarations[0].mrn', '26FR', 'H7_SUR_003'],
    ['declarations[0].more', 1, 'H7_SUR_007'],
    ['declarations[0].supportingDocuments', undefined, 'H7_SUR_001'],
    ['declarations[0].supportingDocuments', Array.from({ length: 100 }, () => document), 'H7_SUR_006'],
    ['declarations[0].supportingDocuments', [{ ...document, more: 1 }], 'H7_SUR_007', '[0].more'],
    [
      'declarations[0].supportingDocuments',
      [{ ...document, supportingDocumentReference: 'd'.repeat(71) }],
      'H7_SUR_004',
      '[0].supportingDocumentReference',
    ],
    [
      'declarations[0].supportingDocuments',
      [{ ...document, supportingDocumentType: 'N38' }],
      'H7_SUR_003',
      '[0].supportingDocumentType',
    ],
  ])('is told of %s: %j', async (place, value, code, below = '') => {
    const calls = await asked(withAt(place, value, invalidation([await held(operator)])));
    expect(errorsIn(calls)).toEqual([[code, `${place}${below}`]]);
    const named = place !== 'header.operatorRequestReference';
    expect(calls[0]?.body.request !== undefined).toBe(named);
    expect(calls[0]?.path).toBe('/dh7/demandes/erreurs');
  });
});
