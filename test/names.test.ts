import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './support/files.ts';
import { type Node, nameOf, nodesOf } from './support/syntax.ts';

/** Names that several files export for one and the same reason. */
const shared: Readonly<Record<string, string>> = { handler: 'Lambda calls the function of a bundle by this name' };

/**
 * The side that a file is on. An authority's folders have names of their own, so that two authorities may call the same
 * thing by the same word. A simulator writes down the same contract a second time, by its own reading.
 */
function sideOf(file: string): string {
  const [, simulated] = /^local\/simulators\/([\w-]+)\//.exec(file) ?? [];
  const [, authority] = /^(?:schemas|(?:functions|desk)\/authorities)\/([\w-]+)\//.exec(file) ?? [];
  if (simulated && simulated !== 'support') return `simulator of ${simulated}`;
  return authority && authority !== 'documents' && authority !== 'calling' ? authority : 'house';
}

/** The names that a file defines and exports; what it passes on from elsewhere under the same name is not its own. */
function exportsIn(text: string, file: string): string[] {
  const nodes = nodesOf(text, file);
  const imported = new Set(
    nodes.filter(({ type }) => /^Import\w*Specifier$/.test(type)).map((node) => nameOf(node['local'] as Node)),
  );
  const names = nodes
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .flatMap((node) => {
      const declared = node['declaration'] as Node | null;
      if (declared) return declared['id'] ? [nameOf(declared['id'] as Node)] : variablesOf(declared);
      return (node['specifiers'] as Node[]).flatMap((one) => {
        const [local, name] = [nameOf(one['local'] as Node), nameOf(one['exported'] as Node)];
        return local === name && (node['source'] || imported.has(local)) ? [] : [name];
      });
    });
  return [...new Set(names)];
}

function variablesOf(declaration: Node): string[] {
  return (declaration['declarations'] as { id: Node }[]).flatMap(({ id }) => bound(id));
}

/** The names that a pattern binds. */
function bound(pattern: Node | null): string[] {
  if (pattern?.type === 'Identifier') return [nameOf(pattern)];
  const parts = (pattern?.['properties'] ?? pattern?.['elements'] ?? []) as Node[];
  return parts.flatMap((part) => bound((part?.['value'] ?? part?.['argument'] ?? part) as Node | null));
}

/** Each name that files meet under: both in the house, both of one side, or one of them in the house. */
function homonyms(files: ReadonlyMap<string, readonly string[]>): string[] {
  const owners = new Map<string, string[]>();
  for (const [file, names] of files) {
    for (const name of names) owners.set(name, [...(owners.get(name) ?? []), file]);
  }
  return [...owners].flatMap(([name, all]) => {
    const sides = all.map(sideOf);
    const meet = all.length > 1 && (sides.includes('house') || new Set(sides).size < sides.length);
    return meet && !(name in shared) ? [`${name}: ${all.join(', ')}`] : [];
  });
}

describe('one name stands for one thing', () => {
  const files = ['functions', 'desk', 'infra', 'schemas', 'local']
    .flatMap(filesBelow)
    .filter((file) => /\.tsx?$/.test(file));
  const exported = new Map(files.map((file) => [file, exportsIn(readFileSync(path.join(root, file), 'utf8'), file)]));

  it('exports no name from two files', () => {
    expect(homonyms(exported)).toEqual([]);
  });

  it('shares only names that files do share', () => {
    const all = [...exported.values()].flat();
    expect(Object.keys(shared).filter((name) => all.filter((one) => one === name).length < 2)).toEqual([]);
  });

  it.each([
    ['export const Answer = 1;'],
    ['export const { Answer } = all;'],
    ['export const { one: [Answer] } = all;'],
    ['export function Answer() {}'],
    ['export async function* Answer() {}'],
    ['export class Answer {}'],
    ['export interface Answer {}'],
    ['export type Answer = string;'],
    ['export enum Answer {}'],
    ['class Answer {} export { Answer };'],
    ["export { other as Answer } from './other.ts';"],
  ])('would see %s', (text) => {
    const both = (one: string, other: string) =>
      homonyms(new Map([one, other].map((file) => [file, exportsIn(text, file)])));
    expect(both('desk/answer.ts', 'local/answer.ts')).toEqual(['Answer: desk/answer.ts, local/answer.ts']);
    expect(both('desk/answer.ts', 'schemas/toy/answer.ts')).toHaveLength(1);
    expect(both('desk/answer.ts', 'local/simulators/toy/answer.ts')).toHaveLength(1);
    expect(both('schemas/toy/answer.ts', 'functions/authorities/toy/answer.ts')).toHaveLength(1);
    expect(both('schemas/documents/answer.ts', 'schemas/toy/answer.ts')).toHaveLength(1);
    expect(both('schemas/toy/answer.ts', 'schemas/other/answer.ts')).toEqual([]);
    expect(both('schemas/toy/answer.ts', 'local/simulators/toy/answer.ts')).toEqual([]);
  });

  it.each([
    ["export { Answer } from './other.ts';"],
    ["import { Answer } from './other.ts'; export { Answer };"],
    ["import type { Answer } from './other.ts'; export const answer = {} as Answer;"],
    ['const Answer = 1; export default Answer;'],
    ['export const one = { Answer: 1 };'],
  ])('takes %s for no name of its own', (text) => {
    expect(exportsIn(text, 'desk/answer.ts')).not.toContain('Answer');
  });
});
