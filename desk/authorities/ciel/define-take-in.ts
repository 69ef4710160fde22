import { type Define, type Flags, withGateway } from '../../definitions/common.ts';
import type { TakeInOptions } from './take-in.ts';

/** The command that takes in the files of validated declarations by hand: take-in. */
export const defineTakeIn: Define = (root, run, terminal) => {
  withGateway(root.command('take-in'))
    .description('Take in the files of declarations that came back validated from CIEL, as its feed would.')
    .argument('<paths...>', 'XML files, or folders of them with all that is below')
    .option('--reason <text>', 'why, if it should be kept')
    .addHelpText('after', help)
    .action((paths: string[], flags: Flags<TakeInOptions, 'paths'>) =>
      run(flags, async (open) => (await import('./take-in.ts')).takeIn({ paths, ...flags }, open, terminal)),
    );
};

const help = `
Examples:
  $ npx declarant take-in FR01300E07896_1234567_20260911.xml
  $ npx declarant take-in reception/ --config prod.json

Each file becomes the message DRM-validée of its operator and month: the
declaration is filed then. A file is known by its name and content, so that it is
kept once, whether the feed or a person brought it. All files are read before any
is taken in: if one cannot be, nothing is. What was interrupted is done again as a
whole. Who took them in is kept.
Exit codes: 0 all are there, 1 not all could be stored, 2 wrong use.`;
