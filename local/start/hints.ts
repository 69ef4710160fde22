import { nounOf } from '../../schemas/noun.ts';
import { simulators } from '../simulators/registry.ts';
import type { Hint } from '../simulators/simulator-entry.ts';
import type { Simulated } from './boot.ts';
import { shownPath } from './options.ts';
import type { Sample } from './samples.ts';
import type { Screen } from './screen.ts';
import { itsNoun } from './steps.ts';

export interface HintsAbout {
  samplesDirectory: string;
  samples: readonly Sample[];
  /** The simulators that run. */
  simulated: readonly Simulated[];
  logFile: string;
}

/** The next things to try, as commands that can be typed as they stand. */
export function hintLines({ samplesDirectory, samples, simulated, logFile }: HintsAbout, screen: Screen): string[] {
  const authorities = simulated.map(({ authority }) => authority);
  const own = simulated.flatMap(({ authority, url }): readonly Hint[] => {
    const sample = samples.find(({ submission }) => submission.authority === authority);
    return sample
      ? (simulators[authority].hints?.({ url, file: shownPath(`${samplesDirectory}/${sample.file}`) }) ?? [])
      : [];
  });
  const hints: readonly Hint[] = [
    ...own,
    ['npx declarant list --status rejected', `what ${nounOf(authorities, 'the authorities')} turned down`],
    [`tail -f ${logFile}`, `what the functions and ${nounOf(authorities, 'the authorities')} log`],
  ];
  return [
    `The gateway and ${itsNoun(nounOf(authorities, 'authorities'))} stay up. In another terminal, in this directory:`,
    ...hints.flatMap(([command, effect]) => [
      `  ${screen.paint('cyan', command)}`,
      `      ${screen.paint('dim', effect)}`,
    ]),
    'Ctrl-C ends it.',
  ];
}
