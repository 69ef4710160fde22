import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../local/listen.ts';
import { ended } from '../desk/support/cli.ts';
import { filesBelow, root } from '../support/files.ts';

/** Each registry's line for the stub, with the import that it needs, if any. */
const registries = {
  'schemas/catalogue.ts': ["import { stub } from './stub/index.ts';", 'stub'],
  'schemas/settings.ts': ["import { stubSettings } from './stub/settings.ts';", 'stub: stubSettings'],
  'functions/authorities/registry.ts': ["import { makeStub } from './stub/index.ts';", 'stub: makeStub'],
  'local/simulators/registry.ts': ["import { stubSimulator } from './stub/index.ts';", 'stub: stubSimulator'],
  'desk/authorities/registry.ts': ["import { stubDesk } from './stub/index.ts';", 'stub: stubDesk'],
  'test/words.ts': ['', 'stub: /\\bNoted\\b/'],
  'test/budgets/allowances.ts': [
    '',
    'stub: { bytes: 760_000, evaluated: { modules: 620, bytes: 560_000 }, packages: { ...sender, ours: 140_000 } }',
  ],
} as const;
type Registry = keyof typeof registries;
const names = Object.keys(registries) as Registry[];

/** The tests that look at every authority: of words and rooms, documents, schemas, and of the desk's commands and help. */
const tested = [
  ...['test/leak.test.ts', 'test/architecture.test.ts', 'test/names.test.ts', 'test/budgets', 'test/documents'],
  ...['test/schemas', 'test/desk/wrapped.test.ts', 'test/desk/init.test.ts'],
  ...['main', 'schema', 'check', 'submissions', 'command-line'].map((name) => `test/desk/${name}.test.ts`),
  ...['main', 'schema', 'check', 'submissions', 'init'].map((name) => `test/delta-h7/desk/${name}.test.ts`),
];

/** The product with its tests. */
const copied = [
  ...['schemas', 'functions', 'infra', 'local', 'desk', 'bin', 'bench', 'samples', 'docs', 'test'],
  ...['README.md', 'package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json', 'vitest.config.ts'],
];

const share = { perSecond: 10, perHour: 1000 };

describe('[docs/authorities.md] an authority that is added', { timeout: 1_200_000 }, () => {
  let copy: string;

  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'stub-'));
    for (const one of copied) cpSync(path.join(root, one), path.join(copy, one), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    cpSync(path.join(root, 'test/stub/authority'), copy, { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  /** Adds the stub to a registry: an import, and a line beside the authority that is there. */
  function enter(registry: Registry): void {
    const file = path.join(copy, registry);
    const [imported, line] = registries[registry];
    const text = readFileSync(file, 'utf8').replace(/^import /m, imported ? `${imported}\nimport ` : 'import ');
    const entered = text.replace(/\{\s+('delta-h7': [^}]+?),?\s+\}/, (_, other: string) => `{ ${other}, ${line} }`);
    expect(entered).not.toBe(text);
    writeFileSync(file, entered);
  }
  async function run(command: string, ...args: string[]) {
    const { code, out, err } = await ended(spawn(command, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] }));
    return { code, text: `${out}${err}` };
  }

  it('does not compile without its line in each registry, and with them it does', async () => {
    enter('schemas/catalogue.ts');
    const types = () => run('npx', 'tsc', '--project', '.');
    const { text } = await types();
    for (const registry of names.slice(1)) expect(text).toContain(registry);

    for (const registry of names.slice(1)) enter(registry);
    expect(await types()).toEqual({ code: 0, text: '' });
  });

  it('touches nothing but its folders and those lines, and the tests that look at every authority pass', async () => {
    const own = filesBelow('test/stub/authority').map((file) => path.relative('test/stub/authority', file));
    const folders = own.map((file) => path.dirname(file));
    expect(new Set(folders)).toEqual(
      new Set(['schemas', 'functions/authorities', 'local/simulators', 'desk/authorities'].map((one) => `${one}/stub`)),
    );
    const config = path.join(copy, 'samples/config.example.json');
    const example = JSON.parse(readFileSync(config, 'utf8'));
    const lane = { baseUrl: 'https://stub.example', credentialsSecret: 'declarant/prod/stub/credentials', share };
    writeFileSync(config, JSON.stringify({ ...example, lanes: { ...example.lanes, stub: lane } }));
    expect(await run('npm', 'run', 'documents')).toMatchObject({ code: 0 });
    const { code, text } = await run('npx', 'vitest', 'run', ...tested);
    expect(text).toContain('passed');
    expect({ code, text: code === 0 ? '' : text }).toEqual({ code: 0, text: '' });
  });

  it('would not get a word of its own past the test: from its contract, or from its list', async () => {
    const file = 'functions/send/batch.ts';
    const text = readFileSync(path.join(copy, file), 'utf8');
    const planted = ['// The stub notes it.', 'const makeStub = 1;', '// Its entry number.', '// Noted.'];
    writeFileSync(path.join(copy, file), [text, ...planted].join('\n'));
    const leak = await run('npx', 'vitest', 'run', 'test/leak.test.ts');
    writeFileSync(path.join(copy, file), text);
    expect(leak.code).toBe(1);
    for (const line of planted) expect(leak.text).toContain(line);
  });

  it('is filed with by the gateway that is synthesized from it, from the queue to the platform, without callbacks', async () => {
    const server = createServer();
    const port = await listen(server);
    await closeServer(server);
    const write = (file: string, content: object) => writeFileSync(path.join(copy, file), JSON.stringify(content));
    const secret = 'declarant/local/stub';
    const lane = { baseUrl: `http://127.0.0.1:${port}`, credentialsSecret: secret, share };
    write('config.json', { stage: 'stub', lanes: { stub: lane }, platforms: ['shop-1'] });
    write('secrets.json', { [secret]: JSON.stringify({ key: 'a-key' }) });
    mkdirSync(path.join(copy, 'own'));
    const sample = (number: string, text: string, expected: object) =>
      write(`own/${number}.json`, {
        title: `A notice of ${text}`,
        expect: expected,
        submission: { authority: 'stub', message: 'Notice', platform: 'shop-1', payload: { number, text } },
      });
    sample('01-fair', 'a fair', { status: 'answered', state: 'noted', entryNumber: true });
    sample('02-nothing', 'nothing', { status: 'refused', state: null, errors: ['STUB_1'] });

    const files = ['--config', 'config.json', '--secrets', 'secrets.json', '--samples', 'own'];
    const { code, text } = await run('node', 'bin/declarant.mjs', 'start', '--exit', ...files);
    expect(text).toContain('2 of 2');
    expect(code).toBe(0);
  });
});
