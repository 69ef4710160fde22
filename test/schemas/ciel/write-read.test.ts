import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Drm, drm } from '../../../schemas/ciel/drm/drm.ts';
import { drmPlan } from '../../../schemas/ciel/xml/drm-plan.ts';
import { type ElementPlan, isLeaf } from '../../../schemas/ciel/xml/plan.ts';
import { readDrm } from '../../../schemas/ciel/xml/read-drm.ts';
import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { parseExactJson } from '../../../schemas/exact-json.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import type { Json } from '../../../schemas/json.ts';
import { asRead, declarations } from './support/declarations.ts';
import { SAMPLE_JSON } from './support/sample-xml.ts';

describe('a declaration that is written and read', () => {
  it('[CI-2] has the same form, for a thousand with every field there is', () => {
    const seen = new Set<string>();
    const one = fc.property(declarations(), (declaration) => {
      noteNames(declaration, seen);
      const expected = asRead(declaration);
      const read = readDrm(writeDrm(declaration));
      const faults = [...schemaFaults(drm(), declaration), ...read.faults, ...schemaFaults(drm(), read.drm)];
      // Vitest's own comparison takes as long as all the rest.
      if (faults.length > 0 || !isDeepStrictEqual(read.drm, expected)) {
        expect({ drm: read.drm, faults }).toEqual({ drm: expected, faults: [] });
      }
    });
    fc.assert(one, { numRuns: 1000, seed: 20_261_130 });
    expect([...namesIn(drmPlan())].filter((name) => !seen.has(name))).toEqual([]);
  });

  it('[CI-2] has the order of the schema, whatever that of its keys', () => {
    const written = writeDrm(SAMPLE_JSON as Drm);
    expect(writeDrm(reversed(SAMPLE_JSON) as Drm)).toBe(written);
    expect(readDrm(written)).toEqual({ drm: SAMPLE_JSON, faults: [] });
    expect(written).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><message-interprofession xmlns="http:[^"]+">/);
    expect(written).toContain('<centilisation volume="AUTRE" volumePersonnalise="62.5" bib="true">');
    expect(written).toContain("<libelle-personnalise>Château d'Aval &amp; Fils &lt;rouge&gt;</libelle-personnalise>");
  });

  it('[CI-2] has its numbers as they stand in the text, and nothing that it does not have in JSON', () => {
    const text = JSON.stringify({ ...SAMPLE_JSON, 'declaration-recapitulative': undefined });
    const { value, numbers } = parseExactJson(
      text.replace(
        /}$/,
        `,"declaration-recapitulative":{"identification-declarant":{"numero-agrement":"FR01300G07896"},
          "periode":{"mois":1,"annee":2026},"declaration-neant":true,"droits-acquittes":{"produit":[],"stockEpuise":true},
          "statistiques":{"quantite-mouts-jus":-0.0,"quantite-mouts-mcr":10.00000}}}`,
      ),
    );
    expect(schemaFaults(drm(), value)).toEqual([]);
    const xml = writeDrm(value as Drm, numbers);
    expect(xml).toContain('<droits-acquittes><stockEpuise>true</stockEpuise></droits-acquittes><statistiques>');
    expect(xml).toContain('<quantite-mouts-jus>-0.0</quantite-mouts-jus><quantite-mouts-mcr>10.00000</');
  });

  it.each([
    ['a control character', 'a\u0000b', 'characters that XML can hold: no control characters'],
    ['half of a character', 'a\ud83c', 'characters that XML can hold: no control characters'],
    ['no character of Unicode', 'a\ufffe', 'characters that XML can hold: no control characters'],
    ['no text', '', 'must not be empty'],
    ['too long a text', '\u{1F347}'.repeat(101), 'at most 100 characters'],
  ])('[CI-2] is refused with %s', (_, name, rule) => {
    expect(faultsOfProduct({ 'libelle-personnalise': name })).toEqual([`/libelle-personnalise: ${rule}`]);
    expect(faultsOfProduct({ 'libelle-personnalise': '\u{1F347}'.repeat(100) })).toEqual([]);
  });

  it('[CI-2] names a product by a label or a code, or by neither', () => {
    const both = { 'libelle-fiscal': 'CIDRES', 'code-inao': '1R530' };
    expect(faultsOfProduct({ 'libelle-fiscal': 'CIDRES' })).toEqual([]);
    expect(faultsOfProduct({})).toEqual([]);
    const rule = '/code-inao: either libelle-fiscal or code-inao, not both';
    expect(faultsOfProduct(both)).toEqual([rule]);
    expect(faultsOfProduct({ ...both, premix: 'no' })).toEqual(['/premix: a boolean', rule]);
  });

  it('has a description of each field, with the unit of each number', () => {
    const undescribed: string[] = [];
    describeIn(z.toJSONSchema(drm()) as JsonSchema, '', undescribed);
    expect(undescribed).toEqual([]);
  });
});

function noteNames(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    names.add(name);
    noteNames(inner, names);
  }
}

function* namesIn({ attributes, elements }: ElementPlan): Generator<string> {
  for (const { name, plan } of [...attributes, ...elements]) {
    yield name;
    if (!isLeaf(plan)) yield* namesIn(plan);
  }
}

function faultsOfProduct(fields: object): string[] {
  const produit = {
    'libelle-personnalise': 'Rouge',
    'balance-stocks': { 'stock-debut-periode': 1, 'stock-fin-periode': 1 },
    ...fields,
  };
  const { 'declaration-recapitulative': declaration, ...rest } = SAMPLE_JSON;
  const changed = { ...declaration, 'droits-suspendus': { produit: [produit], stockEpuise: false } };
  const found = schemaFaults(drm(), { ...rest, 'declaration-recapitulative': changed });
  const at = '/declaration-recapitulative/droits-suspendus/produit/0';
  return found.map(({ pointer, rule }) => `${pointer.replace(at, '')}: ${rule}`);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Json)
      .map(([key, one]) => [key, reversed(one)])
      .reverse(),
  );
}

interface JsonSchema {
  description?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/** Notes the fields without a description, and the numbers without a unit: counts and dates say what they count. */
function describeIn({ properties = {} }: JsonSchema, at: string, undescribed: string[]): void {
  for (const [name, schema] of Object.entries(properties)) {
    const { description = '', anyOf, items } = schema;
    const isUnknown =
      anyOf && !/hectolitres|centilitres|% vol\.|[Cc]apsules|month|year|number of documents/.test(description);
    const described = items ? (items.description ?? '') : description;
    if (described === '' || isUnknown) undescribed.push(`${at}/${name}`);
    describeIn(items ?? schema, `${at}/${name}`, undescribed);
  }
}
