import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AuthorityName, authorityNames } from './catalogue.ts';
import { parseExactJson } from './exact-json.ts';
import { type Fault, pointerOf, schemaFaults, valueIn } from './fault.ts';
import { shownText } from './message-text.ts';
import { settingsOf } from './settings.ts';

/** The contents of the files that a lane names, by the keys of the lane. */
export type LaneFiles = Readonly<Record<string, unknown>>;

/** The contents of the files of all lanes, by their authorities. */
export type FilesOfLanes = Readonly<Partial<Record<AuthorityName, LaneFiles>>>;

/** The most bytes of such a file: its content becomes part of a bundle, by an argument of the bundler. */
export const MOST_BYTES = 32 * 1024;
const LONGEST_NAME = 300;

/**
 * Reads and checks the files that lanes name, each by the schema in its authority's settings.
 * @param lanes the lanes of a configuration, which may be faulty
 * @param configuration the configuration's own path: relative ones lead from its folder
 */
export function readLaneFiles(lanes: unknown, configuration: string): { files: FilesOfLanes; faults: Fault[] } {
  const files: Partial<Record<AuthorityName, LaneFiles>> = {};
  const faults: Fault[] = [];
  for (const authority of authorityNames) {
    const contents: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(settingsOf(authority).files ?? {})) {
      const at = ['lanes', authority, ...key.split('.')];
      const name = valueIn({ lanes }, at);
      if (typeof name !== 'string') continue;
      const pointer = pointerOf(at);
      const read = readLaneFile(path.resolve(path.dirname(configuration), name));
      const found = read.faults ?? schemaFaults(schema(), read.value);
      faults.push(...found.map((fault) => ({ ...fault, pointer, rule: `${placeIn(name, fault)}${fault.rule}` })));
      if (found.length === 0) contents[key] = schema().parse(read.value);
    }
    if (Object.keys(contents).length > 0) files[authority] = contents;
  }
  return { files, faults };
}

/** The place of a fault in the file, to precede its rule. */
function placeIn(name: string, { pointer }: Fault): string {
  return `in ${shownText(name, LONGEST_NAME)}${pointer === '' ? '' : `, at ${pointer}`}: `;
}

/** The value of a JSON file; never with a part of the text in a fault, since it may be another file than was meant. */
function readLaneFile(file: string): { value: unknown; faults?: never } | { value?: never; faults: Fault[] } {
  const whole = (rule: string, found: string, remedy: string) => ({ faults: [{ pointer: '', rule, found, remedy }] });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code ?? 'its name is none'})`;
    return whole('a JSON file', found, "give its path, from the configuration's folder");
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) return whole(`at most ${MOST_BYTES} bytes`, `${bytes} bytes`, 'shorten it');
  try {
    const { value, twice } = parseExactJson(text);
    if (twice.length === 0) return { value };
    return {
      faults: twice.map((keys) => ({
        pointer: pointerOf(keys),
        rule: 'a key that is there once',
        found: 'the same key twice',
        remedy: 'remove one of them',
      })),
    };
  } catch {
    return whole('JSON', 'text that is not JSON', 'correct the file');
  }
}
