import { describe, expect, it } from 'vitest';
import { readiness } from '../../../functions/authorities/delta-h7/conditions.ts';
import { outboundMessages } from '../../../schemas/catalogue.ts';
import { deltaH7 } from '../../../schemas/delta-h7/index.ts';
import type { Filing } from '../../../schemas/filing.ts';

const filing = (more: Partial<Filing> = {}): Filing => ({
  authority: 'delta-h7',
  reference: 'L-1',
  kind: 'declaration',
  status: 'answered',
  state: 'validated',
  rawState: 'VLD',
  stateDateTime: null,
  authorityReference: 'C-1',
  details: { mrn: '26FR0000000000TST5' },
  platform: 'shop-1',
  declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A234567' } },
  errors: [],
  history: [{ at: '', direction: 'sent', message: 'Creation_H7', messageId: 'm', outcome: 'sent', httpStatus: null }],
  ...more,
});
const anticipated = filing({ state: 'anticipated', details: {} });
const validation = (about: Filing, payload = {}) =>
  readiness('Validation_H7', { header: { lrn: 'L-1' }, ...payload }, [about]);
const invalidation = (...about: Filing[]) =>
  readiness(
    'Request_Invalidation_H7',
    { header: {}, declarations: about.map(({ reference }) => ({ lrn: reference })) },
    about,
  );
const amendment = (about: Filing, header = {}) =>
  readiness('Request_Amendment_H7', { header: { lrn: 'L-1', ...header } }, [about]);

describe('[H7-C1] the conditions of use', () => {
  it('[H7-C1] let a validation of an anticipated declaration go, with its reference in path and header', () => {
    expect(validation(anticipated)).toMatchObject({
      kind: 'ready',
      payload: { header: { lrn: 'L-1', customsDeclarationReference: 'C-1' } },
      parts: { customsDeclarationReference: 'C-1' },
    });
  });

  it.each(['sent', 'waiting', 'failed'] as const)('[H7-C1] have it wait while the declaration is %s', (status) => {
    expect(validation(filing({ status, state: null, authorityReference: null }))).toMatchObject({
      kind: 'wait',
    });
  });

  it.each(['refused', 'rejected'] as const)('[H7-C1] never let it go once the declaration was %s', (status) => {
    expect(validation(filing({ status, state: null }))).toMatchObject({
      kind: 'never',
      faults: [{ found: `a declaration that was ${status}` }],
    });
  });

  it.each([
    'validated',
    'under-control',
    'not-cleared',
    'credit-pending',
    'released',
    'cancelled',
    'invalidated',
  ] as const)('[H7-C1] never let it go for a declaration that is %s', (state) => {
    expect(validation(filing({ state }))).toMatchObject({ kind: 'never' });
  });

  it.each(deltaH7.states)('[H7-C1] are those by which a person is offered what follows, once it is %s', (state) => {
    const about = filing({ state });
    for (const { message, followsOn } of outboundMessages('delta-h7')) {
      const payload = followsOn?.draft({ reference: about.reference, declaration: about.declaration });
      if (payload)
        expect([message, readiness(message, payload, [about]).kind === 'ready']).toEqual([
          message,
          followsOn?.states.includes(state),
        ]);
    }
  });

  const unknown = filing({ state: null, authorityReference: null, details: {}, history: [] });

  it('[F7] have it wait for a declaration that is not known yet, and name the fault if it never comes', () => {
    expect(validation(unknown)).toEqual({
      kind: 'wait',
      reason: 'the declaration is not known here yet',
      orNever: [
        expect.objectContaining({ pointer: '/payload/header/lrn', found: expect.stringContaining('not known') }),
      ],
    });
    expect(readiness('Request_Amendment_H7', { header: { lrn: 'L-1' } }, [unknown])).toMatchObject({
      kind: 'wait',
      orNever: [{ pointer: '/payload/header/lrn' }],
    });
    expect(readiness('Fallback_H7', {}, [unknown])).toMatchObject({ kind: 'ready' });
    expect(readiness('Consult_H7', {}, [unknown])).toMatchObject({ kind: 'ready' });
  });

  it('[F7] have an invalidation wait for those of its declarations that are not known yet, of 1 to 99', () => {
    const pointer = (n: number) => ({ pointer: `/payload/declarations/${n}/lrn` });
    // The common agreement is looked for only once all are known.
    expect(invalidation(filing(), unknown, anticipated, unknown)).toMatchObject({
      kind: 'wait',
      orNever: [pointer(1), pointer(3)],
    });
    const all = invalidation(...Array.from({ length: 99 }, () => unknown));
    expect(all).toMatchObject({ kind: 'wait', orNever: Array.from({ length: 99 }, (_, n) => pointer(n)) });
    // A message that can never be sent is refused at once, whatever else is missing.
    expect(invalidation(unknown, filing({ state: 'released' }))).toMatchObject({ kind: 'never', faults: [pointer(1)] });
  });

  it('[F7] have it wait for a declaration that lies among the dead letters, from where it may come back', () => {
    expect(validation(filing({ status: 'stuck', state: null, authorityReference: null }))).toMatchObject({
      kind: 'wait',
    });
  });

  it('leave a state whose code is not known to customs to judge', () => {
    expect(validation(filing({ state: 'unknown' }))).toMatchObject({ kind: 'ready' });
    expect(invalidation(filing({ state: 'unknown' }))).toMatchObject({ kind: 'ready' });
  });

  it('refuse a reference that is not the one customs gave', () => {
    const wrong = { header: { lrn: 'L-1', customsDeclarationReference: 'C-2' } };
    expect(validation(anticipated, wrong)).toMatchObject({
      kind: 'never',
      faults: [{ pointer: '/payload/header/customsDeclarationReference' }],
    });
  });

  it('fill in references, MRN and the common agreement of an invalidation', () => {
    expect(invalidation(filing(), filing({ reference: 'L-2', authorityReference: 'C-2' }))).toMatchObject({
      kind: 'ready',
      payload: {
        clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
        declarations: [
          { lrn: 'L-1', customsDeclarationReference: 'C-1', mrn: '26FR0000000000TST5', supportingDocuments: [] },
          { lrn: 'L-2', customsDeclarationReference: 'C-2' },
        ],
      },
    });
  });

  it('ask for the agreement where the declarations have not the same', () => {
    const other = filing({ declaration: { clearanceAgreement: { clearanceAgreementNumber: 'A1' } } });
    expect(invalidation(filing(), other)).toMatchObject({
      kind: 'never',
      faults: [{ pointer: '/payload/clearanceAgreement' }],
    });
  });

  it('[H7-C1] name every declaration that cannot be invalidated, and wait for one that cannot yet', () => {
    expect(invalidation(filing({ state: 'released' }), filing(), filing({ state: 'cancelled' }))).toMatchObject({
      kind: 'never',
      faults: [{ pointer: '/payload/declarations/0/lrn' }, { pointer: '/payload/declarations/2/lrn' }],
    });
    expect(invalidation(filing(), anticipated)).toMatchObject({ kind: 'wait' });
    expect(invalidation(filing({ details: {} }))).toMatchObject({ kind: 'wait' });
  });

  it('[H7-C1] let an amendment of a validated declaration go, with its references, and no other', () => {
    expect(amendment(filing())).toMatchObject({
      kind: 'ready',
      payload: { header: { lrn: 'L-1', customsDeclarationReference: 'C-1', mrn: '26FR0000000000TST5' } },
    });
    expect(amendment(filing(), { mrn: '26FR0000000000TST6' })).toMatchObject({
      kind: 'never',
      faults: [{ pointer: '/payload/header/mrn' }],
    });
  });

  it('[H7-C1] have an amendment wait until the declaration is validated, with its MRN', () => {
    expect(amendment(anticipated)).toMatchObject({ kind: 'wait', reason: 'the declaration is not validated yet' });
    expect(amendment(filing({ details: {} }))).toMatchObject({ kind: 'wait' });
    for (const status of ['sent', 'waiting', 'failed'] as const)
      expect(amendment(filing({ status, state: null })), status).toMatchObject({ kind: 'wait' });
  });

  it.each(['under-control', 'not-cleared', 'credit-pending', 'released', 'cancelled', 'invalidated'] as const)(
    '[H7-C1] never let an amendment or an invalidation go for a declaration that is %s',
    (state) => {
      const never = (pointer: string) => ({
        kind: 'never',
        faults: [{ pointer, found: `a declaration that is ${state}` }],
      });
      expect(amendment(filing({ state }))).toMatchObject(never('/payload/header/lrn'));
      expect(invalidation(filing({ state }))).toMatchObject(never('/payload/declarations/0/lrn'));
    },
  );

  it.each(['refused', 'rejected'] as const)(
    '[H7-C1] never let an amendment go once the declaration was %s',
    (status) => {
      expect(amendment(filing({ status, state: null }))).toMatchObject({
        kind: 'never',
        faults: [{ found: `a declaration that was ${status}` }],
      });
    },
  );

  it('[H7-C1] let a fallback go for an LRN that customs does not have, and for no other', () => {
    const blocked = filing({ status: 'waiting', state: null, authorityReference: null });
    expect(readiness('Fallback_H7', {}, [blocked])).toMatchObject({ kind: 'ready' });
    expect(readiness('Fallback_H7', {}, [filing({ state: null })])).toMatchObject({ kind: 'never' });
    expect(readiness('Fallback_H7', {}, [filing()])).toMatchObject({ kind: 'never' });
  });
});
