import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityNames } from '../schemas/catalogue.ts';
import { filesBelow, root } from './support/files.ts';
import { importsOf } from './support/imports.ts';

/** The rooms that speak of any authority: names, texts and comments. */
const rooms = ['functions', 'desk', 'infra', 'local', 'schemas'];

/** The tests of the spine, which run on the toy authority. */
const testedByToy = filesBelow('test/functions');

/** The folders of one authority, and the registries, which name each authority once. */
const places = ['schemas', 'functions/authorities', 'local/simulators', 'desk/authorities'];
const ownFolders = authorityNames.flatMap((name) => places.map((place) => `${place}/${name}/`));
const registries = [
  ...['schemas/catalogue.ts', 'schemas/settings.ts'],
  ...places.slice(1).map((place) => `${place}/registry.ts`),
];

/** The words of one authority's own, alone or as a part of a name. */
const own = /_H7|\b[lm]rns?\b|[a-z](Lrn|Mrn)s?\b|\b[lm]rn[A-Z]|\b(LRN|MRN)s?\b|delta-?h7|\bdelta\b|customs/gi;
/** A part of a longer word in small letters is none: `alternative`. */
const isOwn = (word: string) => !/^[a-z](lrn|mrn)s?$/.test(word);

/** Names that deployed tables have. */
const physical: Readonly<Record<string, RegExp>> = {
  'schemas/ledger-table.ts': /'by-customs-reference'|'customsReference'/g,
};

/** The lines of a file's text in which an authority's own word stands. */
function leaksIn(file: string, text: string): string[] {
  const lines = text.replaceAll(physical[file] ?? /$^/g, "''").split('\n');
  return lines.flatMap((line, index) =>
    [...line.matchAll(own)].some(([word]) => isOwn(word)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  );
}

/** Tests with all files of tests that they import, and those which these import. */
function helpedBy(files: readonly string[]): string[] {
  const all = new Set(files);
  for (const file of all) for (const { target } of importsOf(file)) if (target.startsWith('test/')) all.add(target);
  return [...all];
}

describe("no authority's own words", () => {
  const files = rooms.flatMap(filesBelow).filter((file) => /\.[mc]?[jt]s$/.test(file));
  const spine = files.filter((file) => !registries.includes(file) && !ownFolders.some((own) => file.startsWith(own)));

  it.each(rooms)('stand in %s outside its folders and the registries', (room) => {
    const looked = spine.filter((file) => file.startsWith(`${room}/`));
    expect(looked.length).toBeGreaterThan(10);
    expect(looked.flatMap((file) => leaksIn(file, `${file}\n${readFileSync(path.join(root, file), 'utf8')}`))).toEqual(
      [],
    );
  });

  it('stand in the tests of the spine, nor in what these are helped by', () => {
    const looked = helpedBy(testedByToy);
    expect(looked.length).toBeGreaterThan(50);
    expect(looked.flatMap((file) => leaksIn(file, `${file}\n${readFileSync(path.join(root, file), 'utf8')}`))).toEqual(
      [],
    );
  });

  it.each([
    "'Creation_H7'",
    'lrn',
    'lrns',
    'firstLrn',
    'lrnOf',
    'the MRN',
    'LRNs',
    "'delta-h7'",
    'deltaH7',
    'DeltaH7Lane',
    'customsUrl',
    'Customs answers',
  ])('would see %s', (text) => {
    expect(leaksIn('functions/send/batch.ts', text)).toHaveLength(1);
  });

  it.each(['alternative', 'an authority', 'customer'])('leaves %s alone', (text) => {
    expect(leaksIn('functions/send/batch.ts', text)).toEqual([]);
  });
});
