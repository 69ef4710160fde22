import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Part } from '../support/declaration.ts';
import { type CielMachine, startCielMachine } from '../support/machine.ts';

const sample = (name: string): Part =>
  JSON.parse(readFileSync(new URL(`../../../samples/ciel/${name}.json`, import.meta.url), 'utf8')).submission.payload;
const MONTH = '2026-11';

/** A declaration of one operator, which no other test uses. */
function declarationOf(agreement: string): Part {
  const drm = sample('01-under-suspension');
  drm['declaration-recapitulative']['identification-declarant']['numero-agrement'] = agreement;
  return drm;
}

describe('the lane to CIEL, on the deployed bundles', { timeout: 60_000 }, () => {
  let machine: CielMachine;
  beforeAll(async () => {
    machine = await startCielMachine();
  });
  afterAll(() => machine?.stop());

  const posts = () =>
    machine.ciel.received.filter(({ endpoint, method }) => endpoint === 'declarations' && method === 'POST');
  const told = async (reference: string) =>
    (await machine.outcomes())
      .filter((one) => one.reference === reference)
      .map(({ outcome, state, platform }) => [outcome, state, platform]);
  /** Runs housekeeping until a filing is as wanted. */
  async function eventually(reference: string, wanted: (filing: { state: unknown; status: unknown }) => boolean) {
    const isThere = async () => {
      await machine.housekeep();
      return wanted(await machine.filing(reference));
    };
    await expect.poll(isThere, { timeout: 30_000, interval: 300 }).toBe(true);
    return machine.filing(reference);
  }

  it('[CI-1, CI-2, CI-4] declares, keeps the draft, and has it confirmed once its operator validated it', async () => {
    const reference = `FR01300G00701/${MONTH}`;
    await machine.declare(declarationOf('FR01300G00701'));
    const draft = await machine.until(reference, ({ status }) => status === 'answered');
    const [kept] = machine.ciel.declarations;
    expect(draft).toMatchObject({
      state: 'draft',
      references: {
        identifiantDeclaration: String(kept?.id),
        horodatageDepot: expect.stringMatching(/^20.*\+0[12]:00$/),
      },
    });
    await machine.outcomes();
    machine.ciel.misbehave({ kind: 'validate', declaration: reference });
    expect(await eventually(reference, ({ state }) => state === 'filed')).toMatchObject({ errors: [] });
    expect((await told(reference)).sort()).toEqual([
      ['accepted', 'draft', 'shop-1'],
      ['state-changed', 'filed', 'shop-1'],
    ]);
    expect(machine.ciel.tokens).toBe(1);
    expect(machine.logs.filter((line) => line.includes('ContractDrift'))).toEqual([]);
  });

  it('[CI-2] sends the XML of a platform byte for byte', async () => {
    const { xml } = sample('10-as-xml');
    const before = machine.ciel.declarations.length;
    await machine.declare({ xml });
    await expect.poll(() => machine.ciel.declarations.length).toBe(before + 1);
    expect(posts().at(-1)?.body).toBe(xml);
  });

  it('[CI-4] tells each functional error, and takes a corrected declaration', async () => {
    const reference = `FR01300G00702/${MONTH}`;
    machine.ciel.misbehave({ kind: 'agrement', agrement: 'FR01300G00702', trait: 'other-portal' });
    await machine.declare(declarationOf('FR01300G00702'));
    const rejected = await machine.until(reference, ({ status }) => status === 'rejected');
    expect(rejected.errors).toMatchObject([{ errorCode: '004', errorDescription: expect.any(String) }]);
    machine.ciel.misbehave({ kind: 'agrement', agrement: 'FR01300G00702' });
    await machine.declare(declarationOf('FR01300G00702'));
    expect(await machine.until(reference, ({ status }) => status === 'answered')).toMatchObject({ state: 'draft' });
  });

  it('[CI-5] takes "already received" for an arrival, after an answer that was lost', async () => {
    const reference = `FR01300G00703/${MONTH}`;
    machine.ciel.misbehave({ kind: 'broken-connection', processed: true });
    await machine.declare(declarationOf('FR01300G00703'));
    const filing = await eventually(reference, ({ status }) => status === 'answered');
    expect(filing).toMatchObject({ state: 'draft', references: { identifiantDeclaration: null }, errors: [] });
    expect(filing.history.at(-1)).toMatchObject({ message: 'reponse-ciel', outcome: 'arrived, to be confirmed' });
    machine.ciel.misbehave({ kind: 'validate', declaration: reference });
    await eventually(reference, ({ state }) => state === 'filed');
  });

  it('[CI-1] goes on with a new token where the one that it has is refused', async () => {
    const before = machine.ciel.tokens;
    machine.ciel.misbehave({ kind: 'reject-token' });
    await machine.declare(declarationOf('FR01300G00704'));
    await machine.until(`FR01300G00704/${MONTH}`, ({ status }) => status === 'answered');
    expect(machine.ciel.tokens).toBe(before + 1);
  });

  it('takes in a declaration that was made in CIEL itself, and tells the platform of the configuration', async () => {
    const reference = `FR01300G00705/${MONTH}`;
    machine.ciel.misbehave({ kind: 'declare', siren: '300000001', declaration: reference });
    expect(await eventually(reference, ({ state }) => state === 'filed')).toMatchObject({ orphan: true });
    expect(await told(reference)).toEqual([['state-changed', 'filed', 'vignes-du-sud']]);
  });
});
