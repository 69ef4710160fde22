import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ground, layGround } from '../support/lost-answers/ground.ts';
import { type FaultPlan, strike } from '../support/lost-answers/plan.ts';
import { callTable, wrongRun } from '../support/lost-answers/report.ts';
import type { ScenarioRun } from '../support/lost-answers/run-scenario.ts';
import { scenarios } from '../support/lost-answers/scenarios.ts';

/** The interval between struck calls: each, or with `LOST=10` one in ten. */
const oneIn = Number(process.env['LOST'] ?? 1);

/** Calls that were not made again where one was lost; these are few, since the order of two calls may vary. */
const MOST_UNSTRUCK = 0.1;

/** Tests, one for each scenario, that nothing is lost, wrongly published or sent twice, whichever call is struck. */
export function describeLost(title: string, hows: FaultPlan['hows']): void {
  describe(`${title}${oneIn === 1 ? '' : `, at one call in ${oneIn}`}`, () => {
    let ground: Ground;
    const all: ScenarioRun[] = [];
    beforeAll(async () => {
      ground = await layGround();
    });
    afterAll(async () => {
      await ground?.close();
      process.stdout.write(`\n${title}\n${callTable(all)}\n`);
    });

    it.each(scenarios)(
      '[H7-S5, H7-E400, H7-E500t, F4] $name',
      async (scenario) => {
        const { runs, before } = await strike(ground, scenario, { hows, oneIn });
        all.push(...runs);
        expect(before, 'nothing was lost').toEqual([]);
        expect(runs.filter(({ faults }) => faults.length > 0).map(wrongRun)).toEqual([]);
      },
      600_000,
    );

    it('struck the calls that it meant to', () => {
      const missed = all.filter(({ hasStruck }) => !hasStruck);
      expect(missed.length).toBeLessThanOrEqual(Math.ceil(all.length * MOST_UNSTRUCK));
    });
  });
}
