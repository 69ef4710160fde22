import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../local/compile.ts';
import type { FromCustoms, ToCustoms } from './customs-process.ts';

/** A customs that takes everything, in a process of its own, so that it measures arrivals and not intentions. */
export interface BareCustoms {
  url: string;
  count(): Promise<number>;
  /** The arrivals of messages, oldest first, and the time of the first 500, in milliseconds since the epoch. */
  seen(): Promise<{ arrivals: number[]; failedAt: number | undefined }>;
  stop(): void;
}

export interface BareCustomsOptions {
  /** The time to an answer. */
  delayMs?: number;
  /** The number of the first message that it answers with 500. */
  failsFrom?: number;
}

/**
 * Lets a process go before the others where it may: a customs has machines of its own, and one that waits for a processor
 * here sees messages in heaps that left one by one.
 */
function atOnce({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {
    // Only the administrator may.
  }
}

export async function startBareCustoms({ delayMs = 0, failsFrom }: BareCustomsOptions = {}): Promise<BareCustoms> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-customs-'));
  const file = path.join(folder, 'customs.mjs');
  writeFileSync(file, await compile(new URL('./customs-process.ts', import.meta.url), 'esm'));
  const options = [String(delayMs), ...(failsFrom === undefined ? [] : [String(failsFrom)])];
  const child: ChildProcess = fork(file, options, { execArgv: [] });
  atOnce(child);
  const told = async (): Promise<FromCustoms> => (await once(child, 'message'))[0];
  const ask = (message: ToCustoms) => {
    const answer = told();
    child.send(message);
    return answer;
  };
  const { port } = await told();
  return {
    url: `http://127.0.0.1:${port}`,
    count: async () => (await ask('count')).count ?? 0,
    async seen() {
      const { arrivals = [], failedAt } = await ask('report');
      return { arrivals: arrivals.sort((a, b) => a - b), failedAt };
    },
    stop() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
