import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../local/listen.ts';
import { filesBelow, root } from '../support/files.ts';

/** Each registry's line for the stub, with the import that it needs. */
const registries = {
  'schemas/catalogue.ts': ["import { stub } from './stub/index.ts';", 'stub'],
  'schemas/settings.ts': ["import { stubSettings } from './stub/settings.ts';", 'stub: stubSettings'],
  'functions/authorities/registry.ts': ["import { makeStub } from './stub/index.ts';", 'stub: makeStub'],
  'local/simulators/registry.ts': ["import { stubSimulator } from './stub/index.ts';", 'stub: stubSimulator'],
  'desk/authorities/registry.ts': ["import { stubDesk } from './stub/index.ts';", 'stub: stubDesk'],
} as const;
type Registry = keyof typeof registries;
const names = Object.keys(registries) as Registry[];

/** The product, and the tests that hold its rooms apart. */
const copied = [
  ...['schemas', 'functions', 'infra', 'local', 'desk', 'bin', 'bench', 'samples', 'docs', 'test'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json', 'vitest.config.ts'],
];

describe('[docs/authorities.md] an authority that is added', () => {
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
    const text = readFileSync(file, 'utf8').replace(/^import /m, `${imported}\nimport `);
    const entered = text.replace(/\{ ('delta-h7': [^}]+) \}/, `{ $1, ${line} }`);
    expect(entered).not.toBe(text);
    writeFileSync(file, entered);
  }
  function run(command: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
    return { status, text: `${stdout}${stderr}`, stdout };
  }

  it('does not compile without its line in each registry, and with them it does', () => {
    enter('schemas/catalogue.ts');
    const project = { extends: './tsconfig.json', include: ['schemas', 'functions', 'infra', 'local', 'desk', 'bin'] };
    writeFileSync(path.join(copy, 'tsconfig.product.json'), JSON.stringify(project));
    const types = () => run('npx', 'tsc', '--project', 'tsconfig.product.json');
    const { text } = types();
    for (const registry of names.slice(1)) expect(text).toContain(registry);

    for (const registry of names.slice(1)) enter(registry);
    expect(types()).toMatchObject({ status: 0, text: '' });
  });

  it('touches nothing but its folders and those lines, no other file knows its words, and its names are right', () => {
    const own = filesBelow('test/stub/authority').map((file) => path.relative('test/stub/authority', file));
    const folders = own.map((file) => path.dirname(file));
    expect(new Set(folders)).toEqual(
      new Set(['schemas', 'functions/authorities', 'local/simulators', 'desk/authorities'].map((one) => `${one}/stub`)),
    );
    const { status, text } = run('npx', 'vitest', 'run', 'leak.test.ts', 'architecture.test.ts', 'contract-names');
    expect(text).toContain('passed');
    expect({ status, text: status === 0 ? '' : text }).toEqual({ status: 0, text: '' });
  });

  it('is filed with by the gateway that is synthesized from it, from the queue to the platform, without callbacks', async () => {
    const server = createServer();
    const port = await listen(server);
    await closeServer(server);
    const write = (file: string, content: object) => writeFileSync(path.join(copy, file), JSON.stringify(content));
    const secret = 'declarant/local/stub';
    const share = { perSecond: 10, perHour: 1000 };
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
    const { status, text } = run('node', 'bin/declarant.mjs', 'start', '--exit', ...files);
    expect(text).toContain('2 of 2');
    expect(status).toBe(0);
  });
});
