import type { ConsoleFlags } from '../commands/console.ts';
import { type Define, type Flags, parseWholeNumber, withGateway } from './common.ts';

/** The command for the pages of the desk: console. */
export const defineConsole: Define = (root, run, terminal) => {
  withGateway(root.command('console'))
    .description('Serve the console, a page in your browser, on this machine alone.')
    .option('--port <number>', 'the port (default: a free one)', parseWholeNumber)
    .option('--profile <name>', 'the profile of your AWS credentials')
    .option('--language <language>', 'fr or en (default: that of the browser)')
    .option('--read-only', 'show everything, and change nothing')
    .addHelpText('after', consoleHelp)
    .action((flags: Flags<ConsoleFlags>) =>
      run(flags, async (open) => (await import('../commands/console.ts')).consoleCommand(flags, open, terminal)),
    );
};

const consoleHelp = `
Examples:
  $ npx declarant console
  $ npx declarant console --config prod.json --profile clearance
  $ npx declarant console --read-only --language fr
  $ npx declarant console --json | jq -r .console

It prints an address that opens one session, once, and serves it until Ctrl-C.
Nothing is reached from other machines: it listens on 127.0.0.1. What is done in
it is done with your AWS credentials, and kept in your name.
Exit codes: 0 ended by Ctrl-C, 1 the gateway is not there, 2 wrong use.`;
