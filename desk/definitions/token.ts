import { authorityNames, callsBack } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import type { RotateOptions } from '../commands/token.ts';
import { type CommonOptions, type Define, type Flags, withGateway } from './common.ts';

const noun = nounOf(authorityNames.filter(callsBack));

/** The commands for the token that authorities call back with: token status, token rotate. */
export const defineToken: Define = (root, run, terminal) => {
  const token = root
    .command('token')
    .description(`Show or change the token that ${noun} calls back with.`)
    .addHelpText('after', tokenHelp);

  withGateway(token.command('status'))
    .description(`Show which tokens are taken, since when, and which one ${noun} uses.`)
    .addHelpText('after', statusHelp)
    .action((flags: CommonOptions) =>
      run(flags, async (open) => (await import('../commands/token.ts')).status(flags, open, terminal)),
    );

  withGateway(token.command('rotate'))
    .description('Make a new token; the one before is taken as well until the next change.')
    .option('--out <file>', 'write the new token to this file, which only you can read')
    .option('--show', 'print the new token')
    .option('--force', `also where ${noun} uses the token that this gives up: its callbacks are then refused`)
    .option('--reason <text>', 'why, if it should be kept')
    .addHelpText('after', rotateHelp)
    .action((flags: Flags<RotateOptions>) =>
      run(flags, async (open) => (await import('../commands/token.ts')).rotate(flags, open, terminal)),
    );
};

const tokenHelp = `
Examples:
  $ npx declarant token status
  $ npx declarant token rotate --out new-token.txt`;

const statusHelp = `
Examples:
  $ npx declarant token status
  $ npx declarant token status --config prod.json --json | jq .usedByAuthority

What ${noun} uses is noted once an hour by each instance that takes callbacks.
Needs secretsmanager:ListSecretVersionIds of the token's secret, and
dynamodb:Query of the table.`;

const rotateHelp = `
Examples:
  $ npx declarant token rotate --out new-token.txt
  $ npx declarant token rotate --config prod.json --show
  $ npx declarant token rotate --json | jq -r .versionId

No callback is refused meanwhile: the token of before is taken until the next
change, however long ${noun} needs.
Exit codes: 0 changed, 1 not changed (${noun} still uses the token that would be
given up), 2 wrong use.
Needs what "token status" does, and secretsmanager:PutSecretValue;
ssm:GetParameters to say where ${noun} calls back.`;
