import { availableParallelism } from 'node:os';

/** The machine and the day of the measurement. */
export interface MachineAtHand {
  cores: number;
  node: string;
  platform: string;
  /** The day, UTC: `2026-11-22`. */
  date: string;
}

export function machineAtHand(now: Date): MachineAtHand {
  return {
    cores: availableParallelism(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    date: now.toISOString().slice(0, 10),
  };
}
