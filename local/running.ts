import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isObject } from '../schemas/json.ts';
import type { Ready } from './gateway.ts';

/** A gateway that runs on this machine: where it answers, and what it was started with. */
export interface AnnouncedGateway extends Ready {
  pid: number;
  /** Absolute path of the configuration file. */
  config: string;
  stage: string;
  /** ISO 8601. */
  startedAt: string;
}

const folderOf = (cwd: string) => path.join(cwd, '.declarant', 'running');

/** The gateways that were started in a directory and still run, the newest first. */
export function announcedGateways(cwd: string): AnnouncedGateway[] {
  const found: AnnouncedGateway[] = [];
  for (const name of filesIn(folderOf(cwd))) {
    const file = path.join(folderOf(cwd), name);
    const gateway = read(file);
    // The file of a killed gateway would lead to ports that are now somebody else's.
    if (gateway && isAlive(gateway.pid)) found.push(gateway);
    else rmSync(file, { force: true });
  }
  return found.sort((one, other) => other.startedAt.localeCompare(one.startedAt));
}

/**
 * Registers this gateway for the commands that look for one.
 * @returns takes that back
 */
export function announce(cwd: string, gateway: AnnouncedGateway): () => void {
  const folder = folderOf(cwd);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${gateway.pid}.json`);
  writeFileSync(file, `${JSON.stringify(gateway, undefined, 2)}\n`);
  return () => rmSync(file, { force: true });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
  } catch {
    return [];
  }
}

function read(file: string): AnnouncedGateway | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) && Number.isInteger(value.pid) ? (value as unknown as AnnouncedGateway) : undefined;
  } catch {
    return undefined;
  }
}

/** True if a process runs. A zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // The process runs, but is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}
