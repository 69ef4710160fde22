import { authorityNames } from '../../schemas/catalogue.ts';
import { examples, referenceWords } from '../authorities/words.ts';
import type { NoteOptions } from '../commands/note.ts';
import { type Define, type Flags, withGateway } from './common.ts';

/** The command for notes about filings: note. */
export const defineNote: Define = (root, run, terminal) => {
  withGateway(root.command('note'))
    .description('Keep a note about a filing, with your name and the time: show has it.')
    .argument('<reference>', `your own reference (${referenceWords(authorityNames)}), or the authority's`)
    .argument('<text...>', 'the note')
    .option('--authority <name>', 'only in the lane of this authority')
    .addHelpText('after', noteHelp)
    .action((reference: string, words: string[], flags: Flags<NoteOptions, 'reference' | 'text'>) =>
      run(flags, async (open) =>
        (await import('../commands/note.ts')).note({ ...flags, reference, text: words.join(' ') }, open, terminal),
      ),
    );
};

const noteHelp = `
Examples:
  $ npx declarant note ${examples.reference} "the shop sends the invoice tomorrow"
  $ npx declarant show ${examples.reference} --json | jq .actions

A note changes nothing of a filing, goes to nobody, and cannot be taken back. It is
kept as long as the filing is: write nothing into it that must not be.
Exit codes: 0 noted, 1 there is no such filing, 2 wrong use.`;
