import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Ready } from '../../local/gateway.ts';
import { local } from '../../local/main.ts';
import { announcedGateways, isAlive } from '../../local/running.ts';
import { temporaryFolder } from './support/folder.ts';
import { lambdaFunction, prepare, secrets } from './support/gateway.ts';

/** Runs the command in this process, for what ends before it starts anything. */
async function command(...argv: string[]): Promise<{ code: number; out: string; errors: string[] }> {
  let out = '';
  let error = '';
  const takeOut = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const takeError = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    error += String(text);
    return true;
  });
  try {
    const code = await local(argv);
    return { code, out, errors: error.trimEnd().split('\n') };
  } finally {
    takeOut.mockRestore();
    takeError.mockRestore();
  }
}

/** The files of a gateway whose API waits, and what the command needs to run it. */
function files() {
  const { options } = prepare(
    {
      Slow: lambdaFunction('slow'),
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: { Ref: 'Api' },
          ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          HttpMethod: 'GET',
          Integration: {
            Type: 'AWS_PROXY',
            IntegrationHttpMethod: 'POST',
            Uri: { 'Fn::Sub': `arn:aws:apigateway:x:lambda:path/2015-03-31/functions/\${Slow.Arn}/invocations` },
          },
        },
      },
    },
    {
      slow: `export async function handler({ queryStringParameters: { ms } }) {
        console.log('called');
        await new Promise((resolve) => setTimeout(resolve, Number(ms)));
        return { statusCode: 200, body: JSON.stringify({ pid: process.pid, execArgv: process.execArgv }) };
      }`,
    },
  );
  const secretsFile = `${options.configFile}.secrets.json`;
  writeFileSync(secretsFile, JSON.stringify(secrets));
  return { config: options.configFile, secrets: secretsFile, template: String(options.template) };
}

const root = path.resolve(import.meta.dirname, '../..');
const cli = `
  import { local } from ${JSON.stringify(path.join(root, 'local/main.ts'))};
  process.exitCode = await local(process.argv.slice(1));`;

/** The answer of the function of these tests. */
interface Instance {
  pid: number;
  execArgv: string[];
}

interface Running {
  child: ChildProcess;
  ready: Ready;
  cwd: string;
  out(): string;
  errors(): string;
}

/** The command in a process of its own, once it is ready. */
async function run(...argv: string[]): Promise<Running> {
  const cwd = temporaryFolder();
  const tsx = path.join(root, 'node_modules/tsx/dist/esm/index.mjs');
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', cli, '--', ...argv], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let errors = '';
  child.stdout.on('data', (part) => {
    out += String(part);
  });
  child.stderr.on('data', (part) => {
    errors += String(part);
  });
  await vi.waitFor(() => expect(out, errors).toContain('\n'), { timeout: 30_000 });
  return { child, ready: JSON.parse(out) as Ready, cwd, out: () => out, errors: () => errors };
}

describe('the command', () => {
  it('names the missing options of both files at once', async () => {
    const folder = temporaryFolder();
    expect(await command('--config', `${folder}/none.json`, '--secrets', folder)).toEqual({
      code: 2,
      out: '',
      errors: [
        `The file of the configuration, ${folder}/none.json, does not exist.`,
        `The file of the secrets, ${folder}, is a directory.`,
      ],
    });
  });

  it('names every fault in them, and never a secret', async () => {
    const folder = temporaryFolder();
    const [config, bad, wrong] = ['config.json', 'bad.json', 'wrong.json'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(config, '{"stage":"UP","lanes":{}}');
    writeFileSync(bad, '{"name": hunter2}');
    writeFileSync(wrong, '{"one":1,"two":"","three":["hunter2"]}');
    const first = await command('--config', config, '--secrets', bad, '--port', 'x', '--dynamodb', 'y');
    expect(first.code).toBe(2);
    expect(first.errors).toEqual([
      expect.stringMatching(/config\.json: \/stage: .* \(found string of 2 characters\); /),
      expect.stringMatching(/config\.json: \/lanes: name at least one lane/),
      `The secrets ${bad} are not JSON.`,
      'The port x is no number from 0 to 65535.',
      'The database y is not known: name dynalite or dynamodb-local.',
    ]);
    const second = await command('--config', config, '--secrets', wrong);
    expect(second.errors.filter((line) => line.includes('wrong.json'))).toEqual(
      ['one', 'two', 'three'].map((name) => `${wrong}: the secret ${name} is neither filled text nor an object.`),
    );
    expect([...first.errors, ...second.errors].join()).not.toContain('hunter2');
  });

  it('names every field that credentials lack, and none of their values', async () => {
    const { config, secrets: file, template } = files();
    writeFileSync(
      file,
      JSON.stringify({ 'test/credentials': { clientId: 'hunter2', password: '' }, 'test/token': 't' }),
    );
    const { code, errors } = await command('--config', config, '--secrets', file, '--template', template);
    expect(code).toBe(2);
    expect(errors).toEqual(
      [
        'clientSecret must be filled text, and is nothing.',
        'username must be filled text, and is nothing.',
        'password must be filled text, and is empty string.',
      ].map((fault) => `The secret test/credentials: ${fault}`),
    );
    expect(errors.join()).not.toContain('hunter2');
  });

  it('names every secret without a value', async () => {
    const { config, secrets: file, template } = files();
    writeFileSync(file, '{}');
    const { code, errors } = await command('--config', config, '--secrets', file, '--template', template);
    expect([code, errors]).toEqual([
      2,
      [expect.stringContaining('test/token'), expect.stringContaining('test/credentials')],
    ]);
  });

  it.each([
    [
      'that the configuration does not have',
      'toll',
      [],
      /^--lanes: each lane must be in the configuration \(found toll, /,
    ],
    ['that nobody knows', 'tol', [], /^--lanes: each lane must be called like an authority, /],
    [
      'beside a template',
      'delta-h7',
      ['--template', 'x'],
      /^A synthesized template has its lanes: leave out --lanes or /,
    ],
  ])('refuses lanes %s', async (_, lanes, more, fault) => {
    const { config, secrets: file } = files();
    const { code, errors } = await command('--config', config, '--secrets', file, '--lanes', lanes, ...more);
    expect([code, errors]).toEqual([2, [expect.stringMatching(fault)]]);
  });

  it.each([
    ['no files', [], ['The option --config FILE is missing.', 'The option --secrets FILE is missing.']],
    [
      'an option that it does not have',
      ['--confg', 'x'],
      [expect.stringContaining("'--confg'"), 'See --help for the options.'],
    ],
  ])('refuses %s', async (_, argv, errors) => {
    expect(await command(...argv)).toEqual({ code: 2, out: '', errors });
  });

  it('prints its help', async () => {
    const { code, out } = await command('--help');
    expect([code, out]).toEqual([0, expect.stringContaining('--config FILE')]);
  });

  it('names a port that is taken, before anything is synthesized', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { config, secrets: file } = files();
    const before = performance.now();
    expect(await command('--config', config, '--secrets', file, '--port', String(port))).toEqual({
      code: 1,
      out: '',
      errors: [`Port ${port} on 127.0.0.1 is in use; name another with --port, or leave it out for a free one.`],
    });
    expect(performance.now() - before).toBeLessThan(2500);
  });

  it('names a Java that is missing, where DynamoDB Local is asked for', async () => {
    const { config, secrets: file, template } = files();
    vi.stubEnv('PATH', temporaryFolder());
    vi.stubEnv('JAVA_HOME', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const asked = await command(
      '--config',
      config,
      '--secrets',
      file,
      '--template',
      template,
      '--dynamodb',
      'dynamodb-local',
    );
    expect([asked.code, asked.errors]).toEqual([1, [expect.stringContaining('DynamoDB Local needs Java 17 or newer')]]);
  });

  it('names a template that cannot run', async () => {
    const { config, secrets: file } = files();
    const folder = temporaryFolder();
    const { code, errors } = await command('--config', config, '--secrets', file, '--template', folder);
    expect([code, errors]).toEqual([1, [expect.stringContaining('manifest.json cannot be read')]]);
  });
});

describe('the command that runs', () => {
  it('prints one line, announces itself, and finishes its work at SIGTERM', async () => {
    const given = files();
    const { child, ready, cwd, out, errors } = await run(
      '--config',
      given.config,
      '--secrets',
      given.secrets,
      '--template',
      given.template,
    );
    expect(out()).toBe(`${JSON.stringify(ready)}\n`);
    const pid = Number(child.pid);
    expect(announcedGateways(cwd)).toEqual([
      { ...ready, pid, config: given.config, stage: 'test', startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    ]);

    const slow = fetch(`${ready.callbackUrl}/?ms=400`);
    await vi.waitFor(() => expect(errors()).toBe('called\n'), { timeout: 20_000 });
    child.kill('SIGTERM');
    const answer = await slow;
    expect(answer.status).toBe(200);
    const { pid: instance, execArgv } = (await answer.json()) as Instance;
    // The command itself runs under tsx; a function starts as plainly as in Lambda.
    expect(execArgv).toEqual([]);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await vi.waitFor(() => expect(isAlive(instance)).toBe(false), { timeout: 20_000 });
    expect(readdirSync(path.join(cwd, '.declarant/running'))).toEqual([]);
    expect(announcedGateways(cwd)).toEqual([]);
    // One line on each: whatever else was said would have broken a reader of the first.
    expect([out().split('\n').length, errors()]).toEqual([2, 'called\n']);
  });

  it('takes its functions with it when it is killed, and is not found any more', async () => {
    const given = files();
    const { child, ready, cwd, errors } = await run(
      '--config',
      given.config,
      '--secrets',
      given.secrets,
      '--template',
      given.template,
    );
    const { pid: instance } = (await (await fetch(`${ready.callbackUrl}/?ms=0`)).json()) as Instance;
    expect(isAlive(instance)).toBe(true);
    const busy = fetch(`${ready.callbackUrl}/?ms=60000`).catch(() => 'cut');
    // The same instance, which then has something of its own that keeps it alive.
    await vi.waitFor(() => expect(errors()).toBe('called\ncalled\n'), { timeout: 20_000 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await busy).toBe('cut');
    await vi.waitFor(() => expect(isAlive(instance)).toBe(false), { timeout: 20_000 });
    expect(existsSync(path.join(cwd, '.declarant/running', `${child.pid}.json`))).toBe(true);
    expect(announcedGateways(cwd)).toEqual([]);
    expect(existsSync(path.join(cwd, '.declarant/running', `${child.pid}.json`))).toBe(false);
  });
});

describe('the gateways that run', () => {
  it('are those whose process is alive, the newest first; other files are left alone', () => {
    const cwd = temporaryFolder();
    expect(announcedGateways(cwd)).toEqual([]);
    const folder = path.join(cwd, '.declarant/running');
    mkdirSync(folder, { recursive: true });
    const write = (name: string, content: unknown) => writeFileSync(path.join(folder, name), JSON.stringify(content));
    write('1.json', { pid: process.pid, startedAt: '2026-01-01T00:00:00.000Z' });
    write('2.json', { pid: process.ppid, startedAt: '2026-01-02T00:00:00.000Z' });
    write('3.json', { startedAt: 'none' });
    write('note.json', {});
    expect(announcedGateways(cwd).map(({ pid }) => pid)).toEqual([process.ppid, process.pid]);
    expect(readdirSync(folder).toSorted()).toEqual(['1.json', '2.json', 'note.json']);
    expect(readFileSync(path.join(folder, 'note.json'), 'utf8')).toBe('{}');
  });
});
