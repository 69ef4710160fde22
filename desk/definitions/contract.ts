import { examples } from '../authorities/words.ts';
import type { CheckOptions } from '../commands/check.ts';
import type { EstimateOptions } from '../commands/estimate.ts';
import type { SchemaOptions } from '../commands/schema.ts';
import type { Define, Flags } from './common.ts';
import { dayGiven } from './day.ts';
import { sentMessage } from './message-name.ts';

/** The commands that go by the contract alone, without a gateway: check, estimate, schema. */
export const defineContract: Define = (root, run, terminal) => {
  root
    .command('check')
    .description('Check files as the sender would, here: nothing is sent, and no gateway is needed.')
    .argument('<files...>', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON); or -')
    .option(
      '--message <name>',
      `the files hold bare payloads of this message, for example ${examples.message}`,
      sentMessage,
    )
    .option('--authority <name>', 'whose message a bare payload is (default: who takes the message)')
    .option('--platform <name>', 'for whom a bare payload is submitted (default: "desk")')
    .option(
      '--config <file>',
      'judge as the lanes of this configuration would, and warn of platforms that it does not have',
    )
    .option('--on <day>', 'judge by the law of that day in Paris, as 2026-11-01 (default: today)', dayGiven)
    .option('--lenient', 'leave warnings out')
    .option('--estimate', 'say what each is expected to cost, where that is known: an estimate')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', checkHelp)
    .action((files: string[], flags: Flags<CheckOptions, 'files'>) =>
      run(flags, async () => (await import('../commands/check.ts')).check({ files, ...flags }, terminal)),
    );

  root
    .command('estimate')
    .description('Estimate the charges of declarations, here: nothing is sent. The authority alone assesses.')
    .argument('<files...>', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON); or -')
    .option('--message <name>', 'the files hold bare payloads of this message', sentMessage)
    .option('--authority <name>', 'whose message a bare payload is (default: who takes the message)')
    .option('--on <day>', 'by the law of that day in Paris, as 2026-11-01 (default: today)', dayGiven)
    .option('--config <file>', 'take the rates of exchange from the lanes of this configuration')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', estimateHelp)
    .action((files: string[], flags: Flags<EstimateOptions, 'files'>) =>
      run(flags, async () => (await import('../commands/estimate.ts')).estimate({ files, ...flags }, terminal)),
    );

  root
    .command('schema')
    .description('Print the JSON Schema of a message, or which messages there are.')
    .argument('[message]', `for example ${examples.message}`)
    .option('--wire', 'as it goes over the wire, not as a platform submits it')
    .option('--authority <name>', 'whose message')
    .option('--config <file>', 'as the files that this configuration names correct it')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', schemaHelp)
    .action((message: string | undefined, flags: Flags<SchemaOptions, 'message'>) =>
      run(flags, async () => (await import('../commands/schema.ts')).schema({ message, ...flags }, terminal)),
    );
};

const checkHelp = `
Examples:
  $ npx declarant check samples/[0-9]*.json
  $ npx declarant check filings.ndjson --json | jq '.[] | select(.faults != [])'
  $ npx declarant check payload.json --message ${examples.message}
  $ npx declarant check filings.ndjson --config production.json --on 2026-11-01

A bare payload needs --message where its authority does not know it by what it
holds. A file in an authority's own form is taken as it is.
A fault is what the sender would refuse. A warning is what looks wrong, and may
be right all the same: nothing is refused for it, unless the lane's configuration
raises its rule to a fault (--config). The name in brackets is that of the rule.
Exit codes: 0 no fault, 1 faults, 2 wrong use (nothing was checked).`;

const estimateHelp = `
Examples:
  $ npx declarant estimate samples/11-*.json
  $ npx declarant estimate filings.ndjson --on 2026-10-31
  $ npx declarant estimate filings.ndjson --json | jq '.[].estimate.total'

An estimate by public texts, with its sources in docs/charges.md: what is to be
paid is what the authority answers. A charge that cannot be estimated is named,
with the reason. Lines that may lawfully be one are named with what that saves.
Exit codes: 0 done, 1 a submission could not be read, 2 wrong use.`;

const schemaHelp = `
Examples:
  $ npx declarant schema
  $ npx declarant schema ${examples.message} > message.schema.json
  $ npx declarant schema ${examples.message} --wire

Parts marked "x-certainty": "inferred" were not read in the authority's own
text.`;
