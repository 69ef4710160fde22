import { describe, expect, it } from 'vitest';
import type { Label } from '../../local/simulators/omega/labels.ts';
import { STEPS } from '../../local/simulators/omega/step.ts';
import { from, LATER_MS, MINUTE_MS, REFERENCE, scene, stateBefore, upTo } from './support/scene.ts';

const stage = scene();
const { calls, left, told, filing } = stage;

describe('an answer of annex A', () => {
  it('[OM-1, OM-3] "Demande recevable" leads to step 2, and "Votre demande a été prise en compte" registers the request', async () => {
    await stage.gateway.request(REFERENCE);
    expect(calls()).toEqual(STEPS);
    expect(await filing()).toMatchObject({
      ...{ status: 'answered', state: 'registered', rawState: 'T', errors: [] },
      references: { NumeroDemande: stage.omega.requests.at(-1)?.number, DateDemandee: '2026-12-15' },
    });
    expect(told()).toEqual([
      ['state-changed', 'waiting', 'receivable'],
      ['accepted', 'answered', 'registered'],
    ]);
    expect(left()).toEqual(['en cours de traitement']);
    await stage.gateway.pass(LATER_MS);
    expect(calls()).toEqual(STEPS);
  });

  /** The labels that end a dialogue, with our reading of their codes. */
  const final: [Label, { errorCode?: string; errorPointer?: string; errorDescription: string }][] = [
    ['not-entitled', { errorDescription: 'Habilitation incorrecte' }],
    [
      'other-department',
      {
        errorDescription:
          "La commune du PCE n'est pas dans le même département que le code postal saisi : merci de corriger le PCE et/ou le code postal",
      },
    ],
    ['cad-invalid', { errorDescription: 'Etat du CAD invalide' }],
    ['login-missing', { errorDescription: 'Le login doit être renseigné.' }],
    ['abandoned', { errorDescription: 'Demande abandonnée' }],
    ['pce-unknown', { errorCode: '1022', errorDescription: 'Numéro de PCE incorrect ou inconnu' }],
    ['not-receivable', { errorCode: 'COH_FREQUENCE', errorDescription: 'Demande non recevable' }],
    ['wrong-data', { errorCode: 'RG99', errorPointer: 'CHAMP_1', errorDescription: 'Donnée incorrecte' }],
  ];
  const steps = STEPS.flatMap((step) => final.map(([label, error]) => [label, step, error] as const));
  it.each(steps)(
    '[OM-3, OM-4] %s in step "%s" rejects the request, and is never asked again',
    async (label, at, error) => {
      stage.omega.misbehave({ kind: 'label', label, at });
      await stage.gateway.request(REFERENCE);
      expect(await filing()).toMatchObject({ status: 'rejected', state: stateBefore[at], errors: [error] });
      expect(told().at(-1)).toEqual(['rejected', 'rejected', stateBefore[at]]);
      await stage.gateway.pass(LATER_MS);
      expect(calls()).toEqual(upTo(at));
    },
  );

  it.each(STEPS)('[OM-3] "Donnée incorrecte" is an error for each field, in step "%s"', async (at) => {
    stage.omega.misbehave({ kind: 'label', label: 'wrong-data', at, fields: 3 });
    await stage.gateway.request(REFERENCE);
    const { errors } = await filing();
    expect(errors.map(({ errorPointer, errorCode }) => [errorPointer, errorCode])).toEqual([
      ...[
        ['CHAMP_1', 'RG99'],
        ['CHAMP_2', 'RG99'],
      ],
      ['CHAMP_3', 'RG99'],
    ]);
  });

  const closed = STEPS.flatMap((step) => (['closed', 'maintenance'] as const).map((label) => [label, step] as const));
  it.each(closed)('[OM-3, OM-4] %s in step "%s" is parked, and the same call is made later', async (label, at) => {
    stage.omega.misbehave({ kind: 'label', label, at });
    await stage.gateway.request(REFERENCE);
    expect(await filing()).toMatchObject({ status: 'waiting', state: stateBefore[at] });
    await stage.gateway.pass(29 * MINUTE_MS);
    expect(calls()).toEqual(upTo(at));
    await stage.gateway.pass(5 * MINUTE_MS);
    expect(calls()).toEqual([...upTo(at), ...from(at)]);
    expect(await filing()).toMatchObject({ status: 'answered', state: 'registered' });
    expect(left()).toEqual(['en cours de traitement']);
  });

  it('[OM-3] closed hours end when the lane says that OMEGA opens', async () => {
    // 20:30 in Paris, on a Friday.
    const openingHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '20:00' };
    stage.restart({ openingHours });
    stage.gateway.clock = Date.parse('2026-11-27T19:30:00Z');
    stage.omega.misbehave({ kind: 'hours', from: '07:00', to: '20:00' });
    await stage.gateway.request(REFERENCE);
    await stage.gateway.pass(Date.parse('2026-11-30T05:59:00Z') - stage.gateway.clock);
    expect(calls()).toEqual(['verify']);
    await stage.gateway.pass(3 * MINUTE_MS);
    expect(calls()).toEqual(['verify', 'verify', 'create']);
    expect(await filing()).toMatchObject({ state: 'registered' });
  });

  it.each(STEPS)('[OM-4] "Dialogue interrompu" in step "%s" is unclear, and is never called again', async (at) => {
    stage.omega.misbehave({ kind: 'label', label: 'interrupted', at });
    await stage.gateway.request(REFERENCE);
    expect(await filing()).toMatchObject({
      ...{ status: 'unclear', state: stateBefore[at] },
      errors: [{ errorCode: '9001', errorDescription: expect.stringMatching(/^Dialogue interrompu/) }],
    });
    expect(told().at(-1)).toEqual(['unclear', 'unclear', null]);
    await stage.gateway.pass(LATER_MS);
    expect(calls()).toEqual(upTo(at));
  });

  it.each(STEPS)(
    '[OM-3] a label that annex A does not have is final, and kept as it came, in step "%s"',
    async (at) => {
      stage.omega.misbehave({ kind: 'answer', at, type: 'A', code: 'DmdKo', text: 'Ce PCE est réservé' });
      await stage.gateway.request(REFERENCE);
      expect(await filing()).toMatchObject({
        ...{ status: 'rejected', errors: [{ errorDescription: 'Ce PCE est réservé' }] },
      });
      await stage.gateway.pass(LATER_MS);
      expect(calls()).toEqual(upTo(at));
    },
  );
});
