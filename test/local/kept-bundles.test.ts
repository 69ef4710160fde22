import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { withKeptBundle } from '../../infra/kept-bundle.ts';
import { keptBundles } from '../../local/kept-bundles.ts';
import { temporaryFolder } from './support/folder.ts';

const now = Date.now();
const DAY_MS = Duration.days(1).toMilliseconds();

function sources(): string {
  const root = temporaryFolder();
  for (const folder of ['functions/send', 'schemas', 'infra', 'node_modules'])
    mkdirSync(path.join(root, folder), { recursive: true });
  for (const file of ['infra/bundling.ts', 'package-lock.json', 'tsconfig.json', 'functions/send/handler.ts'])
    writeFileSync(path.join(root, file), `// ${file}`);
  return root;
}

it.each([
  ['a source is changed', 'functions/send/handler.ts', 'throw 1;'],
  ['a source is added', 'schemas/new.ts', ''],
  ['a source moves, with its text', 'functions/handler.ts', '// functions/send/handler.ts'],
  ['a package changes', 'package-lock.json', '{}'],
  ['the settings of the bundles change', 'infra/bundling.ts', ''],
])('bundles are kept apart once %s', (_, file, text) => {
  const root = sources();
  const before = keptBundles(root, now);
  expect(keptBundles(root, now)).toBe(before);
  writeFileSync(path.join(root, file), text);
  expect(keptBundles(root, now)).not.toBe(before);
});

it('bundles that nothing asked for within a day are removed, and no others', () => {
  const root = sources();
  const first = keptBundles(root, now);
  writeFileSync(path.join(root, 'tsconfig.json'), '{}');
  const second = keptBundles(root, now);
  expect(existsSync(first)).toBe(true);
  utimesSync(first, (now - 2 * DAY_MS) / 1000, (now - 2 * DAY_MS) / 1000);
  keptBundles(root, now);
  expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
});

it('a bundle is taken from there by all that it is made from, and otherwise left there by the one that makes it', () => {
  const folder = temporaryFolder();
  const stack = new Stack(new App({ context: { keptBundles: folder } }));
  const made = { entry: '/functions/send/handler.ts', bundling: { define: { A: '1' } } };
  const first = withKeptBundle(stack, made);
  expect(first).toMatchObject(made);
  const commands = first.bundling?.commandHooks?.afterBundling('/in', '/out') ?? [];
  const [, kept = ''] = /^mkdir -p "(.+)"$/.exec(commands[0] ?? '') ?? [];
  expect(commands.at(-1)).toContain(`"${kept}/index.mjs"`);
  mkdirSync(kept);
  writeFileSync(path.join(kept, 'index.mjs'), 'export {};');
  expect(withKeptBundle(stack, made)).toMatchObject({ code: { path: kept }, handler: 'index.handler' });
  expect(withKeptBundle(stack, { ...made, bundling: { define: { A: '2' } } })).not.toHaveProperty('code');
});

it('a deployment bundles anew', () => {
  const made = { entry: '/functions/send/handler.ts', bundling: {} };
  expect(withKeptBundle(new Stack(new App()), made)).toBe(made);
  expect(readFileSync('cdk.json', 'utf8')).not.toContain('keptBundles');
});
