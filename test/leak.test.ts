import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AuthorityName, authorityNames, contractOf, referenceNames } from '../schemas/catalogue.ts';
import { viewOf } from '../schemas/settings.ts';
import { filesBelow, root } from './support/files.ts';
import { importsOf } from './support/imports.ts';
import { words } from './words.ts';

/** The rooms that speak of any authority: names, texts and comments. */
const rooms = ['functions', 'desk', 'infra', 'local', 'schemas'];

/** The tests of the spine and of the desk, which run on the toy authority. */
const testedByToy = [
  ...filesBelow('test/functions'),
  ...filesBelow('test/desk').filter((file) => /^test\/desk\/[^/]+\.test\.ts$/.test(file)),
];

/** The folders of one authority, and the registries, which name each authority once. */
const places = ['schemas', 'functions/authorities', 'local/simulators', 'desk/authorities'];
const ownFolders = authorityNames.flatMap((name) => places.map((place) => `${place}/${name}/`));
const registries = [
  ...['schemas/catalogue.ts', 'schemas/settings.ts', 'schemas/corrections.ts'],
  ...places.slice(1).map((place) => `${place}/registry.ts`),
];

/** The names in an authority's contract that no other has: its own, and those of its messages, references and details. */
function namesOf(authority: AuthorityName): string[] {
  const { noun, messages, details = {} } = contractOf(authority);
  const names = [...messages.map(({ message }) => message), ...referenceNames(authority), ...Object.keys(details)];
  return [authority, noun, ...[...names, viewOf(authority).reference].filter(isMade)];
}

/** A plain word, as `Notice`, may be anybody's; `entryNumber`, `notice number` and `DRM` are not. */
const isMade = (name: string) => /[^\p{L}]|\p{Ll}\p{Lu}|^\p{Lu}+$/u.test(name);

/** A text in separate words, however they are joined in it: `deltaH7` is `delta-h7`. A sign between two parts them. */
const apart = (text: string) =>
  ` ${text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[^-_\s\p{L}\d]+/gu, ' | ')
    .replace(/[-_\s]+/g, ' ')
    .toLowerCase()
    .trim()} `;

/** The name that AWS, too, has for each of its calls. */
const OF_AWS = apart('requestId');
const namesApart = authorityNames
  .flatMap(namesOf)
  .map(apart)
  .filter((name) => name !== OF_AWS);
const isOwn = (line: string) =>
  Object.values(words).some((own) => own.test(line)) || namesApart.some((name) => apart(line).includes(name));

/** Names that deployed tables and subscriptions have, or their readers: they stay as they are. */
const stored: Readonly<Record<string, RegExp>> = {
  'schemas/ledger-table.ts': /'by-customs-reference'|'customsReference'/g,
  // An outcome by which platforms filter.
  'schemas/outcome-kinds.ts': /'consulted'/g,
};

/** A section of no named contract: with several authorities it says nothing. The RFCs have sections, too. */
const isBare = (line: string) => /§/.test(line.replaceAll(/RFC \d+ §/g, ''));

/** Words of the toy that Delta-H7 has, too, and those of vitest. */
const toys = /consultation|consulted|header\.messageId|vi\.stub\w+/g;

/** The lines of a file's text in which an authority's own word stands, or a section of its contract. */
function leaksIn(file: string, text: string): string[] {
  const lines = text.replaceAll(stored[file] ?? /$^/g, "''").split('\n');
  return lines.flatMap((line, index) => (isOwn(line) || isBare(line) ? [`${file}:${index}: ${line.trim()}`] : []));
}

/** Tests with all files of tests that they import, and those which these import. */
function helpedBy(files: readonly string[]): string[] {
  const all = new Set(files);
  for (const file of all) for (const { target } of importsOf(file)) if (target.startsWith('test/')) all.add(target);
  return [...all];
}

/** A file's text after its path: the first line is the path. */
const textOf = (file: string) => `${file}\n${readFileSync(path.join(root, file), 'utf8')}`;

describe("no authority's own words", () => {
  const files = rooms.flatMap(filesBelow).filter((file) => /\.[mc]?[jt]sx?$/.test(file));
  const spine = files.filter((file) => !registries.includes(file) && !ownFolders.some((own) => file.startsWith(own)));

  it.each(rooms)('stand in %s outside its folders and the registries', (room) => {
    const looked = spine.filter((file) => file.startsWith(`${room}/`));
    expect(looked.length).toBeGreaterThan(10);
    expect(looked.flatMap((file) => leaksIn(file, textOf(file)))).toEqual([]);
  });

  it('stand in the tests of the spine and of the desk, nor in what these are helped by', () => {
    const looked = helpedBy(testedByToy);
    expect(looked.length).toBeGreaterThan(50);
    expect(looked.flatMap((file) => leaksIn(file, textOf(file).replaceAll(toys, '')))).toEqual([]);
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
    'CreationH7',
    'the customs declaration reference',
    'parcels.ndjson',
    'a consultation',
    'header.messageId',
    'answered (§2.3.3)',
    '(RFC 6749 §5.2, and §2.3.3)',
    "'toll'",
    'tollLane',
    'Tolletaten answers',
    'by Maskinporten',
    'MP-012',
    'houseConsignment',
    'routingResultId',
  ])('would see %s', (text) => {
    expect(leaksIn('functions/send/batch.ts', text)).toHaveLength(1);
  });

  it.each([
    'alternative',
    'an authority',
    'customer',
    'a creation',
    'duties(and(taxes))',
    '[H7-S3]',
    '(RFC 6749 §5.2)',
  ])('leaves %s alone', (text) => {
    expect(leaksIn('functions/send/batch.ts', text)).toEqual([]);
  });
});
