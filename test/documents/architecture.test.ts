import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/files.ts';
import { importsOf } from '../support/imports.ts';

interface Way {
  name: string;
  /** Numbered lists of files, each in the order in which it is read. */
  lists: string[][];
}

/** Reads the ways of docs/architecture.md: the chapters with numbered lists of files. */
function waysIn(text: string): Way[] {
  const chapters = text.split(/^## /m).slice(1);
  return chapters.flatMap((chapter) => {
    const lists = chapter
      .split(/\n(?!\d+\. )/)
      .map((block) => [...block.matchAll(/^\d+\. \[`([^`]+)`\]\(\.\.\/([^)]+)\)/gm)].map(([, file = '']) => file))
      .filter((list) => list.length > 0);
    return lists.length > 0 ? [{ name: chapter.split('\n')[0] ?? '', lists }] : [];
  });
}

/** The faults of a list: a file that none above it imports, or that imports one above it. */
function faultsOf(list: readonly string[], importedBy: (file: string) => readonly string[]): string[] {
  return list.flatMap((file, n) => {
    const above = list.slice(0, n);
    const isLed = n === 0 || above.some((one) => importedBy(one).includes(file));
    const turnsBack = above.filter((one) => importedBy(file).includes(one));
    return [
      ...(isLed ? [] : [`${file} is imported by none above it`]),
      ...turnsBack.map((one) => `${file} imports ${one}, which is above it`),
    ];
  });
}

describe('docs/architecture.md', () => {
  const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const ways = waysIn(text);
  const imported = (file: string) => importsOf(file).map(({ target }) => target);

  it('has the ways of a message', () => {
    expect(ways.map(({ name }) => name)).toEqual([
      'The way of a Creation_H7',
      'The way of a State_H7',
      'The way of a parked message',
      "The way of a feed's item",
      'Where a 500 is handled',
    ]);
  });

  it.each(ways)('$name goes down without turning back', ({ lists }) => {
    expect(lists.flat().filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    expect(lists.flatMap((list) => faultsOf(list, imported))).toEqual([]);
    expect(new Set(lists.flat()).size, 'no file twice').toBe(lists.flat().length);
  });

  it('links each file that it names', () => {
    for (const [, named, linked] of text.matchAll(/^\d+\. \[`([^`]+)`\]\(\.\.\/([^)]+)\)/gm))
      expect(linked).toBe(named);
  });

  it('would be found to turn back', () => {
    const imports: Record<string, string[]> = { a: ['b'], b: ['c'], c: [] };
    const of = (file: string) => imports[file] ?? [];
    expect(faultsOf(['a', 'b', 'c'], of)).toEqual([]);
    expect(faultsOf(['b', 'a'], of)).toHaveLength(2);
    expect(faultsOf(['a', 'c'], of)).toEqual(['c is imported by none above it']);
  });
});
