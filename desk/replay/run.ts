import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { acting } from '../actions/acting.ts';
import { reasonOf } from '../actions/reason.ts';
import type { Awaited } from '../filings/answers.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { sleepUnlessStopped } from '../terminal/sleep-unless-stopped.ts';
import type { ReplayWish } from './examine-filing.ts';
import { hourEffect } from './hour-effect.ts';
import { lettersTaken } from './letters-taken.ts';
import { paceOf } from './pace.ts';
import type { ReplayRow } from './replay-row.ts';
import { type SubmitPorts, submitAgain } from './submit-again.ts';

/** The result of a replay. */
export interface ReplayRun {
  rows: ReplayRow[];
  /** The filings that were not reached, since it was stopped or failed; the same replay again goes on with them. */
  left: FilingKey[];
  /** The error that ended it before its end, as the desk tells it. */
  fault?: { error: unknown };
}

export interface RunOptions extends Omit<ReplayWish, 'now'> {
  /** The selection and the correction in words, for the record of actions. */
  detail?: string;
  /** Stops it after what is under way. */
  signal?: AbortSignal | undefined;
  /** Called for each filing, with what its answer is waited for by, where it was put. */
  onRow?: (row: ReplayRow, awaited: Awaited | undefined) => void | Promise<void>;
  now?: () => Date;
  sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** The most filings that are submitted at the same time. */
const AT_ONCE = 10;

/**
 * Submits filings again in a person's name, a few at a time and no faster than their lanes may send. Each is read anew
 * before, so that what was answered or sent meanwhile is left out; and each try is submitted again once, by whomever, so
 * that nothing goes twice. What ends it early is told with all that was done until then.
 * @throws {DeskFault} where it failed before anything came of it
 */
export async function runReplay(
  gateway: GatewayConnection,
  going: readonly FilingKey[],
  options: RunOptions,
): Promise<ReplayRun> {
  const reason = reasonOf(options.reason, 'kept');
  // Nothing is done, so that there is nothing to keep.
  if (going.length === 0) return { rows: [], left: [] };
  const lanes = [...new Set(going.map(({ authority }) => authority))];
  const [only, ...others] = lanes;
  const [first] = going;
  const detail = options.detail ?? `${going.length} filings`;
  const about = {
    ...{ action: 'replay', reason, detail },
    ...(only && others.length === 0 && { authority: only }),
    ...(first && going.length === 1 && { reference: first.reference }),
  };
  const run: ReplayRun = { rows: [], left: [...going] };
  const endOf = () => ({
    detail: `${detail}; ${howFar(run)}`,
    ...(run.fault ? { result: 'failed' as const } : run.left.length > 0 && { result: 'stopped' as const }),
  });
  return acting(
    gateway,
    about,
    async (who) => {
      try {
        for (const lane of lanes) await replayLane(gateway, lane, run, { ...options, reason, who });
      } catch (error) {
        if (run.rows.length === 0) throw error;
        run.fault = { error: awsFault(error, gateway.title) };
      }
      return run;
    },
    endOf,
  );
}

/** Submits the filings of one lane again, and moves each from what is left to the rows. */
async function replayLane(
  gateway: GatewayConnection,
  lane: AuthorityName,
  run: ReplayRun,
  options: RunOptions & { who: string },
): Promise<void> {
  const { now = () => new Date(), sleep = sleepUnlessStopped, signal, onRow = () => {}, who } = options;
  const own = run.left.filter(({ authority }) => authority === lane);
  if (signal?.aborted) return;
  const [ledger, filingActions, redrives, { used }] = await Promise.all([
    gateway.ledger(),
    gateway.filingActions(),
    gateway.redrives(),
    hourEffect(gateway, lane, own.length, now()),
  ]);
  const pace = paceOf(gateway.share(lane), used);
  const letters = lettersTaken(gateway, lane);
  const ports: SubmitPorts = { gateway, ledger, filingActions, redrives, letters, who, now };
  let put = 0;
  try {
    for (let at = 0; at < own.length && !signal?.aborted; at += AT_ONCE) {
      const { done, fault } = await submitAgain(own.slice(at, at + AT_ONCE), options, ports);
      const reached = new Set(done.map(({ key }) => key));
      run.left = run.left.filter((key) => !reached.has(key));
      run.rows.push(...done.map(({ row }) => row));
      for (const { row, awaited } of done) await onRow(row, awaited);
      if (fault) throw fault.error;
      const count = done.filter(({ row }) => row.action === 'replayed').length;
      put += count;
      if (count > 0 && at + AT_ONCE < own.length) await sleep(pace(put, count), signal);
    }
  } finally {
    await letters.leave();
  }
}

/** The progress of a replay, in words. */
function howFar({ rows, left }: ReplayRun): string {
  const count = (action: ReplayRow['action']) => rows.filter((row) => row.action === action).length;
  const parts = [
    [count('replayed'), 'submitted again'],
    [count('skipped'), 'left out'],
    [count('failed'), 'failed'],
    [left.length, 'not reached'],
  ] as const;
  const told = parts.flatMap(([number, what], n) => (number > 0 || n === 0 ? [`${number} ${what}`] : []));
  return told.join(', ');
}
