import { setTimeout as sleep } from 'node:timers/promises';
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
 * Kills one process after another with SIGKILL, each at a random instant after the next part of the work, until the
 * number is reached.
 * @param pidsOf the processes of which one is killed
 * @param withinMs the longest time between two looks at the work
 */
export function runKiller(
  pidsOf: () => number[],
  times: number,
  done: () => number,
  whole: number,
  withinMs = 60,
): Killer {
  const kills: Killed[] = [];
  let isOver = false;
  const running = (async () => {
    while (kills.length < times && !isOver) {
      await sleep(Math.random() * withinMs);
      const pids = pidsOf();
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
