import type { FilingKey } from '../../functions/ledger/records.ts';
import { type Answer, type Awaited, awaitAnswers } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { sleepUnlessStopped } from '../terminal/sleep-unless-stopped.ts';
import type { ReplayRow } from './replay-row.ts';
import { type RunOptions, runReplay } from './run.ts';

/** The number of filings of a trial, unless told otherwise. */
export const TRIAL_SIZE = 10;

/** The first filings of a replay, with the answers to them, before all others follow. */
export interface Trial {
  rows: ReplayRow[];
  answers: { reference: string; answer: Answer }[];
  /** True if each that was put was answered without being turned down. */
  isGood: boolean;
  /** Those that were not part of it, or not reached. */
  rest: readonly FilingKey[];
  /** The error that ended it before its end; no answers were waited for then. */
  fault?: { error: unknown };
}

export interface TrialOptions extends RunOptions {
  /** @default 10 */
  size?: number;
  /** The seconds for which answers are waited for. */
  seconds: number;
  onAnswer?: (reference: string, answer: Answer) => void;
}

/** Submits the first filings again, and waits for their answers: a correction that does not help shows at ten. */
export async function trialReplay(
  gateway: GatewayConnection,
  going: readonly FilingKey[],
  { size = TRIAL_SIZE, seconds, onAnswer = () => {}, ...options }: TrialOptions,
): Promise<Trial> {
  const { now = () => new Date(), onRow = () => {}, sleep = sleepUnlessStopped, signal } = options;
  const waiting: Awaited[] = [];
  const { rows, left, fault } = await runReplay(gateway, going.slice(0, size), {
    ...options,
    async onRow(row, awaited) {
      if (awaited) waiting.push(awaited);
      await onRow(row, awaited);
    },
  });
  const answers: Trial['answers'] = [];
  const rest = [...left, ...going.slice(size)];
  if (fault) return { rows, answers, isGood: false, rest, fault };
  await awaitAnswers(await gateway.ledger(), waiting, {
    ...{ seconds, signal },
    now: () => now().getTime(),
    sleep: (milliseconds) => sleep(milliseconds, signal),
    onAnswer({ key: { reference } }, answer) {
      answers.push({ reference, answer });
      onAnswer(reference, answer);
    },
  });
  const isGood = answers.every(({ answer }) => answer.kind === 'answered') && rows.some(isReplayed);
  return { rows, answers, isGood, rest };
}

const isReplayed = ({ action }: ReplayRow) => action === 'replayed';
