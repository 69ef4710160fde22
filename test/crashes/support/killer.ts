import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionPool } from '../../../local/lambda/pool.ts';
import type { Killed } from '../../support/repeats.ts';

/** The number of kills: from the environment, else few enough for a run of all tests. */
export function killsOf(few: number): number {
  return Number(process.env['CRASHES'] ?? few);
}

/** Kills spread over the whole of a run. */
export interface Killer {
  /** Stops it. Resolves with each kill: which process, and when. */
  end(): Promise<Killed[]>;
}

/**
 * Kills one process of a function after another with SIGKILL, each at a random instant after the next part of the work,
 * until the number is reached.
 * @param withinMs the longest time between two looks at the work
 */
export function runKiller(pool: FunctionPool, times: number, done: () => number, whole: number, withinMs = 60): Killer {
  const kills: Killed[] = [];
  let isOver = false;
  const running = (async () => {
    while (kills.length < times && !isOver) {
      await sleep(Math.random() * withinMs);
      const { pids } = pool;
      const pid = pids[Math.floor(Math.random() * pids.length)];
      if (pid === undefined || done() < ((kills.length + 0.5) / times) * whole) continue;
      kills.push({ at: Date.now(), pid });
      process.kill(pid, 'SIGKILL');
    }
  })();
  return {
    async end() {
      isOver = true;
      await running;
      return kills;
    },
  };
}
