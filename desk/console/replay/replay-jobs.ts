import { randomUUID } from 'node:crypto';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { Answer } from '../../filings/answers.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import type { Correction } from '../../replay/correction.ts';
import type { ReplayRow } from '../../replay/replay-row.ts';
import { runReplay } from '../../replay/run.ts';
import { TRIAL_SIZE, trialReplay } from '../../replay/trial.ts';

/** A replay that runs in the console, whether anybody looks at its page or not. */
export interface ReplayJob {
  id: string;
  /** ISO 8601 in UTC. */
  at: string;
  reason: string;
  /** The selection in words. */
  detail: string;
  correction: Correction;
  /** The filings that are submitted: of a trial, its own alone. */
  total: number;
  rows: ReplayRow[];
  /** The answers to a trial. */
  answers: { reference: string; answer: Answer }[];
  /** The filings that a trial left for later. */
  rest: readonly FilingKey[];
  isTrial: boolean;
  state: 'running' | 'stopped' | 'done' | 'failed';
  problem?: string;
  stop: AbortController;
}

export interface ReplayJobWish {
  going: readonly FilingKey[];
  correction: Correction;
  reason: string;
  detail: string;
  isTrial: boolean;
}

const jobs = new Map<string, ReplayJob>();
/** The most replays that are kept; the oldest go first. */
const MOST = 50;
/** The seconds for which the answers to a trial are waited for. */
const TRIAL_SECONDS = 60;

/** Begins a replay; its page tells how far it is. */
export function beginReplay(gateway: GatewayConnection, wish: ReplayJobWish, now: Date): ReplayJob {
  const { going, isTrial, ...about } = wish;
  const job: ReplayJob = {
    ...{
      id: randomUUID(),
      at: now.toISOString(),
      ...about,
      isTrial,
      total: Math.min(going.length, isTrial ? TRIAL_SIZE : going.length),
    },
    ...{ rows: [], answers: [], rest: [], state: 'running', stop: new AbortController() },
  };
  jobs.set(job.id, job);
  const [oldest] = jobs.keys();
  if (jobs.size > MOST && oldest !== undefined) jobs.delete(oldest);
  void (isTrial ? tried(gateway, going, job) : ran(gateway, going, job)).then(
    () => {
      job.state = job.stop.signal.aborted ? 'stopped' : 'done';
    },
    (error: unknown) => {
      job.state = 'failed';
      job.problem = error instanceof Error ? error.message : String(error);
    },
  );
  return job;
}

const optionsOf = (job: ReplayJob) => ({
  ...{ reason: job.reason, correction: job.correction, detail: job.detail, signal: job.stop.signal },
  onRow: (row: ReplayRow) => {
    job.rows.push(row);
  },
});

async function ran(gateway: GatewayConnection, going: readonly FilingKey[], job: ReplayJob): Promise<void> {
  const { left, fault } = await runReplay(gateway, going, optionsOf(job));
  job.rest = left;
  if (fault) throw fault.error;
}

async function tried(gateway: GatewayConnection, going: readonly FilingKey[], job: ReplayJob): Promise<void> {
  const onAnswer = (reference: string, answer: Answer) => {
    job.answers.push({ reference, answer });
  };
  const { rest, fault } = await trialReplay(gateway, going, { ...optionsOf(job), seconds: TRIAL_SECONDS, onAnswer });
  job.rest = rest;
  if (fault) throw fault.error;
}

export function replayJob(id: string): ReplayJob | undefined {
  return jobs.get(id);
}

/** The replays of this console, the latest first. */
export function replayJobs(): ReplayJob[] {
  return [...jobs.values()].reverse();
}
