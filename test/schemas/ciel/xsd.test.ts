import * as fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { drm } from '../../../schemas/ciel/drm/drm.ts';
import { readAnswer } from '../../../schemas/ciel/xml/read-answer.ts';
import { readDrm } from '../../../schemas/ciel/xml/read-drm.ts';
import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import { declarations } from './support/declarations.ts';
import { isKnownTo } from './support/is-known-to.ts';
import { judgeBy, needsSchemas, published } from './support/published-schemas.ts';
import { fullTree, limitsOf, violationsOf } from './support/violations.ts';
import { xmlOf } from './support/xml-tree.ts';
import { modelOf } from './support/xsd-model.ts';

const ROOT = 'message-interprofession';

/** The pointers of what we find wrong in a text. */
function placesOf(xml: string): string[] {
  const { drm: read, faults } = readDrm(xml);
  const all = read === undefined ? faults : [...faults, ...schemaFaults(drm(), read)];
  return [...new Set(all.map(({ pointer }) => pointer))];
}

describe('the statement of a declaration, held against the published schema', needsSchemas, () => {
  const model = () => modelOf(published('echanges-interprofession-1.21.xsd'), ROOT);
  const choices = [0, 1];

  it.each(choices)('[CI-2] takes a document with every element (choice %i)', (chosen) => {
    const xml = xmlOf(fullTree(model(), chosen));
    expect(judgeBy('1.21')(xml)).toBe(true);
    expect(placesOf(xml)).toEqual([]);
  });

  it.each(choices)('[CI-2] refuses every single violation of the schema in its place (choice %i)', (chosen) => {
    const takes = judgeBy('1.21');
    const violations = violationsOf(model(), chosen).map((one) => ({ ...one, xml: xmlOf(one.root) }));
    expect(violations.length).toBeGreaterThan(900);
    expect(violations.filter(({ xml }) => takes(xml)).map(({ what, pointer }) => `${pointer}: ${what}`)).toEqual([]);
    const found = violations.map(({ xml, what, pointer }) => ({ what, pointer, places: placesOf(xml) }));
    expect(found.filter(({ pointer, places }) => places.length !== 1 || places[0] !== pointer)).toEqual([]);
  });

  it.each(choices)('[CI-2] takes every value at a limit of the schema (choice %i)', (chosen) => {
    const takes = judgeBy('1.21');
    const limits = limitsOf(model(), chosen).map((one) => ({ ...one, xml: xmlOf(one.root) }));
    expect(limits.length).toBeGreaterThan(400);
    expect(limits.filter(({ xml }) => !takes(xml)).map(({ pointer, xml }) => `${pointer}: ${xml}`)).toEqual([]);
    expect(limits.flatMap(({ xml, pointer }) => placesOf(xml).map((place) => [pointer, place]))).toEqual([]);
  });

  it('[CI-2] leads to XML that version 1.21 takes, and 1.17 too where it knows all of it, for a thousand declarations', () => {
    const [takes, tookBefore] = [judgeBy('1.21'), judgeBy('1.17')];
    const before = modelOf(published('echanges-interprofession-1.17.xsd'), ROOT).type;
    let known = 0;
    const one = fc.property(declarations(), (declaration) => {
      const xml = writeDrm(declaration);
      expect(takes(xml), xml).toBe(true);
      if (!isKnownTo(before, declaration)) return;
      known += 1;
      expect(tookBefore(xml), xml).toBe(true);
    });
    fc.assert(one, { numRuns: 1000, seed: 1_000 });
    expect(known).toBeGreaterThan(100);
  });

  it('[CI-2] reads the published sample of a declaration, and writes it again', () => {
    const read = readDrm(published('drm.xml'));
    expect(read.faults).toEqual([]);
    expect(schemaFaults(drm(), read.drm)).toEqual([]);
    expect(readDrm(writeDrm(drm().parse(read.drm)))).toEqual(read);
    expect(judgeBy('1.21')(writeDrm(drm().parse(read.drm)))).toBe(true);
  });

  it.each(['retour_success.xml', 'retour_error1.xml', 'retour_error2.xml'])('[CI-4] reads %s exactly', (sample) => {
    const answer = readAnswer(published(sample));
    expect(answer).toBeDefined();
    expect(valuesIn(answer)).toEqual(valuesOf(published(sample)));
  });
});

/** The texts and attributes of a document, in its order, as libxml2 has them. */
function valuesOf(xml: string): string[] {
  using document = XmlDocument.fromString(xml);
  return document.find('//@* | //text()[normalize-space()]').map(({ content }) => content);
}

/** The texts of an object in JSON, in its order. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [value];
}
