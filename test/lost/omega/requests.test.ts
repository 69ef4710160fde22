import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OmegaTown, openTown } from '../../omega/support/town.ts';
import { faults } from '../../support/toy/struck.ts';
import { faultsOf, type Steps } from '../../support/toy/struck-runs.ts';

const steps: Steps = {
  ...{ first: 'VerifierRecevabiliteTJDC', second: 'CreerDemandeTJDC' },
  outcomes: { answered: 'accepted', rejected: 'rejected', unclear: 'unclear' },
};

/** Metering points by their traits, and the status in which the request of each ends. */
const points: [string, string, string][] = [
  ['is usual', '0100', 'answered'],
  ['is not known', '0001', 'rejected'],
  ['is cancelled in step 2', '0014', 'rejected'],
  ['is interrupted in step 1', '0007', 'unclear'],
  ['is interrupted in step 2, and made', '0009', 'unclear'],
  ['loses its answer in step 1', '0010', 'answered'],
  ['loses its answer in step 2', '0011', 'unclear'],
  ['is closed at first', '0015', 'answered'],
  ['is under maintenance at first', '0016', 'answered'],
];

/** The interval between struck calls: each, or with `LOST=10` one in ten. */
const oneIn = Number(process.env['LOST'] ?? 1);

let town: OmegaTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

/** The faults in what OMEGA itself has of a request. */
function wrongAtOmega(point: string, status: string): string[] {
  const kept = town.simulator.requests.filter(({ NumeroPCE }) => NumeroPCE === point);
  const made = kept.filter((one) => one.status === 'en cours de traitement').length;
  return [
    ...(made > 1 ? [`OMEGA made ${made} requests`] : []),
    ...(status === 'answered' && made !== 1 ? ['OMEGA made no request'] : []),
    // A refusal whose answer was lost leaves one, and the second call another.
    ...(kept.length > 2 ? [`OMEGA has ${kept.length} requests`] : []),
  ];
}

describe.each(points)('a request whose point %s', (_, trait, ends) => {
  it.each(faults.map((fault, n) => [fault, n] as const))(
    '[OM-4] is asked for no more than once too often, and never lost, whichever call %s',
    async (fault, n) => {
      const whole = await town.run(trait);
      expect(await faultsOf(whole, steps, ends)).toEqual([]);
      const wrong: string[] = [];
      for (let at = n % oneIn; at < whole.strikes.made.length; at += oneIn) {
        const struck = await town.run(trait, { at, fault });
        const { status } = await struck.gateway.filing('R-1', 'request');
        const found = [...(await faultsOf(struck, steps, ends)), ...wrongAtOmega(struck.point, status)];
        wrong.push(...found.map((one) => `${at} ${struck.strikes.struck}: ${one}`));
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
