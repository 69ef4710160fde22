import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityNames } from '../../schemas/catalogue.ts';
import { foldersIn, root } from '../support/files.ts';
import { importsOf } from '../support/imports.ts';
import { type Room, rooms, stores } from '../support/rooms.ts';

interface Way {
  name: string;
  /** Numbered lists of files, each in the order in which it is read. */
  lists: string[][];
}

/** Reads the ways of docs/architecture.md: the chapters with numbered lists of files. */
function waysIn(text: string): Way[] {
  const chapters = text.split(/^## /m).slice(1);
  return chapters.flatMap((chapter) => {
    // A list ends where another number one stands: an item may have several lines.
    const lists = chapter
      .split(/^(?=1\. )/m)
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

/** The rows of the table of folders: each folder of the first column, with the text of the second. */
function tableOfRooms(text: string): Map<string, string> {
  const [, chapter = ''] = text.split('## Who may know whom');
  const rows = [...chapter.matchAll(/^\| (`.*?) \| (.*) \|$/gm)];
  return new Map(
    rows.flatMap(([, folders = '', mayImport = '']) =>
      [...folders.matchAll(/`([^`]+)`/g)].map(([, folder = '']) => [folder, mayImport] as const),
    ),
  );
}

/** The folder of any authority or of any store, by which the table names all of them. */
function anyOf(folder: string): string {
  if (stores.includes(folder)) return 'functions/<store>/';
  const name = authorityNames.find((one) => folder.includes(`/${one}/`));
  return name ? folder.replace(`/${name}/`, '/<authority>/') : folder;
}

/** The folders that a row leaves out of those that its room may import. */
function leftOut({ mayKnow }: Room, row: string): string[] {
  return mayKnow
    .filter((folder) => folder !== '')
    .filter((folder) => ![folder, anyOf(folder)].some((one) => row.includes(`\`${one}`)))
    .filter((folder) => !stores.includes(folder) || !row.includes('the stores'));
}

describe('docs/architecture.md', () => {
  const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const ways = waysIn(text);
  const imported = (file: string) => importsOf(file).map(({ target }) => target);

  it('has the ways of a message', () => {
    expect(ways.map(({ name }) => name)).toEqual([
      'The way of a Creation_H7',
      'The way of a DRM',
      'The way of a request to OMEGA',
      'The way of a State_H7',
      'The way of an answer in a response',
      'The way of a following message',
      'The way of an unclear message',
      'The way of a parked message',
      "The way of a feed's item",
      'The archive',
      'Where a 500 is handled',
      "Where a lane's alarm comes from",
      'The way into the books',
      'The way of `declarant show`',
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

  it('says of every folder what it may import', () => {
    const table = tableOfRooms(text);
    expect(new Set(table.keys())).toEqual(new Set(rooms.map(({ folder }) => anyOf(folder))));
    const missing = rooms.flatMap((room) =>
      leftOut(room, table.get(anyOf(room.folder)) ?? '').map((folder) => `${room.folder}: ${folder}`),
    );
    expect(missing).toEqual([]);
  });

  it('would be found to leave one out', () => {
    const room = { folder: 'desk/', mayKnow: ['schemas/', ...stores] };
    expect(leftOut(room, '`schemas/`, the stores')).toEqual([]);
    expect(leftOut(room, '`schemas/`')).toEqual(stores);
    expect(leftOut(room, 'the stores')).toEqual(['schemas/']);
  });

  it('is read in whole lists, also where an item has several lines', () => {
    const item = (file: string) => `[\`${file}\`](../${file}) does this\n   and that.`;
    const list = `1. ${item('a.ts')}\n2. ${item('b.ts')}\n`;
    expect(waysIn(`## One\n\n${list}\nThen:\n\n1. ${item('c.ts')}`)).toEqual([
      { name: 'One', lists: [['a.ts', 'b.ts'], ['c.ts']] },
    ]);
  });

  it('would be found to turn back', () => {
    const imports: Record<string, string[]> = { a: ['b'], b: ['c'], c: [] };
    const of = (file: string) => imports[file] ?? [];
    expect(faultsOf(['a', 'b', 'c'], of)).toEqual([]);
    expect(faultsOf(['b', 'a'], of)).toHaveLength(2);
    expect(faultsOf(['a', 'c'], of)).toEqual(['c is imported by none above it']);
  });
});

describe('README.md', () => {
  it('says of every folder what is in it', () => {
    const text = readFileSync(path.join(root, 'README.md'), 'utf8');
    const named = [...text.matchAll(/^\| `([\w/]+)` \|/gm)].map(([, folder = '']) => folder.replace(/\/$/, ''));
    const folders = [...foldersIn(''), ...foldersIn('functions')]
      .map((folder) => folder.replace(/^\.\//, ''))
      .filter((folder) => !/^(node_modules|cdk\.out|coverage|\..*|functions)$/.test(folder));
    expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
    expect(named.filter((folder) => !existsSync(path.join(root, folder)))).toEqual([]);
  });
});
