import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OmegaMachine, startOmegaMachine } from '../support/machine.ts';

describe('the lane to OMEGA, on the deployed bundles', { timeout: 60_000 }, () => {
  let machine: OmegaMachine;
  beforeAll(async () => {
    machine = await startOmegaMachine();
  }, 60_000);
  afterAll(() => machine?.stop());

  const callsAbout = (NumeroPCE: string) =>
    machine.omega.received.filter(({ fields }) => fields.NumeroPCE === NumeroPCE).map(({ step }) => step);

  it('[OM-5] waits with a certificate that OMEGA does not know, and goes on with the right one', async () => {
    await machine.request('TJDC-0', { NumeroPCE: '75000000000103' });
    await machine.until('TJDC-0', ({ status }) => status === 'waiting');
    expect(machine.logs.some((line) => line.includes('certificate-foreign'))).toBe(true);
    expect(machine.omega.received).toEqual([]);
    await machine.putSecret();
    // A secret that was read counts as current for five seconds.
    const goesOn = async () => {
      await machine.housekeep();
      return (await machine.filing('TJDC-0')).state;
    };
    await expect.poll(goesOn, { timeout: 30_000, interval: 1000 }).toBe('registered');
    expect(callsAbout('75000000000103')).toEqual(['verify', 'create']);
  });

  it('[OM-1, OM-3, OM-5] makes a request by two calls with its certificate, and tells its platform', async () => {
    await machine.request('TJDC-1', { NumeroPCE: '75000000000101' });
    const filing = await machine.until('TJDC-1', ({ state }) => state === 'registered');
    const kept = machine.omega.requests.at(-1);
    expect(kept).toMatchObject({ status: 'en cours de traitement', NumeroPCE: '75000000000101' });
    expect(filing).toMatchObject({
      ...{ status: 'answered', errors: [] },
      references: { NumeroDemande: kept?.number, DateDemandee: kept?.DateDemandee },
    });
    expect(filing.history.map(({ direction, message }) => [direction, message])).toEqual([
      ...[
        ['sent', 'VerifierRecevabiliteTJDC'],
        ['received', 'ReponseWSVerifierRecevabiliteTJDC'],
      ],
      ...[
        ['sent', 'CreerDemandeTJDC'],
        ['received', 'ReponseWSCreerDemandeTJDC'],
      ],
    ]);
    expect(callsAbout('75000000000101')).toEqual(['verify', 'create']);
    await machine.outcomes();
    const told = (await machine.outcomesFor('gaz-direct')).filter(({ reference }) => reference === 'TJDC-1');
    expect(told.map(({ outcome, state }) => [outcome, state]).sort()).toEqual([
      ['accepted', 'registered'],
      ['state-changed', 'receivable'],
    ]);
  });

  it('[OM-3, OM-4] rejects a request that OMEGA refuses, with its code', async () => {
    await machine.request('TJDC-2', { NumeroPCE: '75000000000001' });
    expect(await machine.until('TJDC-2', ({ status }) => status === 'rejected')).toMatchObject({
      errors: [{ errorCode: '1022', errorDescription: 'Numéro de PCE incorrect ou inconnu' }],
    });
    expect(callsAbout('75000000000001')).toEqual(['verify']);
  });

  it('[OM-4] does not make the second call again after its answer was lost', async () => {
    machine.omega.misbehave({ kind: 'broken-connection', at: 'create', processed: true });
    await machine.request('TJDC-4', { NumeroPCE: '75000000000104' });
    await machine.until('TJDC-4', ({ status }) => status === 'unclear');
    await machine.housekeep();
    await machine.request('TJDC-4', { NumeroPCE: '75000000000104' });
    await expect
      .poll(async () => (await machine.outcomes()).map(({ outcome }) => outcome), { timeout: 20_000 })
      .toContain('duplicate');
    expect(callsAbout('75000000000104')).toEqual(['verify', 'create']);
    expect(machine.omega.requests.filter(({ NumeroPCE }) => NumeroPCE === '75000000000104')).toHaveLength(1);
  });
});
