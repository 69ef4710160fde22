import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announce } from '../../../local/running.ts';
import { type Machine, type MachineOptions, startMachine } from '../../support/machine.ts';
import { inFolder, type Run } from './in-folder.ts';

/** A gateway on this machine, and a folder from which the command line finds it. */
export interface MachineWithDesk {
  machine: Machine;
  cwd: string;
  /** Runs a command against the gateway in that folder: in this process, since each start of another takes seconds. */
  run(...argv: string[]): Promise<Run>;
  stop(): Promise<void>;
}

export async function startMachineWithDesk(options?: MachineOptions): Promise<MachineWithDesk> {
  const machine = await startMachine(options);
  const cwd = mkdtempSync(path.join(tmpdir(), 'desk-'));
  announce(cwd, {
    ...machine.gateway.ready,
    pid: process.pid,
    config: machine.configFile,
    stage: 'test',
    startedAt: new Date().toISOString(),
  });
  return {
    machine,
    cwd,
    run: (...argv) => inFolder(cwd, [...argv, '--gateway', String(process.pid)]),
    async stop() {
      await machine.stop();
      rmSync(cwd, { recursive: true });
    },
  };
}
