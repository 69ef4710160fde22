import type { Define, Flags } from '../../definitions/common.ts';
import { dayGiven } from '../../definitions/day.ts';
import { sentMessage } from '../../definitions/message-name.ts';
import type { EstimateOptions } from './estimate.ts';

/** The command that estimates what declarations cost: estimate. */
export const defineEstimate: Define = (root, run, terminal) => {
  root
    .command('estimate')
    .description('Estimate duties, taxes and fees of declarations, here: nothing is sent. Customs alone assesses.')
    .argument('<files...>', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON); or -')
    .option('--message <name>', 'the files hold bare payloads of this message', sentMessage)
    .option('--on <day>', 'by the law of that day in Paris, as 2026-11-01 (default: today)', dayGiven)
    .option('--config <file>', 'take the rates of exchange from the lane of this configuration')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', estimateHelp)
    .action((files: string[], flags: Flags<EstimateOptions, 'files'>) =>
      run(flags, async () => (await import('./estimate.ts')).estimate({ files, ...flags }, terminal)),
    );
};

const estimateHelp = `
Examples:
  $ npx declarant estimate samples/11-*.json
  $ npx declarant estimate filings.ndjson --on 2026-10-31
  $ npx declarant estimate filings.ndjson --json | jq '.[].estimate.total'

An estimate by public texts, with its sources in docs/charges.md: what is to be
paid is what customs answers. A charge that cannot be estimated is named, with the
reason. Lines that may lawfully be one are named with what that saves.
Exit codes: 0 done, 1 a submission could not be read, 2 wrong use.`;
