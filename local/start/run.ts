import type { Outcome } from '../../schemas/outcome.ts';
import type { Platform } from './platform.ts';
import { outcomeLine } from './report.ts';
import type { Sample } from './samples.ts';
import type { Screen } from './screen.ts';
import { isEnd } from './verdict.ts';

export interface SamplesRun {
  /** Takes an outcome as it is heard. */
  onOutcome(outcome: Outcome): void;
  /** Puts all samples on their outboxes, and resolves when each has ended, or the time is over. */
  file(platform: Pick<Platform, 'submit'>, budgetSeconds: number): Promise<void>;
  /** How long each sample took to its latest outcome, by its reference. */
  readonly seconds: ReadonlyMap<string, number>;
  /** The references whose end was not heard of yet. */
  readonly open: ReadonlySet<string>;
}

/** Files the samples, and shows what is heard of them. */
export function samplesRun(
  samples: readonly Sample[],
  screen: Screen,
  now: () => number = () => performance.now(),
): SamplesRun {
  const byReference = new Map(samples.map((sample) => [sample.reference, sample]));
  const referenceWidth = Math.max(...samples.map(({ reference }) => reference.length));
  const open = new Set(byReference.keys());
  const seconds = new Map<string, number>();
  let startedAt: number | undefined;
  let allEnded = () => {};

  const showProgress = () =>
    screen.status(open.size > 0 ? `${samples.length - open.size} of ${samples.length} have ended …` : '');

  return {
    seconds,
    open,
    onOutcome(outcome) {
      const taken = startedAt === undefined ? 0 : (now() - startedAt) / 1000;
      screen.line(outcomeLine(outcome, taken, referenceWidth, screen));
      const sample = byReference.get(outcome.reference ?? '');
      if (!sample) return;
      seconds.set(sample.reference, taken);
      if (isEnd(outcome, sample.expect)) open.delete(sample.reference);
      if (startedAt === undefined) return;
      showProgress();
      if (open.size === 0) allEnded();
    },
    async file(platform, budgetSeconds) {
      const ended = new Promise<void>((resolve) => {
        allEnded = resolve;
      });
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, budgetSeconds * 1000);
      });
      startedAt = now();
      showProgress();
      await platform.submit(samples);
      await Promise.race([ended, over]);
      clearTimeout(timer);
      screen.status('');
    },
  };
}
