import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../functions/authorities/authority.ts';
import { house, plays, ToyDialogue } from './dialogue.ts';
import { faults, type Strike, Strikes } from './struck.ts';
import { faultsOf, type GivenAnswer, type Steps, type StruckRun } from './struck-runs.ts';

const { mayBeBuilt, built, surveyRejected, buildRejected, closed, silence, leftOpen } = plays;
const HOUR_MS = 3_600_000;
const steps: Steps = {
  ...{ first: 'Survey', second: 'Build' },
  outcomes: { answered: 'released', rejected: 'rejected', unclear: 'unclear' },
};

interface Scenario {
  name: string;
  /** The answers to each message; the last one is that to all further calls. */
  Survey: Verdict[];
  Build: Verdict[];
  /** The status in which it ends, where nothing is struck. */
  ends: string;
}

const scenarios: Scenario[] = [
  { name: 'goes through', Survey: [mayBeBuilt], Build: [built], ends: 'answered' },
  { name: 'is rejected at once', Survey: [surveyRejected], Build: [], ends: 'rejected' },
  { name: 'is rejected in the end', Survey: [mayBeBuilt], Build: [buildRejected], ends: 'rejected' },
  { name: 'is parked at first', Survey: [closed, mayBeBuilt], Build: [closed, built], ends: 'answered' },
  { name: 'meets silence at first', Survey: [silence, mayBeBuilt], Build: [built], ends: 'answered' },
  { name: 'is left open at once', Survey: [leftOpen], Build: [], ends: 'unclear' },
  { name: 'is left open in the end', Survey: [mayBeBuilt], Build: [leftOpen], ends: 'unclear' },
];

/** Runs a dialogue to its end, with one call struck or none. */
async function run({ Survey, Build }: Scenario, strike?: Strike): Promise<StruckRun> {
  const gateway = new ToyDialogue();
  const given: GivenAnswer[] = [];
  const left = { Survey: [...Survey], Build: [...Build] };
  const strikes = new Strikes(strike, silence);
  gateway.toymaker.answers.shift = () => async () => {
    const { message } = gateway.toymaker.calls.at(-1) as { message: 'Survey' | 'Build' };
    const verdict = (left[message].length > 1 ? left[message].shift() : left[message][0]) as Verdict;
    given.push({ message, verdict, isHeard: !strikes.isStriking });
    return verdict;
  };
  gateway.strikes = strikes;
  await gateway.play(house);
  await gateway.pass(HOUR_MS);
  return { gateway, key: ToyDialogue.key, strike, strikes, given };
}

/**
 * Tests, one for each scenario and fault, that a dialogue ends as it has to, whichever call is struck.
 * @param oneIn the interval between struck calls
 */
export function describeStruckDialogues(oneIn: number): void {
  describe.each(scenarios)('a dialogue that $name', (scenario) => {
    it.each(faults.map((fault, n) => [fault, n] as const))(
      'loses nothing and makes no call too often, whichever call %s',
      async (fault, n) => {
        const whole = await run(scenario);
        expect(await faultsOf(whole, steps, scenario.ends)).toEqual([]);
        const wrong: string[] = [];
        // Each fault strikes others than the one before.
        for (let at = n % oneIn; at < whole.strikes.made.length; at += oneIn) {
          const struck = await run(scenario, { at, fault });
          const found = await faultsOf(struck, steps, scenario.ends);
          wrong.push(...found.map((one) => `${at} ${struck.strikes.struck}: ${one}`));
        }
        expect(wrong).toEqual([]);
      },
    );
  });
}
