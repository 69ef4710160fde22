import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorityNames, contractOf } from '../../schemas/catalogue.ts';
import { jsonSchema } from '../../schemas/documents/json-schema.ts';
import { isObject } from '../../schemas/json.ts';
import { viewOf } from '../../schemas/settings.ts';
import { root } from '../support/files.ts';

/** The names of all properties in a JSON Schema, and of those that are lists. */
function namesIn(schema: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(schema)) for (const one of schema) namesIn(one, found);
  if (!isObject(schema)) return found;
  const { properties, items, anyOf, oneOf, allOf } = schema;
  for (const [name, inner] of Object.entries(isObject(properties) ? properties : {})) {
    found.add(name);
    namesIn(inner, found);
  }
  for (const inner of [items, anyOf, oneOf, allOf]) namesIn(inner, found);
  return found;
}

/** The samples of every lane, as text: what a contract leaves open may be named there. */
const samples = readdirSync(path.join(root, 'samples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(path.join(root, 'samples', name), 'utf8'))
  .join('\n');

describe.each(authorityNames)('the fields of the messages of %s', (authority) => {
  const { titles, entries, untold, personal } = viewOf(authority).fields;
  const names = new Set<string>();
  for (const { schema } of contractOf(authority).messages) namesIn(jsonSchema(schema()), names);

  it('have a title each, in both languages, and no other has', () => {
    expect([...names].filter((name) => !Object.hasOwn(titles, name))).toEqual([]);
    const isUsed = (name: string) => names.has(name) || samples.includes(`"${name}":`);
    expect(Object.keys(titles).filter((name) => !isUsed(name))).toEqual([]);
    expect(
      Object.values({ ...titles, ...entries }).filter((words) => words.some((word) => word.trim() === '')),
    ).toEqual([]);
  });

  it('are named where they are marked', () => {
    const marked = [...Object.keys(entries), ...untold];
    expect(marked.filter((name) => !names.has(name))).toEqual([]);
    expect(personal.filter((name) => !Object.hasOwn(titles, name))).toEqual([]);
  });
});
