import { authorityNames } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { examples } from '../authorities/words.ts';
import type { ReplayOptions } from '../commands/replay.ts';
import { withFilters } from '../filter/options.ts';
import { replayable } from '../replay/replayable.ts';
import { type Define, type Flags, parseWholeNumber, withGateway } from './common.ts';

/** The command that submits again what was turned down: replay. */
export const defineReplay: Define = (root, run, terminal) => {
  const command = withGateway(root.command('replay'))
    .description('Submit again what was refused, rejected, failed or stuck, corrected.')
    .argument('[references...]', 'the filings, by their references; or a filter names them');
  withFilters(command, replayable)
    .option('--set <pointer=json>', 'correct a field; the pointer begins at the payload', collect)
    .option('--patch <file>', 'correct by a patch: RFC 7396 where it is an object, RFC 6902 where it is a list')
    .option('--reason <text>', 'why: mandatory but with --dry-run, and kept')
    .option('--dry-run', 'say what would be submitted, and submit nothing')
    .option('--limit <number>', 'how many at most', parseWholeNumber)
    .option('--out <file>', 'write a row for each filing to this file, as a JSON array')
    .addHelpText('after', replayHelp)
    .action((references: string[], flags: Flags<ReplayOptions, 'references'>) =>
      run(flags, async (open) =>
        (await import('../commands/replay.ts')).replay({ ...flags, references }, open, terminal),
      ),
    );
};

const collect = (text: string, before: readonly string[] = []) => [...before, text];

const replayHelp = `
Examples:
  $ npx declarant replay --status rejected --code CODE --since 3d --dry-run
  $ npx declarant replay ${examples.reference} --set '/items/0/code="123456"' \\
      --reason "wrong code"
  $ npx declarant replay --platform shop-a --status rejected --since yesterday \\
      --patch correction.json --limit 10 --reason "ticket 4711"

Each goes under its own platform and reference, with a new id, once it is checked
as "declarant check" does. What is on its way, answered, or was submitted again
before is left out. After Ctrl-C, or an error on the way, the rows until then are
printed, with the command that goes on with those that were not reached: the same
one again would also take what was rejected once more meanwhile.
A correction may not change a reference.
It goes no faster than the lane may send. Begin with --limit 10, and see whether
${nounOf(authorityNames)} takes them.
Exit codes: 0 done, 1 one failed, a named one was left out, or it was stopped,
2 wrong use (nothing was submitted).`;
