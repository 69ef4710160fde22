import type { SimulatorEntry } from '../simulator-entry.ts';

/** The simulated Tolletaten. */
export const tollSimulator: SimulatorEntry = {
  start() {
    throw new Error('There is no simulated Tolletaten yet');
  },
  hints: () => [],
};
