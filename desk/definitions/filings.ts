import { type Command, Option } from 'commander';
import { authorityNames, contractOf } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import { exampleAuthority, examples, referenceWords } from '../authorities/words.ts';
import type { ShowOptions } from '../commands/show.ts';
import type { SubmitOptions } from '../commands/submit.ts';
import { languages } from '../console/language.ts';
import { type Define, type Flags, withGateway } from './common.ts';
import { sentMessage } from './message-name.ts';
import { WAIT_SECONDS, waitOf } from './wait.ts';

type SubmitFlags = Flags<SubmitOptions, 'files'> & { wait?: true | string } & Readonly<Record<string, unknown>>;

/** The names that authorities have for `--reference` of `submit`. */
const ownNames = authorityNames.flatMap((authority) => {
  const { referenceFlag } = deskAuthorities[authority];
  return referenceFlag ? [{ flag: referenceFlag, noun: contractOf(authority).noun }] : [];
});
const { message, reference } = examples;

/** The commands for what is filed: submit, show. */
export const defineFilings: Define = (root, run, terminal) => {
  const submitting = withGateway(root.command('submit'))
    .description("Put declarations on their authority's outbox, from files or from standard input (-).")
    .argument('[files...]', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON)')
    .option('--message <name>', `the files hold bare payloads of this message, for example ${message}`, sentMessage)
    .option('--authority <name>', 'whose message a bare payload is (default: who takes the message)')
    .option('--platform <name>', 'who is told what happens to a bare payload (default: "desk")')
    .option('--reference <new>', 'file the only submission under this reference instead of its own');
  for (const { flag, noun } of ownNames)
    submitting.addOption(new Option(`--${flag} <new>`, `the same, of what goes to ${noun}`).conflicts('reference'));
  submitting
    .option('--wait [seconds]', `wait until each is answered; ${WAIT_SECONDS} s unless told otherwise`)
    .addHelpText('after', submitHelp)
    .action((files: string[], flags: SubmitFlags, command: Command) =>
      run(flags, async (open) => {
        const { submit } = await import('../commands/submit.ts');
        const { waitSeconds, more } = waitOf(flags.wait);
        const all = [...files, ...more];
        if (all.length === 0) command.error('error: name at least one FILE, or - for standard input');
        const given = ['reference', ...ownNames.map(({ flag }) => flag)].find((flag) => flags[flag] !== undefined);
        const under = given && { reference: String(flags[given]), referenceFlag: given };
        return submit({ ...flags, ...under, files: all, waitSeconds }, open, terminal);
      }),
    );

  withGateway(root.command('show'))
    .description('Show everything known under a reference: state, what the authority gave, errors, history.')
    .argument(
      '<reference>',
      `your own reference (${referenceWords(authorityNames)}), one that ${nounOf(authorityNames)} gave, or the id of a message`,
    )
    .option('--authority <name>', 'only in the lane of this authority')
    .option('--messages', 'print each message as it was sent and received')
    .addOption(
      new Option('--language <language>', 'the language of places in messages').choices(languages).default('en'),
    )
    .addHelpText('after', showHelp)
    .action((reference: string, flags: Flags<ShowOptions, 'reference'>) =>
      run(flags, async (open) => (await import('../commands/show.ts')).show({ reference, ...flags }, open, terminal)),
    );
};

const submitHelp = `
Examples:
  $ npx declarant submit ${examples.submit}
  $ npx declarant submit filings.ndjson
  $ npx declarant submit payload.json --message ${message} --platform shop-1
  $ cat envelope.json | npx declarant submit - --json

An envelope is {"authority": "${exampleAuthority}", "message": "${message}",
"platform": "shop-1", "payload": {…}}.
A bare payload that its authority knows by what it holds needs no --message, and a
file in an authority's own form is taken as it is.
The message itself is judged by the sender: what is wrong with it is recorded,
and shown by "declarant show".
A reference is sent once. Under a new one (--reference) the same declaration is
another one.
With --wait, the exit code is 1 unless each was answered without being refused
or rejected.`;

const showHelp = `
Examples:
  $ npx declarant show ${reference}
  $ npx declarant show ${reference} --json | jq .errors
  $ npx declarant show ${reference} --messages --language fr

It is found by any reference: yours, those of its authority, or the id of a message.
Times are those of Paris. An error leads to the place in the message that it is about, and to the value as it was
sent then.
With --json the filing is printed as one object, or, with exit code 1,
{"error": {"code": "NOT_FOUND", …}}.`;
