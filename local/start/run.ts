import type { Outcome } from '../../schemas/outcome.ts';
import type { Platform } from './platform.ts';
import { outcomeLine, REFERENCE_WIDTH, submittedLine } from './report.ts';
import type { FollowUp, Sample } from './samples.ts';
import type { Screen } from './screen.ts';
import { Sequence } from './sequence.ts';

export interface SamplesRun {
  /** Takes an outcome as it is heard. */
  onOutcome(outcome: Outcome): void;
  /** Puts all samples on their outboxes, then what follows them, and resolves when all has ended, or no outcome came for so long. */
  file(platform: Pick<Platform, 'submit'>, silenceSeconds: number): Promise<void>;
  /** The seconds from each filing to its latest outcome, by its reference. */
  readonly seconds: ReadonlyMap<string, number>;
  /** The references whose end was not heard of yet. */
  readonly open: ReadonlySet<string>;
  /** The follow-ups that did not go. */
  readonly unsubmitted: readonly FollowUp[];
}

/** Files the samples, and shows what is heard of them. */
export function samplesRun(
  samples: readonly Sample[],
  screen: Screen,
  now: () => number = () => performance.now(),
): SamplesRun {
  const sequences = samples.map((sample) => new Sequence(sample));
  const byReference = new Map(
    samples.flatMap(({ filings }, index) =>
      filings.map(({ reference }) => [reference, sequences[index] as Sequence] as const),
    ),
  );
  const referenceWidth = Math.min(REFERENCE_WIDTH, Math.max(...[...byReference.keys()].map(({ length }) => length)));
  const open = new Set(byReference.keys());
  const seconds = new Map<string, number>();
  const putAt = new Map<string, number>();
  let startedAt = now();
  let submit: ((followUps: FollowUp[]) => void) | undefined;
  let allEnded = () => {};
  let timer: NodeJS.Timeout | undefined;

  const elapsed = () => (now() - startedAt) / 1000;
  const showProgress = () =>
    screen.status(open.size > 0 ? `${byReference.size - open.size} of ${byReference.size} filings have ended …` : '');

  return {
    seconds,
    open,
    get unsubmitted() {
      return sequences.flatMap((sequence) => sequence.unsubmitted);
    },
    onOutcome(outcome) {
      const taken = submit ? elapsed() : 0;
      screen.line(outcomeLine(outcome, taken, referenceWidth, screen));
      const reference = outcome.reference ?? '';
      const sequence = byReference.get(reference);
      timer?.refresh();
      if (!submit || !sequence) return;
      seconds.set(reference, taken - (putAt.get(reference) ?? 0));
      const due = sequence.hear(outcome);
      for (const followUp of due) {
        screen.line(submittedLine(followUp, taken, referenceWidth, screen));
        if (!putAt.has(followUp.reference)) putAt.set(followUp.reference, taken);
      }
      if (due.length > 0) submit(due);
      open.clear();
      for (const each of sequences.flatMap((one) => one.open)) open.add(each);
      showProgress();
      if (open.size === 0) allEnded();
    },
    async file(platform, silenceSeconds) {
      startedAt = now();
      const over = new Promise<void>((resolve, reject) => {
        allEnded = resolve;
        submit = (followUps) => void platform.submit(followUps.map(({ submission }) => submission)).catch(reject);
        timer = setTimeout(resolve, silenceSeconds * 1000);
      });
      for (const { filings } of samples) putAt.set(filings[0].reference, 0);
      showProgress();
      try {
        await Promise.all([platform.submit(samples.map(({ submission }) => submission)), over]);
      } finally {
        clearTimeout(timer);
        screen.status('');
      }
    },
  };
}
