import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk } from '../../desk/main.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { declarant, ended, runLocal } from '../desk/support/cli.ts';
import type { Run } from '../desk/support/in-folder.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { root } from '../support/files.ts';
import { type Identity, startIdentity } from '../support/identity.ts';
import { awsFaults } from './aws-shapes.ts';
import { commandsIn, commandsNamedIn, commandsOf, type DocumentedCommand, documents } from './shell.ts';

/**
 * Every command in the documents is run as far as it goes without an account: those of the desk unchanged, against a
 * gateway of the stage prod on this machine, cdk by a synthesis.
 */
let gateway: Awaited<ReturnType<typeof runLocal>>;
/** The identity of the person who types them. */
let identity: Identity;
/** The file that `init` writes. */
let empty: string;
const before = { cwd: process.cwd(), environment: { ...process.env } };
beforeAll(async () => {
  identity = await startIdentity();
  gateway = await runLocal('prod');
  empty = mkdtempSync(path.join(tmpdir(), 'documents-'));
  symlinkSync(path.join(root, 'samples'), path.join(gateway.cwd, 'samples'));
  const configuration = readFileSync(path.join(gateway.cwd, 'config.json'), 'utf8');
  writeFileSync(path.join(gateway.cwd, 'prod.json'), configuration);
  const { sqs, sns, dynamodb, secretsmanager, ssm, lambda, cloudwatch } = gateway.endpoints;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SNS: sns,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsmanager,
    AWS_ENDPOINT_URL_SSM: ssm,
    AWS_ENDPOINT_URL_LAMBDA: lambda,
    AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch,
    AWS_ENDPOINT_URL_STS: identity.endpoint,
  });
  const filed = ['submit', 'samples/01-ioss-t-shirt.json', '--lrn', OF_A_READER, '--wait'];
  expect(await ours(filed)).toMatchObject({ code: 0 });
}, 180_000);
afterAll(async () => {
  process.chdir(before.cwd);
  process.env = before.environment;
  await gateway?.stop();
  await identity?.close();
  if (empty) rmSync(empty, { recursive: true });
});

/** The command line in this process, in a folder: a new process for each command would take minutes. */
async function ours(argv: string[], cwd = gateway.cwd): Promise<Run> {
  process.chdir(cwd);
  const { terminal, out, err } = keptTerminal();
  const code = await desk(argv, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A declaration that was filed before. */
const OF_A_READER = 'OF-A-READER';
let files = 0;
/** The values that a reader puts in place of the words in capitals. */
function filled(word: string): string {
  if (word === 'REFERENCE' || word === 'LRN') return OF_A_READER;
  if (word === 'COMMAND') return 'list';
  if (word === 'MESSAGE') return 'Creation_H7';
  if (word === 'NEW-LRN') return 'NEW-LRN-0001';
  if (!/^FILE…?$/.test(word)) return word;
  files += 1;
  const sample = JSON.parse(readFileSync(path.join(root, 'samples/11-standard-shoes.json'), 'utf8'));
  sample.submission.payload.header.lrn = `DOCUMENTS-${files}`;
  const file = `of-a-reader-${files}.json`;
  writeFileSync(path.join(gateway.cwd, file), JSON.stringify(sample.submission));
  return file;
}

/** Runs a command; returns its fault, if any. */
async function tried({ words, needsAccount }: DocumentedCommand): Promise<string[]> {
  const [program = '', first = '', ...rest] = words;
  const command = program === 'npx' ? `npx ${first}` : program;
  switch (command) {
    case 'npx declarant':
      return deskFaults(rest);
    case 'npx cdk':
      return cdk(rest, needsAccount);
    case 'aws':
      return [
        ...awsFaults([first, ...rest]),
        ...(needsAccount ? [] : ['its block is not marked as needing an account']),
      ];
    case 'npm':
      return npm(first, rest);
    case 'git':
      return git(first, rest);
    case 'rm':
      return words.length === 2 && first === 'credentials.json' ? [] : ['only the file of the credentials is removed'];
    default:
      return [`nobody knows here what ${command} does`];
  }
}

/** The desk's commands that run until they are ended. */
const ENDLESS: readonly string[] = ['watch', 'console'];

/** The exit codes of success, for commands with others than 0. */
const succeeds: Readonly<Record<string, readonly number[]>> = { doctor: [0, 1] };

async function deskFaults(given: string[]): Promise<string[]> {
  const [command = ''] = given;
  // These run until they are ended; their help lists their options.
  if (command === 'local' || command === 'start') return helped(() => declarant(empty, [command, '--help']), given);
  if (ENDLESS.includes(command)) return helped(() => ours([command, '--help']), given);
  const runOnce = () => ours(given.map(filled), command === 'init' ? empty : gateway.cwd);
  let run = await runOnce();
  // The submission of the command before it is still on its way.
  if (command === 'show')
    for (let tries = 0; run.code === 1 && tries < 40; tries += 1) {
      await sleep(500);
      run = await runOnce();
    }
  // A person types it in a terminal.
  if (command === 'init' && given.length <= 2 && run.err.startsWith('There is no terminal to ask at')) return [];
  // The reader's declaration was answered: it waits no more.
  if (command === 'withdraw' && run.code === 1 && run.err.startsWith(`Nothing of ${OF_A_READER} waits`)) return [];
  // Nor was it turned down.
  if (command === 'replay' && run.code === 1 && run.out.includes('it is answered')) return [];
  // Another page has let its goods arrive before.
  if (command === 'arrive' && run.code === 1 && /^\S+ is under way already, and takes what joins it/.test(run.err))
    return [];
  // Nor is it unclear.
  if (command === 'settle' && run.code === 1 && run.err.startsWith(`${OF_A_READER} is answered, not unclear`))
    return [];
  return (succeeds[command] ?? [0]).includes(run.code ?? -1) ? [] : [`it ended with ${run.code}: ${run.err}${run.out}`];
}

/** Options that a command's help does not have. */
async function helped(help: () => Promise<Run>, given: readonly string[]): Promise<string[]> {
  const { out } = await help();
  return given
    .filter((word) => /^--?[a-z]/.test(word))
    .filter((option) => !new RegExp(`(^|[\\s,])${option}\\b`, 'm').test(out))
    .map((option) => `there is no option ${option}`);
}

const syntheses = new Map<string, Promise<Run>>();
const helps = new Map<string, Promise<Run>>();

function cdkHelp(command: string): Promise<Run> {
  const help = helps.get(command) ?? cdkRun([command, '--help']);
  helps.set(command, help);
  return help;
}

async function cdk([command = '', ...given]: string[], needsAccount: boolean): Promise<string[]> {
  const faults = await helped(() => cdkHelp(command), given);
  const config = given.find((word) => word.startsWith('config='))?.slice('config='.length);
  if (!['bootstrap', 'deploy', 'diff', 'synth'].includes(command)) faults.push(`cdk ${command} is not tried here`);
  if (!config) faults.push('it names no configuration, and would take the example');
  if (command !== 'synth' && !needsAccount) faults.push('its block is not marked as needing an account');
  if (faults.length > 0) return faults;
  const file = path.join(gateway.cwd, config as string);
  const output = path.join(empty, `cdk.out-${config}`);
  const synthesis = syntheses.get(file) ?? cdkRun(['synth', '--quiet', '-c', `config=${file}`, '--output', output]);
  syntheses.set(file, synthesis);
  const { code, err } = await synthesis;
  return code === 0 ? [] : [`its synthesis ended with ${code}: ${err}`];
}

/** The cdk of this package, without credentials for any account and without its usage reports. */
function cdkRun(argv: string[]): Promise<Run> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = {
    ...Object.fromEntries(own),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    COLUMNS: '200',
  };
  const cli = path.join(root, 'node_modules/aws-cdk/bin/cdk');
  return ended(spawn(process.execPath, [cli, ...argv], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

async function npm(command: string, rest: string[]): Promise<string[]> {
  if (command === 'ci') return [];
  const [script = '', ...given] = command === 'run' ? rest.filter((word) => word !== '-s') : [command, ...rest];
  if (!Object.hasOwn(scripts, script)) return [`package.json has no script ${script}`];
  const options = given.slice(given.indexOf('--') + 1);
  const ours = /^node bin\/declarant\.mjs (\w+)$/.exec(scripts[script] as string)?.[1];
  return ours ? helped(() => declarant(empty, [ours, '--help']), options) : [];
}

function git(command: string, rest: readonly string[]): string[] {
  const given = rest.join(' ');
  if (command === 'fetch' && given === '--tags') return [];
  if (command === 'checkout' && given === 'VERSION') return [];
  if (command !== 'diff' || !given.startsWith('--stat OLD NEW -- '))
    return [`git ${command} ${given} is not known here`];
  const gone = rest.slice(rest.indexOf('--') + 1).filter((file) => !existsSync(path.join(root, file)));
  return gone.map((file) => `there is no ${file}`);
}

/** With `LONG=some` one in three of them. */
const oneIn = process.env['LONG'] === 'some' ? 3 : 1;
const withCommands = documents.map((document) => ({
  document,
  commands: commandsIn(document).filter((_, n) => n % oneIn === 0),
}));
/** A command that is named in several places is carried out once. */
const trials = new Map<string, Promise<string[]>>();

describe.each(withCommands.filter(({ commands }) => commands.length > 0))(
  'the commands in $document',
  { timeout: 300_000 },
  ({ commands }) => {
    it.each(commands)('$place: $text', async (command) => {
      const key = `${command.text} ${command.needsAccount}`;
      const trial = trials.get(key) ?? tried(command);
      trials.set(key, trial);
      expect(await trial).toEqual([]);
    });
  },
);

/** A text that names a command without its arguments means the command. */
const NAMED_ALONE =
  /missing required argument|Say why with --reason|name at least one FILE|Say in which format|Say which: REFERENCE/;

describe.each(documents.map((document) => ({ document, named: commandsNamedIn(document) })))(
  'the text of $document',
  { timeout: 300_000 },
  ({ named }) => {
    it('names commands that there are, with options that they have', async () => {
      for (const text of named) {
        const [[, , ...given] = []] = commandsOf(text);
        if (['local', 'start', ...ENDLESS].includes(given[0] ?? '')) continue;
        const run = await ours(given.map(filled));
        // 1 is what a command finds, 2 that it is used wrongly.
        if (run.code === 2 && !NAMED_ALONE.test(run.err)) expect.fail(`${text}: ${run.err}${run.out}`);
      }
    });
  },
);

describe('a command that is wrong', { timeout: 300_000 }, () => {
  it.each([
    ['npx declarant lst', /unknown command 'lst'/],
    ['npx declarant list --sinze 3d --config prod.json', /unknown option '--sinze'/],
    ['npx declarant list --status done --config prod.json', /is not known: give one of/],
    ['npx declarant init prod.json --stage P', /small letters/],
    ['npx declarant local --colour', /there is no option --colour/],
    ['npx cdk deploy --al -c config=prod.json', /there is no option --al/],
    ['npx cdk deploy --all', /names no configuration/],
    ['aws dynamodb drop-table --region eu-west-3', /no shape/],
    ['aws dynamodb delete-table --region eu-west-3 --force', /takes no --force/],
    ['aws dynamodb delete-table --table-name x', /names no --region/],
    ['npm run nothing', /no script nothing/],
    ['git push --force', /not known here/],
    ['git diff --stat OLD NEW -- functions/nowhere', /there is no functions\/nowhere/],
    ['rm -rf .', /only the file/],
    ['curl https://example.com', /nobody knows/],
  ])('%s is noticed', async (text, fault) => {
    const [words = []] = commandsOf(text);
    const faults = await tried({ place: 'here', text, words, needsAccount: true });
    expect(faults.join('\n')).toMatch(fault);
  });

  it('is noticed where its block is not marked', async () => {
    const [command] = commandsIn('here', '```sh\naws sso login # first\n```\n');
    expect(await tried(command as DocumentedCommand)).toEqual(['its block is not marked as needing an account']);
  });
});

describe('what a shell makes of a line', () => {
  it.each([
    ['npx declarant show R   # a comment', [['npx', 'declarant', 'show', 'R']]],
    [
      'npm ci && npm start',
      [
        ['npm', 'ci'],
        ['npm', 'start'],
      ],
    ],
    ['a --reason "it is \\"down\\" # now" \'b c\'', [['a', '--reason', 'it is "down" # now', 'b c']]],
    ['a --json | jq .x', [['a', '--json']]],
    ['', []],
  ])('%s', (line, words) => {
    expect(commandsOf(line)).toEqual(words);
  });
});

describe.each(documents)('%s', (document) => {
  const text = readFileSync(path.join(root, document), 'utf8');

  it('names resources as they are named', () => {
    const names = JSON.stringify([
      resourceNames('STAGE'),
      resourceNames('STAGE').platform('NAME'),
      ...authorityNames.map((authority) => resourceNames('STAGE').lane(authority)),
    ]);
    const known = new Set([...names.matchAll(/declarant-STAGE-[\w-]+/g)].map(([name]) => name));
    const named = [...text.matchAll(/declarant-(?:STAGE|prod)-[\w-]*\w/g)].map(([name]) =>
      name
        .replace('-prod-', '-STAGE-')
        .replace('-LANE-', '-delta-h7-')
        .replace('-PLATFORM', '-NAME')
        .replace(/-restored$/, '')
        // The name of a bucket is one of all accounts.
        .replace(/-(ACCOUNT-REGION|\d{12}-eu-west-3)$/, ''),
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('leads nowhere that is not there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, file, anchor]) => ({
      file: file ? path.join(path.dirname(document), file) : document,
      anchor,
    }));
    const broken = links.filter(({ file, anchor }) => {
      if (!existsSync(path.join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

/** The headings of a document, as a link names them. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(path.join(root, file), 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
