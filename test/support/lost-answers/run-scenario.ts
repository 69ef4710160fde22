import { setTimeout as sleep } from 'node:timers/promises';
import type { CallPlace, InjectedFault } from './faults.ts';
import type { Ground } from './ground.ts';
import { faultsOf } from './reconcile.ts';
import type { Scenario } from './scenarios/steps.ts';
import { SmallGateway, type SmallGatewayOptions } from './small-gateway.ts';

export interface ScenarioRun {
  scenario: string;
  fault: InjectedFault | undefined;
  /** The calls that were made, in order. */
  places: readonly CallPlace[];
  /** True if the fault's call was made. */
  hasStruck: boolean;
  /** Everything that is not as required. */
  faults: string[];
  logs: readonly string[];
}

/** The pauses between further runs of housekeeping while faults are left, minute by minute at first. */
const LATER_MS = [61_000, 61_000, 61_000, 16 * 60_000, 16 * 60_000, 61 * 60_000, 61 * 60_000, 61 * 60_000];

let made = 0;

/** Runs a scenario in a gateway of its own, with one call spoilt or none, and reconciles all of it. */
export async function runScenario(
  ground: Ground,
  scenario: Scenario,
  { fault, holdCallbacks = false }: Pick<SmallGatewayOptions, 'fault' | 'holdCallbacks'> = {},
): Promise<ScenarioRun> {
  made += 1;
  const gateway = await SmallGateway.start(ground, `g${String(made).padStart(4, '0')}`, {
    ...scenario.options,
    ...{ fault, holdCallbacks: holdCallbacks || scenario.options?.holdCallbacks === true },
  });
  try {
    await scenario.prepare?.(gateway);
    gateway.arm();
    await scenario.run(gateway);
    gateway.isArmed = false;
    await gateway.bringCallbacks();
    await gateway.settle();
    let faults = await faultsOf(gateway, scenario.expected);
    for (const ms of fault || holdCallbacks ? LATER_MS : []) {
      if (faults.length === 0) break;
      // Dead letters that somebody looked at are hidden for a real second.
      if (scenario.expected.letters) await sleep(300);
      await gateway.housekeep(ms);
      faults = await faultsOf(gateway, scenario.expected);
    }
    // A good result must stay good.
    if (faults.length === 0) {
      await gateway.housekeep(16 * 60_000);
      faults = await faultsOf(gateway, scenario.expected);
    }
    const { hasStruck, logs } = gateway;
    return { scenario: scenario.name, fault, places: gateway.calls.places, hasStruck, faults, logs };
  } finally {
    await gateway.stop();
  }
}
