import pMap from 'p-map';
import type { CallPlace, How, InjectedFault } from './faults.ts';
import type { Ground } from './ground.ts';
import { runScenario, type ScenarioRun } from './run-scenario.ts';
import type { Scenario } from './scenarios/steps.ts';

/** The calls that are struck, each with its fault. */
export interface FaultPlan {
  /** The ways in which each call is struck; of several in one list, the calls are struck in turn. */
  hows: readonly (How | readonly How[])[];
  /** The interval between struck calls: 1 for each. */
  oneIn: number;
}

/** The ways that bring callbacks, and so keep them back before. */
const bringing: ReadonlySet<How> = new Set<How>(['callbacks-first', 'callbacks-last']);

/** The number of small gateways at once: they wait for most of their time. */
const AT_ONCE = 6;
/** The number of runs in which a call is looked for that is not made each time. */
const TRIES = 3;

export interface Struck {
  runs: ScenarioRun[];
  /** Faults that occur although nothing was lost. */
  before: string[];
}

/** Runs a scenario without faults to learn its calls, then once for each call that the plan strikes. */
export async function strike(ground: Ground, scenario: Scenario, { hows, oneIn }: FaultPlan): Promise<Struck> {
  const before: string[] = [];
  const faults: InjectedFault[] = [];
  for (const holdCallbacks of [false, true]) {
    const those = hows
      .map((how) => [how].flat())
      .filter((turns) => turns.some((how) => bringing.has(how)) === holdCallbacks);
    if (those.length === 0 || (holdCallbacks && !scenario.isOfCallbacks)) continue;
    const plain = await runScenario(ground, scenario, { holdCallbacks });
    before.push(...plain.faults);
    const places = holdCallbacks ? sinceCustomsHasIt(plain.places) : plain.places;
    faults.push(
      ...those.flatMap((turns) =>
        places
          .map((place, n) => ({ ...place, how: turns[n % turns.length] as How }))
          .filter((fault) => fits(fault.how, fault)),
      ),
    );
  }
  // Spread over all of them, and over the ways: neighbours in the list are neighbours in time.
  const chosen = faults.filter((_, n) => (n + offsetOf(scenario, oneIn)) % oneIn === 0);
  const runs = await pMap(
    chosen,
    async (fault) => {
      const options = { fault, holdCallbacks: bringing.has(fault.how) };
      let run = await runScenario(ground, scenario, options);
      // Concurrent work does not always make as many calls: this one is looked for again.
      for (let tries = 1; !run.hasStruck && run.faults.length === 0 && tries < TRIES; tries += 1) {
        run = await runScenario(ground, scenario, options);
      }
      return run;
    },
    { concurrency: AT_ONCE },
  );
  return { runs, before };
}

/** A call that breaks before it arrives is nothing but another try where AWS is called; customs it keeps from a message. */
function fits(how: How, { service }: CallPlace): boolean {
  return how !== 'not-taken' || service === 'customs';
}

/** The sender's calls since customs has a message, and those of the task that puts it back: before, there are no callbacks. */
function sinceCustomsHasIt(places: readonly CallPlace[]): CallPlace[] {
  const first = places.findIndex(({ service, label }) => service === 'customs' && !label.includes('oauth2'));
  return places.slice(first).filter(({ by }) => by === 'send' || by === 'housekeeping');
}

/** A sample over all scenarios that meets all kinds of calls, and not the first of each. */
function offsetOf({ name }: Scenario, oneIn: number): number {
  return [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % oneIn;
}
