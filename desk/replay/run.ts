import { setTimeout as wait } from 'node:timers/promises';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { acting } from '../actions/acting.ts';
import { reasonOf } from '../actions/reason.ts';
import type { Awaited } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ReplayWish } from './examine-filing.ts';
import { hourEffect } from './hour-effect.ts';
import { lettersTaken, type TakenLetters } from './letters-taken.ts';
import { paceOf } from './pace.ts';
import type { ReplayRow } from './replay-row.ts';
import { type SubmitPorts, submitAgain } from './submit-again.ts';

/** What a replay did. */
export interface ReplayRun {
  rows: ReplayRow[];
  /** The filings that were not reached, since it was stopped; the same replay again goes on with them. */
  left: FilingKey[];
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

const sleepUnlessStopped = (milliseconds: number, signal: AbortSignal | undefined) =>
  wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);

/**
 * Submits filings again in a person's name, a few at a time and no faster than their lanes may send. Each is read anew
 * before, so that what was answered or sent meanwhile is left out; and each try is submitted again once, by whomever, so
 * that nothing goes twice.
 */
export async function runReplay(
  gateway: GatewayConnection,
  going: readonly FilingKey[],
  options: RunOptions,
): Promise<ReplayRun> {
  const reason = reasonOf(options.reason, 'kept');
  // Nothing is done, so that there is nothing to keep.
  if (going.length === 0) return { rows: [], left: [] };
  const { now = () => new Date(), sleep = sleepUnlessStopped, signal, onRow = () => {} } = options;
  const lanes = [...new Set(going.map(({ authority }) => authority))];
  const [only, ...others] = lanes;
  const [first] = going;
  const about = {
    ...{ action: 'replay', reason, detail: options.detail ?? `${going.length} filings` },
    ...(only && others.length === 0 && { authority: only }),
    ...(first && going.length === 1 && { reference: first.reference }),
  };
  const [ledger, filingActions, redrives] = await Promise.all([
    gateway.ledger(),
    gateway.filingActions(),
    gateway.redrives(),
  ]);
  return acting(gateway, about, async (who) => {
    const rows: ReplayRow[] = [];
    const letters = new Map<AuthorityName, TakenLetters>(lanes.map((lane) => [lane, lettersTaken(gateway, lane)]));
    const ports: Omit<SubmitPorts, 'letters'> = { gateway, ledger, filingActions, redrives, who, now };
    const reached = new Set<FilingKey>();
    try {
      for (const lane of lanes) {
        const own = going.filter(({ authority }) => authority === lane);
        const pace = paceOf(gateway.share(lane), (await hourEffect(gateway, lane, own.length, now())).used);
        const lanePorts = { ...ports, letters: letters.get(lane) as TakenLetters };
        let put = 0;
        for (let at = 0; at < own.length && !signal?.aborted; at += AT_ONCE) {
          const some = own.slice(at, at + AT_ONCE);
          const done = await submitAgain(some, { ...options, reason }, lanePorts);
          for (const { row, awaited } of done) {
            rows.push(row);
            await onRow(row, awaited);
          }
          for (const key of some) reached.add(key);
          const count = done.filter(({ row }) => row.action === 'replayed').length;
          put += count;
          if (count > 0 && at + AT_ONCE < own.length) await sleep(pace(put, count), signal);
        }
      }
    } finally {
      await Promise.all([...letters.values()].map((one) => one.leave()));
    }
    return { rows, left: going.filter((key) => !reached.has(key)) };
  });
}
