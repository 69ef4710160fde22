import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { How } from '../support/lost-answers/faults.ts';
import { type Ground, layGround } from '../support/lost-answers/ground.ts';
import { strike } from '../support/lost-answers/plan.ts';
import { table, wrongRun } from '../support/lost-answers/report.ts';
import type { Run } from '../support/lost-answers/run-scenario.ts';
import { scenarios } from '../support/lost-answers/scenarios.ts';

/** `npm run lost` has each call struck, `LOST=10` one in ten; all the tests together have time for a few. */
const FEW = 40;
const oneIn = Number(process.env['LOST'] ?? FEW);
/** Where there are few, each scenario is that of one of these files. */
const FILES = 4;

/** The calls that were not made again where one was lost are few: which of two comes first is up to chance. */
const MOST_UNSTRUCK = 0.1;

/**
 * Tests, one a scenario, that nothing is lost, told wrongly or sent twice, whichever call is struck so.
 * @param file which of the files it is, from 0
 */
export function describeLost(title: string, hows: readonly How[], file: number): void {
  const those = scenarios.filter((_, n) => oneIn < FEW || n % FILES === file);
  describe(`${title}${oneIn === 1 ? '' : `, at one call in ${oneIn}`}`, () => {
    let ground: Ground;
    const all: Run[] = [];
    beforeAll(async () => {
      ground = await layGround();
    });
    afterAll(async () => {
      await ground?.close();
      if (oneIn < FEW) process.stdout.write(`\n${title}\n${table(all)}\n`);
    });

    it.each(those)(
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
