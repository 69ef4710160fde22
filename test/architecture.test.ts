import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityNames, inboundMessages, outboundMessages } from '../schemas/catalogue.ts';
import { circlesOf } from './support/circles.ts';
import { filesBelow, foldersIn, root } from './support/files.ts';
import { type Import, importsIn, importsOf } from './support/imports.ts';
import { type Room, rooms } from './support/rooms.ts';
import { nameOf, nodesOf } from './support/syntax.ts';

/**
 * Files that may load modules known only at run time: the bundles that they run, the insides of a stand-in's package.
 */
const loaders = [
  'local/lambda/runtime.ts',
  'local/stand-ins/consumed-units.ts',
  'local/stand-ins/dynalite-worker.ts',
  'local/stand-ins/queues.ts',
];

const isSource = (file: string) => /\.[mc]?[jt]sx?$/.test(file);
const sources = [...new Set(rooms.map(({ folder }) => folder.split('/')[0] as string))]
  .flatMap(filesBelow)
  .filter(isSource);
const tests = filesBelow('test').filter(isSource);
const imports = new Map([...sources, ...tests].map((file) => [file, importsOf(file)]));
const roomOf = (file: string) => rooms.find(({ folder }) => file.startsWith(folder));

/** The imports of a file that its room may not know. */
function trespasses(file: string, room: Room, of: readonly Import[] = imports.get(file) ?? []): string[] {
  return of.filter((one) => !mayImport(file, one, room)).map(({ target }) => `${file} imports ${target}`);
}

function mayImport(file: string, { of, target }: Import, { folder, mayKnow, butNot = [], packages }: Room): boolean {
  if (of === 'unknown') return loaders.includes(file);
  if (of === 'package') return !packages || packages.test(target);
  const begins = (beginning: string) => target.startsWith(beginning);
  return [folder, ...mayKnow].some(begins) && !butNot.some(begins);
}

describe('who may know whom', () => {
  it.each(rooms)('$folder keeps to its room', (room) => {
    const files = sources.filter((file) => roomOf(file) === room);
    expect(files.flatMap((file) => trespasses(file, room))).toEqual([]);
  });

  it('has a room for every source', () => {
    const folders = foldersIn('').filter((folder) => !/^(test|node_modules|cdk\.out|coverage|\..*)$/.test(folder));
    const homeless = folders.flatMap(filesBelow).filter((file) => isSource(file) && !roomOf(file));
    expect(homeless).toEqual([]);
  });

  it.each([
    ["import { a } from 'X';"],
    ["import a from 'X';"],
    ["import * as a from 'X';"],
    ["import 'X';"],
    ["import type { A } from 'X';"],
    ["import {\n  a,\n  type B,\n} from\n  'X';"],
    ["import x from 'X' with { type: 'json' };"],
    ["export { a } from 'X';"],
    ["export type { A } from 'X';"],
    ["export * from 'X';"],
    ["export * as a from 'X';"],
    ["const a = await import('X');"],
    ['const a = await import("X");'],
    ['const a = await import(`X`);'],
    ["const a = await import(/* for later */ 'X');"],
    ["const a = () => import(\n  'X'\n);"],
    ["type A = import('X').A;"],
    ["type A = typeof import('X');"],
    ["import a = require('X');"],
    ["const a = require('X');"],
    ["const a = require.resolve('X');"],
    ["const a = import.meta.resolve('X');"],
    ["import { createRequire } from 'node:module'; createRequire(import.meta.url)('X');"],
    ["import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); load(`X`);"],
    ["import { createRequire as make } from 'node:module'; const load = make(import.meta.filename); load('X');"],
    ["import * as module from 'node:module'; const load = module.createRequire(import.meta.url); load('X');"],
  ])('sees %s', (text) => {
    const of = (specifier: string) =>
      importsIn(text.replace('X', specifier), 'schemas/delta-h7/index.ts').filter(
        ({ target }) => target !== 'node:module',
      );
    expect(of('../../infra/lanes/lane.ts')).toMatchObject([{ of: 'file', target: 'infra/lanes/lane.ts' }]);
    expect(of(path.join(root, 'infra/lanes/lane.ts'))).toMatchObject([{ of: 'file', target: 'infra/lanes/lane.ts' }]);
    expect(of('aws-cdk-lib')).toMatchObject([{ of: 'package', target: 'aws-cdk-lib' }]);
    const schemas = rooms[0] as Room;
    expect(trespasses('schemas/delta-h7/index.ts', schemas, of('../../infra/lanes/lane.ts'))).toHaveLength(1);
    expect(trespasses('schemas/delta-h7/index.ts', schemas, of('aws-cdk-lib'))).toHaveLength(1);
  });

  it.each([
    ["// import { a } from 'X';"],
    ["/* import { a } from 'X'; */"],
    ["/** `import('X')` */"],
    ['const a = "import { a } from \'X\'";'],
    ["const a = `import('X')`;"],
    ["const a = { require: (name: string) => name }.require('X');"],
    ["const a = new URL('X', import.meta.url);"],
  ])('sees no import in %s', (text) => {
    expect(importsIn(text.replace('X', './lane.ts'), 'infra/lanes/lanes.ts')).toEqual([]);
  });

  it.each([
    ['const a = await import(name);'],
    ['const a = await import(`./` + name);'],
    ["const a = await import('./' + name);"],
    ["import { createRequire } from 'node:module'; createRequire(elsewhere)('./db');"],
  ])('takes no import on trust of which only running it would tell: %s', (text) => {
    const desk = rooms.find(({ folder }) => folder === 'desk/') as Room;
    expect(trespasses('desk/main.ts', desk, importsIn(text, 'desk/main.ts'))).toEqual([
      'desk/main.ts imports what only running it would tell',
    ]);
  });

  it.each([
    ['schemas/catalogue.ts', '../functions/ledger/ledger.ts'],
    ['functions/send/batch.ts', '../authorities/delta-h7/judge.ts'],
    ['functions/receive/keep.ts', '../authorities/delta-h7/index.ts'],
    ['functions/ledger/ledger.ts', '../send/ports.ts'],
    ['functions/ledger/ledger.ts', '../tokens/secrets.ts'],
    ['functions/authorities/delta-h7/index.ts', '../registry.ts'],
    ['functions/send/sender.ts', '../../test/support/messages.ts'],
    ['functions/send/sender.ts', '../authorities/registry.ts'],
    ['functions/authorities/delta-h7/index.ts', '../../send/sender.ts'],
    ['functions/ledger/items.ts', '../../bench/main.ts'],
    ['infra/lanes/lane.ts', '../../functions/send/sender.ts'],
    ['local/main.ts', '../functions/ledger/ledger.ts'],
    ['local/main.ts', '../test/support/files.ts'],
    ['local/start/simulators.ts', '../simulators/delta-h7/index.ts'],
    ['local/start/simulators.ts', '../simulators/support/agenda.ts'],
    ['local/simulators/support/agenda.ts', '../delta-h7/index.ts'],
    ['local/simulators/support/agenda.ts', '../../../schemas/catalogue.ts'],
    ['local/simulators/toll/entry.ts', '../delta-h7/index.ts'],
    ['local/simulators/delta-h7/entry.ts', '../registry.ts'],
    ['local/simulators/delta-h7/entry.ts', '../../../schemas/delta-h7/credentials.ts'],
    ['local/simulators/delta-h7/checks/checks.ts', '../../../../schemas/delta-h7/rules.ts'],
    ['local/simulators/delta-h7/checks/checks.ts', '../../../../schemas/check-submission.ts'],
    ['desk/main.ts', '../functions/authorities/delta-h7/authenticate.ts'],
    ['desk/main.ts', '../functions/send/claim.ts'],
    ['desk/main.ts', './authorities/delta-h7/resync.ts'],
    ['desk/authorities/words.ts', './delta-h7/index.ts'],
    ['desk/authorities/delta-h7/index.ts', '../registry.ts'],
    ['desk/authorities/delta-h7/resync.ts', '../../../functions/send/claim.ts'],
    ['desk/main.ts', '../test/support/messages.ts'],
    ['desk/main.ts', '../../elsewhere.ts'],
    ['bin/declarant.mjs', '../desk/terminal/table.ts'],
  ])('would not let %s know %s', (file, specifier) => {
    expect(trespasses(file, roomOf(file) as Room, importsIn(`import '${specifier}';`, file))).toHaveLength(1);
  });

  it('lets no circle of imports be, of types neither', () => {
    const graph = [...imports].map(([file, of]) => [file, of.map(({ target }) => target)] as const);
    expect(circlesOf(new Map(graph))).toEqual([]);
  });

  it('would see a circle', () => {
    const graph = {
      a: ['b', 'x'],
      b: ['c'],
      c: ['d', 'b'],
      d: ['e'],
      e: ['e'],
      f: ['a', 'f2'],
      f2: ['f'],
      y: ['gone'],
    };
    const circles = circlesOf(new Map(Object.entries({ ...graph, x: [] })));
    expect(circles.sort()).toEqual([['b', 'c'], ['e'], ['f', 'f2']]);
  });
});

describe('a simulator judges by its own reading of the contract', () => {
  /** The fields that it may read of a message of the catalogue: its name, where it is called, and by what its routes come. */
  const readable = new Set(['message', 'direction', 'path', 'routes', 'by']);
  const messages = authorityNames.flatMap((name) => [...outboundMessages(name), ...inboundMessages(name)]);
  const rules = new Set(messages.flatMap((one) => Object.keys(one)).filter((name) => !readable.has(name)));
  const files = sources.filter((file) => file.startsWith('local/simulators/'));
  const readers = files.filter((file) => imports.get(file)?.some(({ target }) => target === 'schemas/catalogue.ts'));

  /** The fields of these names that a text reads of an object: by a dot, in brackets or destructured. */
  function readIn(text: string, file: string): string[] {
    const nodes = nodesOf(text, file);
    const members = nodes
      .filter(({ type }) => type === 'MemberExpression')
      .map((node) => nameOf(node['property'] as never));
    const taken = nodes
      .filter(({ type }) => type === 'ObjectPattern')
      .flatMap((node) => (node['properties'] as { key?: never }[]).map(({ key }) => nameOf(key)));
    return [...members, ...taken].filter((name) => rules.has(name));
  }

  it('takes paths alone of the catalogue', () => {
    expect(readers).not.toEqual([]);
    const read = readers.flatMap((file) =>
      readIn(readFileSync(path.join(root, file), 'utf8'), file).map((name) => `${file} reads ${name}`),
    );
    expect(read).toEqual([]);
  });

  it.each([
    "outboundMessages('delta-h7')[0].rules",
    "outboundMessages('delta-h7')[0]?.['schema']()",
    "outboundMessages('delta-h7').map(({ submission }) => submission())",
    "const { facts: read } = inboundMessages('delta-h7')[0]",
  ])('would see it use a rule: %s', (text) => {
    expect(readIn(text, 'local/simulators/delta-h7/checks/checks.ts')).toHaveLength(1);
  });
});
