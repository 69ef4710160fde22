import { authorityNames } from '../../schemas/catalogue.ts';
import { examples, referenceWords } from '../authorities/words.ts';
import type { EvidenceOptions } from '../commands/evidence.ts';
import { type Define, type Flags, withGateway } from './common.ts';

/** The command for what is to be proved: evidence. */
export const defineEvidence: Define = (root, run, terminal) => {
  withGateway(root.command('evidence'))
    .description('Write every message of a filing into one file, chained by digests, or verify such a file.')
    .argument('[reference]', `your own reference (${referenceWords(authorityNames)}), or the authority's`)
    .option('--authority <name>', 'only in the lane of this authority')
    .option('--out <file>', 'write it to this file')
    .option('--verify <file>', 'say whether a file holds, or which link of it was changed first')
    .addHelpText('after', evidenceHelp)
    .action((reference: string | undefined, flags: Flags<EvidenceOptions, 'reference'>) =>
      run(flags, async (open) =>
        (await import('../commands/evidence.ts')).evidence({ ...flags, reference }, open, terminal),
      ),
    );
};

const evidenceHelp = `
Examples:
  $ npx declarant evidence ${examples.reference} --out evidence.txt
  $ npx declarant evidence --verify evidence.txt

It has every record of the filing, also of one that only the archive has. Each line
is a digest, a space and JSON; the digest is SHA-256 over the digest of the line
before and the JSON. Who keeps the last digest can tell that nothing was changed.
Exit codes: 0 written, or it holds; 1 there is no such filing, or it does not hold;
2 wrong use.`;
