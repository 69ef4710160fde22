import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepFinding, unclearSend } from '../../desk/actions/settle.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Misbehaviour } from '../../local/simulators/omega/index.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { Strikes } from '../support/toy/struck.ts';
import { type OmegaTown, openTown, SILENCE, TownGateway } from './support/town.ts';

const VERIFIER = 'VerifierRecevabiliteTJDC';
const CREER = 'CreerDemandeTJDC';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const { key } = TownGateway;
/** The points that the simulator knows by their last digits. */
const point = (trait: string, n = 1) => `75${String(n).padStart(8, '9')}${trait}`;

let town: OmegaTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

async function asked(number: string, ...faults: Misbehaviour[]): Promise<TownGateway> {
  const gateway = town.gateway();
  for (const fault of faults) town.simulator.misbehave(fault);
  await gateway.ask(number);
  return gateway;
}
const lost = (at: 'verify' | 'create', times = 1): Misbehaviour => ({
  ...{ kind: 'broken-connection', at, times, processed: true },
});
const requestsOf = (number: string) => town.simulator.requests.filter(({ NumeroPCE }) => NumeroPCE === number);
const told = ({ told }: TownGateway) => told.map(({ outcome, message, status }) => [outcome, message, status]);

async function settle({ ports }: TownGateway, number?: string): Promise<void> {
  const { ledger, outcomes, now } = ports;
  const read = readFiling(key, await ledger.records(key));
  const unclear = unclearSend(read);
  if (!unclear) throw new Error('nothing is unclear');
  await keepFinding(read, unclear, { number, reason: 'seen in the portal' }, 'ann', { ledger, outcomes, now });
}

describe('a request for daily data', () => {
  it('[OM-1] makes both calls, which stand in its history with their answers', async () => {
    const gateway = await asked(point('0100'));
    const [made] = requestsOf(point('0100'));
    const filing = await gateway.request();
    expect(filing).toMatchObject({ status: 'answered', state: 'registered', rawState: 'T', errors: [] });
    expect(shown(filing).references).toEqual({ NumeroDemande: made?.number, DateDemandee: made?.DateDemandee });
    expect(filing.history.map(({ message, outcome, httpStatus }) => [message, outcome, httpStatus])).toEqual([
      [VERIFIER, 'accepted', 200],
      [`ReponseWS${VERIFIER}`, 'taken', 200],
      [CREER, 'accepted', 200],
      [`ReponseWS${CREER}`, 'taken', 200],
    ]);
    expect(told(gateway)).toEqual([
      ['state-changed', `ReponseWS${VERIFIER}`, 'waiting'],
      ['accepted', `ReponseWS${CREER}`, 'answered'],
    ]);
    expect(gateway.told[0]).toMatchObject({ state: 'receivable' });
  });

  it('[OM-1] goes no further than a refusal in step 1', async () => {
    const gateway = await asked(point('0001'));
    expect(gateway.called).toEqual([VERIFIER]);
    const declaration = { NumeroPCE: point('0001') };
    expect(await gateway.request()).toMatchObject({ status: 'rejected', state: null, declaration });
    expect(told(gateway)).toEqual([['rejected', `ReponseWS${VERIFIER}`, 'rejected']]);
  });

  it('[OM-1] is not submitted by the name of step 1', async () => {
    const gateway = town.gateway();
    await gateway.submit(VERIFIER, {}, { reference: 'R-1' });
    expect(gateway.called).toEqual([]);
    expect(gateway.told[0]?.faults?.[0]?.remedy).toBe(`give ${CREER}, which it opens by itself`);
  });

  it('[OM-4] is not asked for again in step 1 where that was refused, whatever its date', async () => {
    const gateway = await asked(point('0001', 2));
    await gateway.pass(MINUTE_MS);
    await gateway.ask(point('0001', 2), { Tarif: 'T1' });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'rejected', message: CREER });
    expect(gateway.called).toEqual([VERIFIER]);
    await gateway.ask(point('0001', 2), { NomDuClient: ' Martin  ' });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'rejected' });
    expect(requestsOf(point('0001', 2))).toMatchObject([{ status: '022' }]);
    await gateway.ask(point('0100', 2));
    expect(gateway.called).toEqual([VERIFIER, VERIFIER, CREER]);
    expect((await gateway.request()).status).toBe('answered');
  });

  it('[OM-4] may be submitted again where step 2 was refused', async () => {
    const gateway = await asked(point('0014', 3));
    expect((await gateway.request()).status).toBe('rejected');
    await gateway.pass(MINUTE_MS);
    await gateway.ask(point('0014', 3));
    expect(gateway.called).toEqual([VERIFIER, CREER, VERIFIER, CREER]);
  });
});

describe('a lost answer of OMEGA', () => {
  it('[OM-4] has step 1 asked once more, after five minutes', async () => {
    const gateway = await asked(point('0100', 4), lost('verify'));
    await gateway.pass(4.9 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER]);
    expect((await gateway.request()).status).toBe('waiting');
    await gateway.pass(10 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER, VERIFIER, CREER]);
    expect((await gateway.request()).status).toBe('answered');
  });

  it('[OM-4] makes step 1 unclear the second time', async () => {
    const gateway = await asked(point('0100', 5), lost('verify', 2));
    await gateway.pass(120 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER, VERIFIER]);
    expect((await gateway.request()).status).toBe('unclear');
    expect(told(gateway)).toEqual([['unclear', VERIFIER, 'unclear']]);
  });

  it('[OM-4] makes step 2 unclear, which a person settles', async () => {
    const gateway = await asked(point('0100', 6), lost('create'));
    await gateway.pass(120 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER, CREER]);
    expect((await gateway.request()).status).toBe('unclear');
    expect(gateway.problems).toContain('message.unclear');
    await gateway.ask(point('0100', 6));
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'unclear' });

    await settle(gateway, '300000001');
    expect(await gateway.request()).toMatchObject({ status: 'answered', authorityReference: '300000001' });
    await gateway.ask(point('0100', 6));
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'duplicate', status: 'answered' });
    expect(gateway.called).toEqual([VERIFIER, CREER]);
  });

  it('[OM-4] lets both steps go again once a person found no request, and somebody submits it', async () => {
    const gateway = await asked(point('0100', 7), { ...lost('create'), processed: false } as Misbehaviour);
    await gateway.pass(MINUTE_MS);
    await settle(gateway);
    await gateway.pass(120 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER, CREER]);
    expect((await gateway.request()).status).toBe('failed');
    await gateway.ask(point('0100', 7));
    expect(gateway.called).toEqual([VERIFIER, CREER, VERIFIER, CREER]);
    expect((await gateway.request()).status).toBe('answered');
    expect(requestsOf(point('0100', 7))).toHaveLength(1);
  });

  it.each([
    ['0007', [VERIFIER]],
    ['0008', [VERIFIER, CREER]],
  ])('[OM-4] is like "Dialogue interrompu": a point …%s', async (trait, called) => {
    const gateway = await asked(point(trait, 8));
    await gateway.pass(120 * MINUTE_MS);
    expect(gateway.called).toEqual(called);
    const { status, errors } = await gateway.request();
    expect(status).toBe('unclear');
    expect(errors[0]?.errorDescription).toMatch(/^Dialogue interrompu/);
    expect(gateway.admission.breaker.state).toBe('closed');
  });
});

describe('a sender that is killed', () => {
  it.each([
    [`authority.send ${CREER}`, 'dies-before', 'unclear', [VERIFIER]],
    [`authority.send ${CREER}`, 'dies-after', 'unclear', [VERIFIER, CREER]],
    [`ledger.receive ReponseWS${CREER}`, 'dies-after', 'answered', [VERIFIER, CREER]],
    [`authority.send ${VERIFIER}`, 'dies-after', 'answered', [VERIFIER, VERIFIER, CREER]],
    [`ledger.receive ReponseWS${VERIFIER}`, 'dies-after', 'answered', [VERIFIER, CREER]],
  ] as const)('[OM-4] at %s (%s) leaves the request %s', async (name, fault, status, called) => {
    const { strikes } = await town.run('0100');
    const { gateway, given } = await town.run('0100', { at: strikes.made.indexOf(name), fault });
    expect(given.map(({ message }) => message)).toEqual(called);
    expect((await gateway.filing('R-1', 'request')).status).toBe(status);
  });
});

describe('a sender that is killed, whose request comes again on a later day', () => {
  it('[OM-4] leaves it unclear, and nobody is told that it was refused', async () => {
    const { strikes } = await town.run('0100');
    const at = strikes.made.indexOf(`authority.send ${VERIFIER}`);
    const gateway = town.gateway();
    gateway.strikes = new Strikes({ at, fault: 'dies-after' }, SILENCE);
    await gateway.ask(point('0100', 11));
    gateway.clock += 28 * DAY_MS;
    await gateway.pass(60 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER]);
    expect((await gateway.request()).status).toBe('unclear');
    expect(told(gateway)).toEqual([['unclear', VERIFIER, 'unclear']]);
  });
});

describe('a request that was parked', () => {
  it.each([
    ['closed', 'verify', [VERIFIER]],
    ['maintenance', 'create', [VERIFIER, CREER]],
  ] as const)('[OM-2] is refused where its date has become too near: %s at step %s', async (label, at, called) => {
    const gateway = await asked(point('0100', 9), { kind: 'label', label, at, times: 1 });
    expect((await gateway.request()).status).toBe('waiting');
    gateway.clock += 28 * DAY_MS;
    await gateway.pass(60 * MINUTE_MS);
    expect(gateway.called).toEqual(called);
    const { status, errors } = await gateway.request();
    expect(status).toBe('refused');
    expect(errors[0]?.errorDescription).toContain('DateDemandee');
    await gateway.ask(point('0100', 9));
    expect((await gateway.request()).status).toBe('answered');
  });

  it('[OM-4] is unclear where a call of step 1 may have arrived, and its date has become too near', async () => {
    const gateway = await asked(point('0100', 10), lost('verify'));
    gateway.clock += 28 * DAY_MS;
    await gateway.pass(60 * MINUTE_MS);
    expect(gateway.called).toEqual([VERIFIER]);
    expect((await gateway.request()).status).toBe('unclear');
  });
});
