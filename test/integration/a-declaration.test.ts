import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isValidMrn } from '../../local/simulators/delta-h7/index.ts';
import { describeOnAnEngine } from '../support/engines.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, errorMessage, item, response, state, submissionOf } from '../support/messages.ts';

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\d{10}$/;

describeOnAnEngine('a declaration, all the way on %s', 'dynamodb-local', (engine) => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({ engine });
  });
  afterAll(() => machine?.stop());

  const callsFor = (lrn: string) => machine.customs.received.filter((call) => call.lrn === lrn);

  it('[H7-X1b] that is validated gets reference, MRN and duties, then is released', async () => {
    await machine.submit(submissionOf(creation('VALIDATED-1')));
    const filing = await machine.until('VALIDATED-1', ({ state }) => state === 'released');
    expect(filing).toMatchObject({ status: 'answered', platform: 'shop-1', errors: [] });
    expect(filing.customsDeclarationReference).toMatch(/.+/);
    expect(isValidMrn(String(filing.mrn))).toBe(true);
    expect(filing.dutiesAndTaxes).toMatchObject({ generalTaxation: { totalPayableTaxAmount: expect.any(Number) } });
    expect(filing.history.map(({ direction, message }) => `${direction} ${message}`)).toEqual([
      'sent Creation_H7',
      'received Response_H7',
      'received State_H7',
    ]);
  });

  it('[H7-X1] that is anticipated gets reference and duties, and no MRN', async () => {
    await machine.submit(submissionOf(creation('ANTICIPATED-1', 'D')));
    const filing = await machine.until('ANTICIPATED-1', ({ status }) => status === 'answered');
    expect(filing).toMatchObject({ state: 'anticipated', mrn: null });
    expect(filing.customsDeclarationReference).toMatch(/.+/);
    expect(filing.dutiesAndTaxes).toMatchObject({ itemsTaxation: expect.any(Array) });
  });

  it('[H7-X3] is told of control, of credit and of goods that are not cleared', async () => {
    const toys = { ...item(), commodityCode: '950300' };
    const cosmetics = { ...item(), commodityCode: '330499' };
    const poor = creation('CREDIT-1');
    poor.declaration.clearanceAgreement.clearanceAgreementNumber = 'A999999';
    await machine.submit(submissionOf(creation('CONTROL-1', 'A', [toys])));
    await machine.submit(submissionOf(creation('SEIZED-1', 'A', [cosmetics])));
    await machine.submit(submissionOf(poor));
    const controlled = await machine.until('CONTROL-1', ({ state }) => state === 'released');
    expect(controlled.history).toHaveLength(4);
    expect(await machine.until('SEIZED-1', ({ state }) => state === 'not-cleared')).toMatchObject({ rawState: 'MND' });
    const credit = await machine.until('CREDIT-1', ({ state }) => state === 'released');
    expect(credit.history).toHaveLength(4);
  });

  it('[H7-X1e] that customs rejects shows why, and may be corrected under its LRN', async () => {
    const tobacco = { ...item(), commodityCode: '240399' };
    await machine.submit(submissionOf(creation('REJECTED-1', 'A', [tobacco])));
    const rejected = await machine.until('REJECTED-1', ({ status }) => status === 'rejected');
    expect(rejected).toMatchObject({
      state: null,
      customsDeclarationReference: null,
      errors: [{ errorCode: 'H7_NAT_004', errorPointer: expect.any(String) }],
    });

    await machine.submit(submissionOf(creation('REJECTED-1')));
    expect(await machine.until('REJECTED-1', ({ state }) => state === 'released')).toMatchObject({
      status: 'answered',
      errors: [],
    });
    const [first, second] = callsFor('REJECTED-1');
    expect(second?.messageId).not.toBe(first?.messageId);
  });

  it('[H7-T1, H7-T4, H7-T5] leaves as the contract wants it', async () => {
    await machine.submit(submissionOf(creation('FORM-1')));
    await machine.until('FORM-1', ({ status }) => status === 'answered');
    const [call] = callsFor('FORM-1');
    expect(call).toMatchObject({
      path: '/dh7/declarations/creer',
      status: 200,
      messageId: expect.stringMatching(MESSAGE_ID),
    });
    const sent = call?.body as ReturnType<typeof creation> & { header: { messageDateTime: string } };
    expect(sent.header.messageDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00\[Europe\/Paris\]$/);
    expect(sent.declaration).toEqual(creation('FORM-1').declaration);
  });

  it('[H7-C2, H7-C3] that breaks a condition is refused with every fault, recorded, told and never sent', async () => {
    await machine.submit(submissionOf(creation('REFUSED-1', 'D', [item(150.01), { ...item(1), commodityCode: 'x' }])));
    const filing = await machine.until('REFUSED-1', ({ status }) => status === 'refused');
    expect(filing.errors.map(({ errorPointer }) => errorPointer)).toEqual([
      '/payload/declaration/items/1/commodityCode',
      '/payload/declaration/items',
    ]);
    const outcome = (await machine.outcomes()).find(({ reference }) => reference === 'REFUSED-1');
    expect(outcome).toMatchObject({
      outcome: 'refused',
      platform: 'shop-1',
      faults: [{ found: 'string of 1 characters' }, { rule: expect.stringContaining('150 EUR') }],
    });
    expect(callsFor('REFUSED-1')).toEqual([]);
  });

  it('that cannot be read at all is told, and does not go round in the queue', async () => {
    const bad = ['not json', JSON.stringify({ authority: 'delta-x' }), submissionOf({ header: {} })];
    for (const text of bad) await machine.submit(text);
    await expect
      .poll(
        async () =>
          (await machine.outcomes()).filter(({ reference, outcome }) => reference === null && outcome === 'refused')
            .length,
      )
      .toBe(3);
    await expect.poll(() => machine.queued('outbox')).toBe(0);
    expect(await machine.queued('deadLetters')).toBe(0);
  });

  it('[H7-E400] that customs refuses with 400 is refused for good, with its reason, and blocks nothing', async () => {
    machine.customs.misbehave({ kind: 'status', status: 400, times: 1 });
    await machine.submit(submissionOf(creation('BAD-REQUEST-1')));
    const filing = await machine.until('BAD-REQUEST-1', ({ status }) => status === 'refused');
    expect(filing.errors).toEqual([{ errorCode: expect.any(String), errorDescription: expect.any(String) }]);
    expect(filing.history).toMatchObject([{ outcome: 'refused', httpStatus: 400 }]);

    await machine.submit(submissionOf(creation('BAD-REQUEST-1')));
    await machine.submit(submissionOf(creation('AFTER-BAD-REQUEST')));
    await machine.until('AFTER-BAD-REQUEST', ({ status }) => status === 'answered');
    await expect
      .poll(async () =>
        (await machine.outcomes()).some((one) => one.reference === 'BAD-REQUEST-1' && one.outcome === 'duplicate'),
      )
      .toBe(true);
    expect(callsFor('BAD-REQUEST-1')).toHaveLength(1);
  });

  it('that is submitted twice is sent once, and the platform is told', async () => {
    await machine.submit(submissionOf(creation('TWICE-1')));
    await machine.until('TWICE-1', ({ status }) => status === 'answered');
    await machine.submit(submissionOf(creation('TWICE-1')));
    await expect
      .poll(async () =>
        (await machine.outcomes()).find(({ reference, outcome }) => reference === 'TWICE-1' && outcome === 'duplicate'),
      )
      .toMatchObject({ platform: 'shop-1', status: 'answered' });
    expect(callsFor('TWICE-1')).toHaveLength(1);
  });

  it('[H7-T5] goes out again under the same messageId after a 500', async () => {
    machine.customs.misbehave({ kind: 'http-500', times: 1 });
    await machine.submit(submissionOf(creation('UNAVAILABLE-1')));
    await machine.until('UNAVAILABLE-1', ({ status }) => status === 'waiting');
    await expect.poll(() => machine.queued('outbox')).toBe(0);
    await expect
      .poll(async () => {
        await machine.housekeep();
        return (await machine.filing('UNAVAILABLE-1')).status;
      })
      .toBe('answered');
    const calls = callsFor('UNAVAILABLE-1');
    expect(calls.map(({ status }) => status)).toEqual([500, 200]);
    expect(calls[1]?.body).toEqual(calls[0]?.body);
  });

  it('[H7-A1] reaches customs with a token of the password grant, which is kept', () => {
    expect(machine.customs.received.filter(({ status }) => status === 200).length).toBeGreaterThan(8);
    // One for each sender that may run.
    expect(machine.customs.tokenRequests).toBeLessThanOrEqual(2);
  });

  it('tells its platform each fact of business', async () => {
    const told = (await machine.outcomes()).filter(({ reference }) => reference === 'CONTROL-1');
    expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['accepted', 'state-changed', 'released']));
    expect(new Set(told.map(({ platform }) => platform))).toEqual(new Set(['shop-1']));
  });

  it('[H7-A1] leaves no secret, token or person in the logs', () => {
    const logs = machine.logs.join('\n');
    expect(logs).toContain('VALIDATED-1');
    for (const value of [
      'client-secret',
      'pass-word',
      'the-token-that-customs-was-given',
      'Camille Durand',
      'rue des Lilas',
      'Cotton',
    ]) {
      expect(logs).not.toContain(value);
    }
  });

  describe('its callbacks', () => {
    const path = '/declarations/9009/reponses';
    const answer = (lrn: string) => response({ lrn, messageId: `${lrn}-r`, reference: '9009' });

    it('[H7-A4] are refused without the right token, and leave no trace', async () => {
      for (const headers of [
        {},
        { Authorization: 'Bearer wrong' },
        { Authorization: 'Basic abc' },
        { Authorization: '' },
      ]) {
        const refused = await machine.callback(path, answer('UNAUTHORISED-1'), headers as Record<string, string>);
        expect(refused).toMatchObject({
          status: 401,
          body: { errorCode: expect.any(String), errorDescription: expect.any(String) },
        });
        expect(refused.type).toContain('application/json');
      }
      expect(
        await machine.ledger.records({ authority: 'delta-h7', kind: 'declaration', reference: 'UNAUTHORISED-1' }),
      ).toEqual([]);
    });

    it('[H7-T2] are taken with and without the prefix', async () => {
      expect(await machine.callback(path, answer('PREFIX-0'))).toMatchObject({ status: 200 });
      expect(await machine.callback(`/dh7${path}`, answer('PREFIX-1'))).toMatchObject({ status: 200 });
      for (const lrn of ['PREFIX-0', 'PREFIX-1'])
        expect(await machine.filing(lrn)).toMatchObject({ status: 'answered', customsDeclarationReference: '9009' });
    });

    it("[H7-T3] that are not UTF-8 JSON get 400 in the contract's form", async () => {
      const latin1 = Buffer.from(JSON.stringify({ ...answer('LATIN-1'), note: 'é' }), 'latin1');
      for (const body of [latin1, '{', '', '[]']) {
        expect(await machine.callback(path, body)).toMatchObject({
          status: 400,
          body: { errorCode: expect.any(String), errorDescription: expect.any(String) },
        });
      }
    });

    it("to an unknown URL get 404 in the contract's form", async () => {
      expect(await machine.callback('/declarations/9009/unknown', answer('X'))).toMatchObject({
        status: 404,
        body: { errorCode: 'UNKNOWN_URL' },
      });
    });

    it('[H7-R3] that come fifty times at once leave one message, and are each answered 200', async () => {
      const again = answer('AGAIN-1');
      const answers = await Promise.all(Array.from({ length: 50 }, () => machine.callback(path, again)));
      expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
      const key = { authority: 'delta-h7', kind: 'declaration', reference: 'AGAIN-1' } as const;
      expect(await machine.ledger.records(key)).toHaveLength(1);
      const told = (await machine.outcomes()).filter(({ reference }) => reference === 'AGAIN-1');
      expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    });

    it('[H7-R3] that say something else under the same messageId are kept beside it, answered 200 and flagged', async () => {
      const first = answer('OTHERWISE-1');
      const second = { ...first, declarationState: { ...first.declarationState, state: 'BAE' } };
      for (const body of [first, second, first, second])
        expect(await machine.callback(path, body)).toMatchObject({ status: 200 });
      const { history } = await machine.filing('OTHERWISE-1');
      expect(history.map(({ outcome }) => outcome)).toEqual(['taken', 'conflicting']);
      const told = (await machine.outcomes()).filter(({ reference }) => reference === 'OTHERWISE-1');
      expect(new Set(told.map(({ id }) => id)).size).toBe(2);
      const flagged = machine.logs.filter((line) => line.includes('callback.conflicting'));
      expect(JSON.parse(flagged[0] ?? '{}')).toMatchObject({ level: 'error', reference: 'OTHERWISE-1' });
    });

    it('that name no LRN are found by the reference in their path', async () => {
      await machine.callback(
        '/declarations/7007/reponses',
        response({ lrn: 'BY-PATH', messageId: 'p-1', reference: '7007' }),
      );
      const { header: _, ...rest } = state({ state: 'BAE' });
      expect(
        await machine.callback('/declarations/7007/etats', { header: { messageId: 'p-2' }, ...rest }),
      ).toMatchObject({ status: 200 });
      expect(await machine.filing('BY-PATH')).toMatchObject({ state: 'released' });
    });

    it('[H7-Efunc] with errors show them all', async () => {
      const errors = [
        { errorType: 12, errorCode: 'H7_NAT_01', errorPointer: 'a', errorDescription: 'A' },
        { errorType: 13, errorCode: 'H7_NAT_02', errorPointer: 'b', errorDescription: 'B' },
      ];
      await machine.callback('/declarations/erreurs', errorMessage('ERRORS-1', errors));
      expect(await machine.filing('ERRORS-1')).toMatchObject({ status: 'rejected', errors });
      await expect
        .poll(async () => (await machine.outcomes()).find(({ reference }) => reference === 'ERRORS-1'))
        .toMatchObject({ outcome: 'rejected', errors });
    });

    it('[H7-R2] that cannot be stored get 500, and 200 once they can', async () => {
      await machine.withoutLedger(async () => {
        const refused = await machine.callback(path, answer('UNSTORED-1'));
        expect(refused).toMatchObject({
          status: 500,
          body: { errorCode: 'TECHNICAL', errorDescription: expect.any(String) },
        });
      });
      expect((await machine.outcomes()).some(({ reference }) => reference === 'UNSTORED-1')).toBe(false);
      expect(await machine.callback(path, answer('UNSTORED-1'))).toMatchObject({ status: 200 });
      expect(await machine.filing('UNSTORED-1')).toMatchObject({
        status: 'answered',
        history: [{ direction: 'received' }],
      });
    });
  });
});
