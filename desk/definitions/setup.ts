import type { Command } from 'commander';
import { authorityNames } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { exampleAuthority, examples } from '../authorities/words.ts';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { InitOptions } from '../commands/init.ts';
import { lanesQuestion, questionsAbout } from '../init/questions.ts';
import { type Define, type Flags, withGateway } from './common.ts';

const noun = nounOf(authorityNames);
const questions = [lanesQuestion, ...questionsAbout(authorityNames)];

/** From nothing to a gateway that works: init, doctor. */
export const defineSetup: Define = (root, run, terminal) => {
  const init = root
    .command('init')
    .description('Write a configuration file: asks for what it needs, or takes it as options.')
    .argument('[file]', 'the file to write', 'declarant.json');
  for (const { flag, asks } of questions) init.option(`--${flag} <value>`, asks);
  init
    .option(
      '--like <file>',
      'take over the settings of another stage (another account at the authority): all but names and secrets',
    )
    .option('--force', 'replace the file where it is there already')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', initHelp)
    .action((file: string, flags: Flags<InitOptions, 'file' | 'given'>, command: Command) =>
      run(flags, async () => {
        const [{ init: write }, { asker }] = await Promise.all([
          import('../commands/init.ts'),
          import('../init/asker.ts'),
        ]);
        const given = Object.fromEntries(
          questions.map(({ flag }) => [flag, command.getOptionValue(camelCase(flag)) as string | undefined]),
        );
        const person = asker();
        try {
          return await write({ ...flags, file, given }, person, terminal);
        } finally {
          person?.close();
        }
      }),
    );

  withGateway(root.command('doctor'))
    .description('Check a gateway from end to end, and say how to mend what is not right.')
    .option('--callback-url <url>', `where ${noun} calls back, where it is not found by itself`)
    .option('--new-token', `ask ${noun} for a new token, also where the one that is shared is good`)
    .addHelpText('after', doctorHelp)
    .action((flags: Flags<DoctorOptions>) =>
      run(flags, async (open) => (await import('../commands/doctor.ts')).doctor(flags, open, terminal)),
    );
};

/** As commander names an option's value. */
const camelCase = (flag: string) => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const initHelp = `
Examples:
  $ npx declarant init prod.json
  $ npx declarant init test.json --stage test --authorities ${exampleAuthority} \\
      ${examples.init.join(' \\\n      ')}
  $ npx declarant init client-b.json --like prod.json --stage client-b

The file names secrets, and holds none. Everything else that may stand in it:
docs/api/schemas/configuration.json.
Exit codes: 0 written, 2 wrong use, or the file is there already (nothing was
written).`;

const doctorHelp = `
Examples:
  $ npx declarant doctor --config prod.json
  $ npx declarant doctor --config prod.json --new-token
  $ npx declarant doctor --json | jq '.checks[] | select(.verdict == "fault")'

It calls back the gateway without a token, which is refused with 401 as it must
be, and on an address that is not there. Nothing is filed. A token is asked for
only where no good one is shared, since the contract wants a token used until it
expires; what it obtains is shared with the gateway.
It says how old the oldest message of each queue is, which platform takes nothing
(alarms.untakenMinutes, 60), and which alarms are raised, by CloudWatch
(cloudwatch:GetMetricData and DescribeAlarms).
It compares the instances that the functions reserve with the account's quota
(lambda:GetAccountSettings).
The callback URL and the deployed version are read from Systems Manager
(ssm:GetParameters of /declarant/STAGE/*).
Exit codes: 0 all is well, 1 something to look at, 2 something does not work.`;
