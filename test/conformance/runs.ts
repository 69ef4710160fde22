import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/files.ts';
import type { Definition } from './definitions.ts';

/** The results of a file's tests in their last run, each by the line that defines it. */
export interface Run {
  /** The digest of the file's text as it ran. */
  digest: string;
  passed: number[];
  failed: number[];
  /** Skipped, or not reached. */
  skipped: number[];
}

/** The latest run of each file of tests, by its path. */
export type Runs = Record<string, Run>;

const runsFile = path.join(root, '.declarant/test-runs.json');

export function digestOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex');
}

export function readRuns(): Runs {
  try {
    return JSON.parse(readFileSync(runsFile, 'utf8'));
  } catch {
    return {};
  }
}

/** Keeps this run's results, in place of earlier runs of the same files. */
export function keepRuns(latest: Runs): void {
  mkdirSync(path.dirname(runsFile), { recursive: true });
  const written = `${runsFile}.${process.pid}`;
  writeFileSync(written, JSON.stringify({ ...readRuns(), ...latest }));
  renameSync(written, runsFile);
}

/** A file that was not run at all, or was changed since. */
export const NOT_RUN = 'has not run as it stands now';

/** The reason why a run does not prove a test; undefined where it does: the test ran as it stands, and passed each time. */
export function doubt({ file, from, to }: Definition, runs: Runs, digest: string): string | undefined {
  const run = runs[file];
  if (run?.digest !== digest) return NOT_RUN;
  const isIts = (line: number) => line >= from && line <= to;
  if (run.failed.some(isIts)) return 'failed';
  if (run.passed.some(isIts)) return undefined;
  return run.skipped.some(isIts) ? 'was skipped' : 'never ran';
}
