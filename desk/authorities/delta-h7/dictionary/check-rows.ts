import { clashesIn } from '../../../../schemas/delta-h7/dictionary/clashes.ts';
import {
  CARDINALITY,
  type Dictionary,
  type DictionaryField,
  LENGTH,
  officialName,
} from '../../../../schemas/delta-h7/dictionary/dictionary.ts';
import { deltaH7 } from '../../../../schemas/delta-h7/index.ts';
import { nearest } from '../../../../schemas/nearest.ts';
import { customsMessages, type KnownPlace, knownPlaces, placeInTable } from './places-by-name.ts';
import type { ReadTable, TableColumn, TableFault, TableRow } from './table.ts';

/** The rename map of a table, with the faults for which it cannot be used. */
export interface CheckedRows {
  fields: Dictionary['fields'];
  faults: TableFault[];
}

type Refuse = (column: TableColumn, rule: string, found: string, remedy: string) => void;

/** Checks the rows of a table, each against our schemas, then all of them together. */
export function checkRows({ rows, at }: Pick<ReadTable, 'rows' | 'at'>): CheckedRows {
  const places = knownPlaces();
  const faults: TableFault[] = [];
  const fields: Dictionary['fields'] = {};
  /** The lines by message and place. */
  const lines = new Map<string, number>();
  for (const row of rows) {
    const { cells, line } = row;
    // A row of the template that nobody filled in.
    if (cells.official === '' && cells.length === '' && cells.cardinality === '') continue;
    const refuse: Refuse = (column, rule, found, remedy) => faults.push({ ...at(line, column), rule, found, remedy });
    const meant = placesMeant(row, places, refuse);
    for (const { known, messages } of meant) {
      const field = fieldOf(row, known, refuse);
      for (const message of messages) {
        const name = `${message}:${known.place}`;
        const before = lines.get(name);
        lines.set(name, before ?? line);
        if (before !== undefined)
          refuse(
            'ours',
            'each name once',
            `${known.place} of ${message}, which line ${before} has`,
            'remove one of the rows, or name the messages of each',
          );
      }
      const isWhole = messages.length === known.in.size;
      for (const key of isWhole ? [known.place] : messages.map((message) => `${message}:${known.place}`))
        fields[key] = field;
    }
  }
  if (faults.length > 0) return { fields, faults: distinct(faults) };
  return { fields, faults: distinct(clashFaults({ fields }, lines, at)) };
}

/** The most places of one name that a fault lists; with more of them it names the nearest. */
const MOST_NAMESAKES = 3;

/** The places that a row means, each with its messages. */
function placesMeant(
  { cells }: TableRow,
  places: ReadonlyMap<string, KnownPlace>,
  refuse: Refuse,
): { known: KnownPlace; messages: string[] }[] {
  const { place, message: prefix, isRooted } = readPlace(cells.ours);
  const named = [...places.values()].filter(({ name }) => name === place);
  const exact = places.get(place);
  const all = isRooted || place.includes('.') ? (exact ? [exact] : []) : named;
  if (all.length === 0) {
    const names = [...new Set([...places.keys(), ...[...places.values()].map(({ name }) => name)])];
    // A path whose last name is right was most often written at the wrong level.
    const namesakes = [...places.values()].filter(({ name }) => name === place.slice(place.lastIndexOf('.') + 1));
    const meant =
      namesakes.length > 0 && namesakes.length <= MOST_NAMESAKES
        ? namesakes.map((one) => placeInTable(one.place)).join(' or ')
        : nearest(place, names);
    const remedy = meant.startsWith('one of ') ? 'declarant dictionary --template lists all of them' : `give ${meant}`;
    refuse(
      'ours',
      'a place of our schemas, as declaration.items.commodityCode',
      cells.ours === '' ? 'nothing' : `"${cells.ours}"`,
      remedy,
    );
    return [];
  }
  const wanted = [...(prefix === undefined ? [] : [prefix]), ...cells.messages.split(/[\s,;|]+/).filter(Boolean)];
  const messages = wanted.flatMap((one) => messageNamed(one, refuse) ?? []);
  if (messages.length < wanted.length) return [];
  const found = all.map((known) => {
    const has = [...known.in.keys()];
    return { known, messages: wanted.length === 0 ? has : has.filter((one) => messages.includes(one)) };
  });
  for (const one of messages) {
    if (found.some((each) => each.messages.includes(one))) continue;
    const having = [...new Set(all.flatMap((each) => [...each.in.keys()]))];
    refuse('messages', `a message that has ${place}`, one, `give ${having.join(' or ')}`);
  }
  return found.filter((each) => each.messages.length > 0);
}

/**
 * A place as it may be written: with dots or slashes, with brackets or indices of lists, and with its message before it.
 * A slash at its beginning says that it is a whole place, not a name that may stand anywhere.
 */
function readPlace(given: string): { place: string; message?: string; isRooted: boolean } {
  const [, message, rest = ''] = /^(?:(\w+_H7)[:./])?(.*)$/s.exec(given.trim()) ?? [];
  const parts = rest.split(/[./[\]]+/).filter((part) => part !== '' && part !== '$' && !/^(?:\d+|\*|n)$/.test(part));
  return { place: parts.join('.'), isRooted: rest.startsWith('/'), ...(message !== undefined && { message }) };
}

function messageNamed(given: string, refuse: Refuse): string | undefined {
  const { spellings = {} } = deltaH7;
  const names = customsMessages().map(({ message }) => message);
  const name = Object.hasOwn(spellings, given) ? (spellings[given] ?? given) : given;
  if (names.includes(name)) return name;
  refuse('messages', 'messages of Delta-H7, with blanks between them', `"${given}"`, `give ${nearest(given, names)}`);
  return undefined;
}

/** The field of the map that a row gives for a place. */
function fieldOf({ cells }: TableRow, known: KnownPlace, refuse: Refuse): DictionaryField {
  const { official, length, cardinality } = cells;
  const info = [...known.in.values()];
  const field: DictionaryField = {};
  if (official !== '') {
    if (!officialName().safeParse(official).success) {
      const isPath = /[./[\]]/.test(official);
      const rule = 'one name of letters, digits, - and _, which begins with a letter';
      refuse(
        'official',
        rule,
        `"${official}"`,
        isPath ? 'give the last name alone: each level has a row of its own' : 'correct it',
      );
    } else if (official !== known.name) field.name = official;
  }
  if (length !== '') {
    const read = readLength(
      length,
      info.some(({ kind }) => kind === 'decimal' || kind === 'whole number'),
    );
    const isLeaf = info.every(({ kind }) => kind !== 'object' && kind !== 'other');
    if (!isLeaf) refuse('length', 'a length of a text or a number alone', `"${length}" of an object`, 'leave it empty');
    else if (read.text === undefined)
      refuse('length', 'a length as an..70, a2, n..16,2 or 70', `"${length}"`, 'correct it');
    else if (read.kind !== 'n' && info.some(({ kind }) => kind !== 'text'))
      refuse(
        'length',
        `${known.place} is a number here`,
        `"${length}", of a text`,
        'give n..16,2 or its like; a number that became a text needs a change of the code',
      );
    else if (read.hasDecimals && info.some(({ kind }) => kind !== 'decimal'))
      refuse('length', `${known.place} has no decimals`, `"${length}"`, 'give it without the comma');
    else field.length = read.text;
  }
  if (cardinality !== '') {
    const [, least = '0', most = '0'] = CARDINALITY.exec(cardinality.replace('*', 'n')) ?? [];
    const limit = most === 'n' ? Number.POSITIVE_INFINITY : Number(most);
    if (limit === 0) refuse('cardinality', 'a cardinality as 0..1, 1..99 or 0..n', `"${cardinality}"`, 'correct it');
    else if (Number(least) > limit)
      refuse('cardinality', 'the least before the most', `"${cardinality}"`, 'exchange them');
    else if (limit > 1 && info.some(({ isList }) => !isList))
      refuse(
        'cardinality',
        `${known.place} stands once here, not in a list`,
        `"${cardinality}"`,
        'give 0..1 or 1..1; a list in its place needs a change of the code',
      );
    else field.cardinality = `${least}..${most}`;
  }
  return field;
}

function readLength(given: string, isNumber: boolean): { text?: string; kind?: string; hasDecimals?: boolean } {
  const written = given.replace(/\s+/g, '').toLowerCase();
  const text = /^\d+(?:,\d)?$/.test(written) ? `${isNumber ? 'n' : 'an'}..${written}` : written;
  const [, kind, , , decimals] = LENGTH.exec(text) ?? [];
  if (kind === undefined || (decimals !== undefined && kind !== 'n')) return {};
  return { text, kind, hasDecimals: decimals !== undefined && decimals !== '0' };
}

/** Names that two fields of one object would have; told once, however many messages have them. */
function clashFaults(dictionary: Dictionary, lines: ReadonlyMap<string, number>, at: ReadTable['at']): TableFault[] {
  return clashesIn(dictionary, customsMessages()).map(({ message, official, places: [one, other] }) => {
    const [first, second] = [one, other].map((place) => lines.get(`${message}:${place}`));
    const line = Math.max(first ?? 0, second ?? 0);
    const rival = line === second ? one : other;
    const of = [first, second].find((each) => each !== undefined && each !== line);
    const found =
      of === undefined ? `the name of ${rival}, which stays as it is` : `the name that line ${of} gives ${rival}`;
    const remedy =
      of === undefined ? `give ${rival} its official name, too, or correct this one` : 'correct one of them';
    return {
      ...at(line, 'official'),
      rule: `a name of its own within its object, not ${official} twice`,
      found,
      remedy,
    };
  });
}

/** The faults in the order of the lines; what several places of one cell have in common is told once. */
function distinct(faults: readonly TableFault[]): TableFault[] {
  const told = new Map<string, TableFault>();
  for (const fault of faults) {
    const same = [fault.line, fault.column, fault.remedy].join();
    if (!told.has(same)) told.set(same, fault);
  }
  return [...told.values()].sort((a, b) => a.line - b.line);
}
