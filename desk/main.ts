import { Command, CommanderError } from 'commander';
import { authorityNames } from '../schemas/catalogue.ts';
import { nounOf } from '../schemas/noun.ts';
import { deskAuthorities } from './authorities/registry.ts';
import { examples } from './authorities/words.ts';
import type { Run } from './definitions/common.ts';
import { defineCompletion } from './definitions/completion.ts';
import { defineConsole } from './definitions/console.ts';
import { defineContract } from './definitions/contract.ts';
import { defineEvidence } from './definitions/evidence.ts';
import { defineFilings } from './definitions/filings.ts';
import { defineLanes } from './definitions/lanes.ts';
import { defineLists } from './definitions/lists.ts';
import { defineNote } from './definitions/note.ts';
import { defineRecount } from './definitions/recount.ts';
import { defineReplay } from './definitions/replay.ts';
import { defineRetell } from './definitions/retell.ts';
import { defineSetup } from './definitions/setup.ts';
import { defineToken } from './definitions/token.ts';
import { DeskFault, type DeskFaultCode } from './fault.ts';
import { awsFault } from './gateway/aws-fault.ts';
import { connect } from './gateway/connect.ts';
import { helpText } from './terminal/help-text.ts';
import { terminal as processTerminal, type Terminal } from './terminal/terminal.ts';
import { wrapped } from './terminal/wrapped.ts';
import { refuseUnknownWords } from './unknown-words.ts';
import { ownVersion } from './version.ts';

/**
 * The operator's command line.
 * @returns the exit code: 0, 1 where something did not succeed, 2 for wrong use
 */
export async function desk(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let exitCode = 0;
  let json = argv.includes('--json');
  let gateway = 'the gateway';

  const run: Run = async (options, command) => {
    json = options.json ?? false;
    const open = () => {
      const connection = connect(options);
      gateway = connection.title;
      if (connection.note) terminal.err(connection.note);
      return connection;
    };
    exitCode = await command(open);
  };

  try {
    const root = program(run, terminal);
    refuseUnknownWords(root, argv);
    await root.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has written its own sentence, or the help that was asked for.
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (json) terminal.out(errorJson('USAGE', error.message.replace(/^error: /, '')));
      return 2;
    }
    const fault = awsFault(error, gateway);
    if (!(fault instanceof DeskFault)) throw error;
    terminal.progress('');
    if (json) terminal.out(errorJson(fault.code, fault.message));
    else
      for (const line of fault.message.split('\n'))
        for (const part of wrapped(line, terminal.width, 2)) terminal.err(part);
    return fault.exitCode;
  }
}

const errorJson = (code: DeskFaultCode, message: string) => JSON.stringify({ error: { code, message } });

function program(run: Run, terminal: Terminal): Command {
  const root = new Command('declarant')
    .description(
      `Files declarations with ${nounOf(authorityNames, 'authorities')} through a Declarant gateway, and tells what became of them.`,
    )
    .usage('<command> [options]')
    .version(ownVersion(), '--version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(--help tells how it is used)')
    .configureOutput({
      writeOut: (text) => terminal.out(helpText(text.trimEnd())),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .addHelpText('after', mainHelp);

  const own = authorityNames.flatMap((authority) => deskAuthorities[authority].commands ?? []);
  const all = [
    defineFilings,
    defineEvidence,
    defineLists,
    ...own,
    defineContract,
    defineLanes,
    defineReplay,
    defineNote,
    defineRetell,
    defineRecount,
    defineToken,
    defineSetup,
    defineConsole,
    defineCompletion,
  ];
  for (const define of all) define(root, run, terminal);

  // Run by bin/declarant.mjs before the desk is asked; named here for the help.
  root.command('local').description('Run the whole gateway on this machine.').allowUnknownOption();
  root
    .command('start')
    .description(`Run it with a simulated ${nounOf(authorityNames, 'authority')}, and file the samples (npm start).`)
    .allowUnknownOption();
  return root;
}

const mainHelp = `
Examples:
  $ npm start                                        try it all on this machine
  $ npx declarant submit ${examples.submit}
  $ npx declarant show ${examples.reference}
  $ npx declarant list --status rejected --since 3d
  $ npx declarant list --config prod.json --json     at a deployed gateway
  $ npx declarant check filings.ndjson               before anything is sent
  $ npx declarant init prod.json                     a gateway of your own
  $ npx declarant doctor --config prod.json          whether it works, end to end

Without --config, commands talk to the gateway that runs on this machine.
Exit codes: 0 done, 1 something did not succeed, 2 wrong use (nothing was done).`;
