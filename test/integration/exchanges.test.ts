import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { describeOnAnEngine } from '../support/engines.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

/** Books: customs leaves them validated, so that there is time to ask for something. */
const books = { ...item(), commodityCode: '490300' };

const validation = (lrn: string, more: object = {}) =>
  submissionOf({ header: { lrn }, ...more }, { message: 'Validation_H7' });
const invalidation = (reference: string, lrns: string[], motivation = 'ordered by mistake') =>
  submissionOf(
    {
      header: { operatorRequestReference: reference, invalidationMotivation: motivation },
      declarations: lrns.map((lrn) => ({ lrn })),
    },
    { message: 'Request_Invalidation_H7' },
  );
const amendment = (
  reference: string,
  lrn: string,
  items = [{ ...books, goodsDescription: 'Second-hand books' }],
  motivation = 'wrong description',
) =>
  submissionOf(
    {
      header: { operatorRequestReference: reference, amendmentMotivation: motivation, lrn },
      declaration: creation(lrn, 'A', items).declaration,
    },
    { message: 'Request_Amendment_H7' },
  );
const fallback = (lrn: string, items?: unknown[]) =>
  submissionOf(
    {
      ...creation(lrn, 'A', items),
      fallbackProcedureInformation: {
        manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
        fallbackReferenceNumber: '17',
      },
    },
    { message: 'Fallback_H7' },
  );
const consultation = (id: string, lrns: string[]) =>
  submissionOf(
    {
      header: { messageId: id },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: lrns.map((lrn) => ({ lrn })),
    },
    { message: 'Consult_H7', platform: 'desk', reason: 'callbacks lost on Tuesday' },
  );

/** Waits until there is something, and returns it. */
const eventually = <T>(look: () => T | Promise<T>) =>
  vi.waitFor(
    async () => {
      const found = await look();
      if (!found) throw new Error('not yet');
      return found as NonNullable<T>;
    },
    { timeout: 30_000, interval: 50 },
  );

const was = ({ history }: Filing) =>
  history.map(({ direction, message, outcome }) => `${direction} ${message} ${outcome}`);
const uuidNow = (digit: string) => `${digit.repeat(8)}-4a83-4003-bcc9-1bce1798c2ab${Math.floor(Date.now() / 1000)}`;

describeOnAnEngine('the exchanges on %s', 'dynalite', (engine) => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({ engine });
  });
  afterAll(() => machine?.stop());

  const bodyOf = (message: string, reference: string) => {
    const call = machine.customs.received.find(
      (one) => one.messageName === message && JSON.stringify(one.body).includes(reference),
    );
    return call?.body as { header: Record<string, string> } & Record<string, unknown>;
  };
  const validated = async (lrn: string) => {
    await machine.submit(submissionOf(creation(lrn, 'A', [books])));
    return machine.until(lrn, ({ state }) => state === 'validated');
  };
  const anticipated = async (lrn: string, payload = creation(lrn, 'D')) => {
    await machine.submit(submissionOf(payload));
    return machine.until(lrn, ({ state }) => state === 'anticipated');
  };
  const toldOf = async (reference: string) => (await machine.outcomes()).filter((one) => one.reference === reference);

  describe.concurrent('2: validation', () => {
    it('[H7-X2] gives State_H7 and Response_H7, the MRN and updated duties, naming only the LRN', async () => {
      const before = await anticipated('VALIDATE-1');
      await machine.submit(validation('VALIDATE-1'));
      const after = await machine.until(
        'VALIDATE-1',
        ({ state, history }) => state === 'released' && history.length >= 6,
      );
      expect(after).toMatchObject({
        status: 'answered',
        errors: [],
        customsDeclarationReference: before.customsDeclarationReference,
      });
      expect(after.mrn).toMatch(/^26FR/);
      expect(was(after)).toEqual(
        expect.arrayContaining([
          'sent Validation_H7 accepted',
          'received State_H7 taken',
          'received Response_H7 taken',
        ]),
      );
      expect(bodyOf('Validation_H7', 'VALIDATE-1').header['customsDeclarationReference']).toBe(
        before.customsDeclarationReference,
      );
    });

    it('[H7-X2e] that is rejected leaves the declaration anticipated, to be validated again', async () => {
      const payload = creation('VALIDATE-2', 'D');
      payload.declaration.presentationOffice.presentationOfficeReference = 'FR009999';
      await anticipated('VALIDATE-2', payload);
      await machine.submit(validation('VALIDATE-2'));
      const rejected = await machine.until('VALIDATE-2', ({ status }) => status === 'rejected');
      expect(rejected).toMatchObject({ state: 'anticipated', mrn: null, errors: [{ errorCode: 'H7_NAT_013' }] });

      await machine.submit(
        validation('VALIDATE-2', {
          goodsLocation: { locationType: 'A', identificationQualifier: 'U', unLocode: 'FRCDG' },
        }),
      );
      expect(await machine.until('VALIDATE-2', ({ state }) => state === 'released')).toMatchObject({
        status: 'answered',
        errors: [],
      });
    });

    it("[H7-X2l] carries the goods' location where it was not given or has changed, and only then", async () => {
      const atCreation = { locationType: 'A', identificationQualifier: 'U', unLocode: 'FRCDG' };
      const lodged = (lrn: string) => {
        const payload = creation(lrn, 'D');
        return { ...payload, declaration: { ...payload.declaration, goodsLocation: atCreation } };
      };
      await Promise.all([
        anticipated('LOCATION-1', lodged('LOCATION-1')),
        anticipated('LOCATION-2', lodged('LOCATION-2')),
        anticipated('LOCATION-3'),
      ]);
      const moved = { ...atCreation, unLocode: 'FRLYS' };
      await machine.submit(validation('LOCATION-1', { goodsLocation: atCreation }));
      await machine.submit(validation('LOCATION-2', { goodsLocation: moved }));
      await machine.submit(validation('LOCATION-3', { goodsLocation: moved }));
      for (const lrn of ['LOCATION-1', 'LOCATION-2', 'LOCATION-3'])
        await machine.until(lrn, ({ state }) => state === 'released');
      expect(bodyOf('Validation_H7', 'LOCATION-1')['goodsLocation']).toBeUndefined();
      expect(bodyOf('Validation_H7', 'LOCATION-2')['goodsLocation']).toEqual(moved);
      expect(bodyOf('Validation_H7', 'LOCATION-3')['goodsLocation']).toEqual(moved);
    });

    it('[H7-C1] that can never go is refused with the reason, and not sent', async () => {
      await machine.submit(submissionOf(creation('VALIDATE-3')));
      await machine.until('VALIDATE-3', ({ state }) => state === 'released');
      await machine.submit(validation('VALIDATE-3'));
      await machine.submit(validation('VALIDATE-UNKNOWN'));
      const refused = await eventually(async () =>
        (await toldOf('VALIDATE-3')).find(({ outcome }) => outcome === 'refused'),
      );
      expect(refused.faults).toMatchObject([
        { pointer: '/payload/header/lrn', found: 'a declaration that is released' },
      ]);
      // [F7] Its declaration may be on its way still.
      const unknown = await machine.until('VALIDATE-UNKNOWN', ({ status }) => status === 'waiting');
      expect(unknown.errors[0]?.errorDescription).toContain('not known here');
      expect(await machine.filing('VALIDATE-3')).toMatchObject({ status: 'answered', state: 'released' });
      expect(
        machine.customs.received.filter(
          ({ messageName, lrn }) =>
            messageName === 'Validation_H7' && (lrn === 'VALIDATE-3' || lrn === 'VALIDATE-UNKNOWN'),
        ),
      ).toEqual([]);
    });
  });

  describe.concurrent('4: invalidation', () => {
    it('[H7-X4, H7-X45d] that is accepted invalidates all its declarations, and their histories show it', async () => {
      await Promise.all([validated('INVALIDATE-1'), validated('INVALIDATE-2')]);
      await machine.submit(invalidation('REQ-INV-1', ['INVALIDATE-1', 'INVALIDATE-2']));
      const request = await machine.until(
        'REQ-INV-1',
        (filing) => filing.request?.decision === 'accepted' && filing.history.length === 3,
        'request',
      );
      expect(request).toMatchObject({
        status: 'answered',
        request: { declarations: ['INVALIDATE-1', 'INVALIDATE-2'] },
      });
      expect(request.customsDeclarationReference).toMatch(/.+/);
      expect(was(request)).toEqual([
        'sent Request_Invalidation_H7 accepted',
        'received Response_Registration_H7 taken',
        'received Response_Invalidation_H7 accepted',
      ]);
      for (const lrn of ['INVALIDATE-1', 'INVALIDATE-2']) {
        const filing = await machine.filing(lrn);
        expect(filing).toMatchObject({ status: 'answered', state: 'invalidated' });
        expect(was(filing).slice(-2)).toEqual([
          'sent Request_Invalidation_H7 asked',
          'received Response_Invalidation_H7 accepted',
        ]);
      }
    });

    it('[H7-X4] that is refused leaves them as they are', async () => {
      await validated('KEPT-1');
      await machine.submit(invalidation('REQ-INV-2', ['KEPT-1'], 'REFUSE this'));
      await machine.until('REQ-INV-2', (filing) => filing.request?.decision === 'refused', 'request');
      const filing = await machine.filing('KEPT-1');
      expect(filing).toMatchObject({ status: 'answered', state: 'validated' });
      expect(was(filing).at(-1)).toBe('received Response_Invalidation_H7 refused');
    });

    it('[H7-C1] of a declaration that is not validated yet waits, and goes by itself once it is', async () => {
      await anticipated('LATER-1', creation('LATER-1', 'D', [books]));
      await machine.submit(invalidation('REQ-INV-6', ['LATER-1']));
      const waiting = await machine.until('REQ-INV-6', ({ status }) => status === 'waiting', 'request');
      expect(waiting.errors).toEqual([{ errorDescription: 'the declaration is not validated yet' }]);
      await machine.submit(validation('LATER-1'));
      await machine.until('REQ-INV-6', ({ request }) => request?.decision === 'accepted', 'request');
      expect(await machine.filing('LATER-1')).toMatchObject({ state: 'invalidated' });
    });
  });

  describe.concurrent('5: amendment', () => {
    it('[H7-X5, H7-X45d] that is accepted replaces the declaration and its duties', async () => {
      const before = await validated('AMEND-1');
      const two = [
        { ...books, goodsDescription: 'Second-hand books' },
        { ...books, itemNumber: 2, intrinsicValue: { intrinsicValueAmount: 90, intrinsicValueCurrency: 'EUR' } },
      ];
      await machine.submit(amendment('REQ-AM-1', 'AMEND-1', two));
      const request = await machine.until('REQ-AM-1', ({ request }) => request?.decision === 'accepted', 'request');
      expect(was(request)).toContain('received Response_Amendment_H7 accepted');
      const after = await machine.filing('AMEND-1');
      expect(after).toMatchObject({
        state: 'validated',
        mrn: before.mrn,
        declaration: { items: [{ goodsDescription: 'Second-hand books' }, { itemNumber: 2 }] },
      });
      expect(after.dutiesAndTaxes).not.toEqual(before.dutiesAndTaxes);
      expect(bodyOf('Request_Amendment_H7', 'REQ-AM-1').header).toMatchObject({
        mrn: before.mrn,
        customsDeclarationReference: before.customsDeclarationReference,
      });
    });

    it('[H7-X5] that is refused leaves them as they are', async () => {
      const before = await validated('AMEND-2');
      await machine.submit(amendment('REQ-AM-2', 'AMEND-2', undefined, 'REFUSE this'));
      await machine.until('REQ-AM-2', ({ request }) => request?.decision === 'refused', 'request');
      const after = await machine.filing('AMEND-2');
      expect(after).toMatchObject({
        state: 'validated',
        declaration: before.declaration,
        dutiesAndTaxes: before.dutiesAndTaxes,
      });
    });

    it('[H7-X45e] that customs rejects shows why', async () => {
      await validated('AMEND-3');
      await machine.submit(amendment('REQ-AM-3', 'AMEND-3', [{ ...books, commodityCode: '240399' }]));
      expect(await machine.until('REQ-AM-3', ({ status }) => status === 'rejected', 'request')).toMatchObject({
        errors: [{ errorCode: 'H7_NAT_004' }],
      });
      expect(await machine.filing('AMEND-3')).toMatchObject({ status: 'answered', state: 'validated' });
    });

    it('[H7-C2, H7-C3] that breaks a condition is refused before it is sent', async () => {
      await validated('AMEND-4');
      await machine.submit(
        amendment('REQ-AM-4', 'AMEND-4', [
          { ...books, intrinsicValue: { intrinsicValueAmount: 151, intrinsicValueCurrency: 'EUR' } },
        ]),
      );
      expect(await machine.until('REQ-AM-4', ({ status }) => status === 'refused', 'request')).toMatchObject({
        errors: [{ errorPointer: '/payload/declaration/items' }],
      });
    });
  });

  describe.concurrent('6: fallback', () => {
    it('[H7-X6] gives reference, MRN and duties, and the goods are released', async () => {
      await machine.submit(fallback('FALLBACK-1'));
      const filing = await machine.until('FALLBACK-1', ({ state }) => state === 'released');
      expect(filing.mrn).toMatch(/^26FR/);
      expect(filing.customsDeclarationReference).toMatch(/.+/);
      expect(filing.dutiesAndTaxes).toMatchObject({ itemsTaxation: expect.any(Array) });
    });

    it('[H7-X6] that customs rejects shows why', async () => {
      await machine.submit(fallback('FALLBACK-2', [{ ...item(), commodityCode: '220720' }]));
      expect(await machine.until('FALLBACK-2', ({ status }) => status === 'rejected')).toMatchObject({
        errors: [{ errorCode: 'H7_NAT_004' }],
      });
    });

    it('[H7-X6] is read in both spellings of its state', async () => {
      const reprise = {
        header: {
          messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
          messageId: 'reprise-1',
          lrn: 'FALLBACK-3',
          customsDeclarationReference: '55',
        },
        declarationState: {
          state: 'reprise',
          stateDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
          event: 'Reprise',
        },
        dutiesAndTaxes: { itemsTaxation: [] },
      };
      await machine.callback('/declarations/55/reponses', reprise);
      expect(await machine.filing('FALLBACK-3')).toMatchObject({ state: 'validated', rawState: 'reprise' });
    });

    it('[H7-C3] is only validated, and [H7-C1] never for a declaration that customs has', async () => {
      const { header, declaration } = creation('FALLBACK-4', 'D');
      const information = {
        manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
        fallbackReferenceNumber: '17',
      };
      await machine.submit(
        submissionOf({ header, declaration, fallbackProcedureInformation: information }, { message: 'Fallback_H7' }),
      );
      await machine.until(
        'FALLBACK-4',
        ({ status, errors }) =>
          status === 'refused' &&
          errors.some(({ errorPointer }) => errorPointer?.endsWith('additionalDeclarationType')),
      );
      await validated('FALLBACK-5');
      await machine.submit(fallback('FALLBACK-5'));
      await eventually(async () =>
        (await toldOf('FALLBACK-5')).some(({ outcome, message }) => outcome === 'refused' && message === 'Fallback_H7'),
      );
    });
  });

  describe.concurrent('7: consultation', () => {
    it('[H7-X7] brings declarations up to date, and shows those that customs does not know', async () => {
      await validated('CONSULT-1');
      const id = uuidNow('a');
      await machine.submit(consultation(id, ['CONSULT-1', 'CONSULT-NEVER']));
      await machine.until(id, ({ status }) => status === 'answered', 'consultation');
      const found = await machine.filing('CONSULT-1');
      expect(found).toMatchObject({ status: 'answered', state: 'validated' });
      expect(was(found).slice(-2)).toEqual(['sent Consult_H7 asked', 'received Response_Consult_H7 taken']);
      const never = await machine.until('CONSULT-NEVER', ({ history }) => history.length === 2);
      expect(was(never)).toEqual(['sent Consult_H7 asked', 'received Response_Consult_H7 unknown-to-customs']);
      expect(never).toMatchObject({
        status: 'failed',
        errors: [{ errorDescription: expect.stringContaining('unknown to customs') }],
      });
    });

    it("[H7-X7u] is never sent without an operator's reason, which is kept", async () => {
      const { reason: _, ...unreasoned } = JSON.parse(consultation(uuidNow('c'), ['CONSULT-3']));
      await machine.submit(JSON.stringify(unreasoned));
      await machine.until(
        unreasoned.payload.header.messageId,
        ({ status, errors }) => status === 'refused' && errors[0]?.errorPointer === '/reason',
        'consultation',
      );
      const id = uuidNow('d');
      await machine.submit(consultation(id, ['CONSULT-3']));
      await machine.until(id, ({ status }) => status === 'answered', 'consultation');
      expect(
        await machine.ledger.records({ authority: 'delta-h7', kind: 'consultation', reference: id }),
      ).toMatchObject([{ reason: 'callbacks lost on Tuesday' }, {}]);
      const reasons = machine.customs.received.filter(({ messageName }) => messageName === 'Consult_H7');
      expect(reasons.every(({ messageId }) => messageId !== unreasoned.payload.header.messageId)).toBe(true);
    });
  });

  describe('after answers were lost', () => {
    it('[H7-X7] brings in what was lost', async () => {
      machine.customs.misbehave({ kind: 'lost-answer', times: 1 });
      await machine.submit(submissionOf(creation('CONSULT-2', 'A', [books])));
      await eventually(() => machine.customs.received.some(({ lrn }) => lrn === 'CONSULT-2'));
      const id = uuidNow('b');
      await machine.submit(consultation(id, ['CONSULT-2']));
      const filing = await machine.until('CONSULT-2', ({ status }) => status === 'answered');
      expect(filing).toMatchObject({
        state: 'validated',
        mrn: expect.stringMatching(/^26FR/),
        dutiesAndTaxes: expect.anything(),
      });
    });

    it('[H7-X45e] a request that customs rejects is found by its reference, and shows why', async () => {
      await validated('FORGOTTEN-1');
      machine.customs.misbehave({ kind: 'lost-answer', times: 1 });
      await machine.submit(invalidation('REQ-INV-3', ['FORGOTTEN-1']));
      await eventually(() => machine.customs.received.some((call) => JSON.stringify(call.body).includes('REQ-INV-3')));
      await machine.submit(invalidation('REQ-INV-4', ['FORGOTTEN-1']));
      const rejected = await machine.until('REQ-INV-4', ({ status }) => status === 'rejected', 'request');
      expect(rejected).toMatchObject({ errors: [{ errorCode: 'H7_NAT_012' }], request: { decision: null } });
      expect(await machine.filing('FORGOTTEN-1')).toMatchObject({ state: 'validated' });
    });
  });
});
