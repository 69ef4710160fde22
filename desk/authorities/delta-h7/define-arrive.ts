import { type Define, type Flags, withGateway } from '../../definitions/common.ts';
import type { ArriveOptions } from './arrive.ts';

type ArriveFlags = Flags<ArriveOptions, 'lrns'> & { lrn?: string[] };

/** The command by which the goods of a flight or a lorry have arrived: arrive. */
export const defineArrive: Define = (root, run, terminal) => {
  withGateway(root.command('arrive'))
    .description('Have every anticipated declaration of a flight or a lorry validated: its goods have arrived.')
    .option(
      '--transport-document <document>',
      'those that name this transport document, TYPE:NUMBER, in their head or an item',
    )
    .option('--lrn <lrn...>', 'those of these LRNs')
    .option('--goods-location <file>', 'where the goods are: a JSON file, as goodsLocation of a declaration')
    .option('--platform <name>', 'only those of this platform, in its name (default: of all)')
    .option('--reason <text>', 'why: kept')
    .option('--dry-run', 'say what would be validated, and validate nothing')
    .addHelpText('after', arriveHelp)
    .action((flags: ArriveFlags) =>
      run(flags, async (open) => {
        const { lrn = [], ...options } = flags;
        return (await import('./arrive.ts')).arrive({ ...options, lrns: lrn }, open, terminal);
      }),
    );
};

const arriveHelp = `
Examples:
  $ npx declarant arrive --transport-document N740:057-12345675 --dry-run
  $ npx declarant arrive --transport-document N740:057-12345675 \\
      --goods-location place.json --reason "AF 1234 has landed"
  $ npx declarant arrive --lrn MY-LRN-0001 MY-LRN-0002
  $ npx declarant show N740:057-12345675

Each declaration is validated once, at the lane's pace. One that is not answered
yet goes when it is. What is filed later under the same document joins within
the hours that the lane's setting arrivals.joinHours names. What customs
rejected is not sent again: correct it, and arrive once more. docs/arrivals.md
says more.
Exit codes: 0 done, also where nothing is to be validated yet, 1 it could not be
submitted, 2 wrong use.`;
