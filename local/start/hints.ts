import { shown } from './options.ts';
import type { Sample } from './samples.ts';
import type { Screen } from './screen.ts';

export interface HintsAbout {
  samplesDirectory: string;
  samples: readonly Sample[];
  customsUrl: string;
  logFile: string;
}

/** The next things to try, as commands that can be typed as they stand. */
export function hintLines({ samplesDirectory, samples, customsUrl, logFile }: HintsAbout, screen: Screen): string[] {
  const file = shown(`${samplesDirectory}/${samples[0]?.file}`);
  const control = `${new URL(customsUrl).origin}/__control`;
  const hints: [string, string][] = [
    [`npx declarant submit ${file} --lrn MY-LRN-0001 --wait`, 'file a sample under an LRN of your own'],
    ['npx declarant show MY-LRN-0001', 'everything known of it'],
    ['npx declarant list --status rejected', 'what customs turned down'],
    [`curl -s -d '{"kind":"technical-error"}' ${control}`, 'customs fails on the next declaration'],
    [`tail -f ${logFile}`, 'what the functions and customs log'],
  ];
  return [
    'The gateway and its customs stay up. In another terminal, in this directory:',
    ...hints.flatMap(([command, effect]) => [
      `  ${screen.paint('cyan', command)}`,
      `      ${screen.paint('dim', effect)}`,
    ]),
    'Ctrl-C ends it.',
  ];
}
