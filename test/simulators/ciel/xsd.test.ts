import { describe, expect, it } from 'vitest';
import { message } from '../../../local/simulators/ciel/schema/message.ts';
import type { SimpleType } from '../../../local/simulators/ciel/schema/simple-types.ts';
import type { Part, Structure } from '../../../local/simulators/ciel/schema/structure.ts';
import { schemaFault } from '../../../local/simulators/ciel/schema/validate.ts';
import { NAMESPACE } from '../../../local/simulators/ciel/xml/namespace.ts';
import { writeXml } from '../../../local/simulators/ciel/xml/write.ts';
import { elementOf, type XmlElement } from '../../../local/simulators/support/xml/element.ts';
import { parseDocument } from '../../../local/simulators/support/xml/parse-document.ts';
import { judgeBy, needsSchemas, published } from '../../schemas/ciel/support/published-schemas.ts';
import { type Chance, chance } from '../../support/random.ts';
import { startClient } from './client.ts';
import { AGREMENT, drm, SIREN } from './drms.ts';

/** Texts of every kind, right and wrong, of which each simple type takes some. */
const TEXTS = [
  ...['', ' ', '0', '-0', '1', '+1', '01', '-1', '12', '13', '9999', '10000', '2147483647', '2147483648', '1e3', 'NaN'],
  ...['0.5', '0.51', '.5', '1.', '99.99', '100', '1.5', '1.55', '1.555', '1.12345', '1.123456', '1.1234500', '-1.5'],
  ...[
    ' 1 ',
    '\n1\n',
    '1 1',
    '1,5',
    'true',
    'false',
    'TRUE',
    ' true',
    '2026-08-31',
    '2026-02-30',
    '2026-8-31',
    '2026-08-31Z',
  ],
  ...[
    'M',
    'm',
    'T',
    'COGNAC-ARMAGNAC',
    'PERSONNALISEES',
    'CL_75',
    'CL_76',
    'AUTRE',
    'BIB_1000',
    'CIDRES',
    'POIRES_8_5',
  ],
  ...[
    '123456789',
    '12345678',
    '12345678A',
    'FR01300G07896',
    'FR01300G0789',
    '1R01300G07896',
    'FR01300G0789é',
    'FR000001',
  ],
  ...['1R535S', '1R535 ', '1R535', '1R535S123', 'é'.repeat(6), '𝄞'.repeat(6), 'x'.repeat(21), 'x'.repeat(22)],
  ...[30, 31, 100, 101, 200, 201, 250, 251].map((length) => 'x'.repeat(length)),
];

/** A message in which everything that may be there is there about every second time. */
function made(part: Part, by: Chance): XmlElement {
  if (typeof part.type === 'function') return elementOf(part.name, taken(part.type, by));
  const { parts, attributes } = part.type as Structure;
  const children = parts.flatMap((one) => {
    const { least, most, ...meant } = Array.isArray(one) ? by.pick(one as readonly Part[]) : (one as Part);
    const count = Math.min(most, Math.max(least, by.below(3)));
    return Array.from({ length: count }, () => made({ least, most, ...meant }, by));
  });
  const given = Object.entries(attributes).flatMap(([name, { type, required }]) =>
    required || by.once(2) ? [[name, taken(type, by)] as const] : [],
  );
  return { ...elementOf(part.name, children), attributes: new Map(given) };
}

const takenBy = new Map<SimpleType, string[]>();
function taken(type: SimpleType, by: Chance): string {
  const texts = takenBy.get(type) ?? TEXTS.filter((text) => type(text) === undefined);
  takenBy.set(type, texts);
  return by.pick(texts);
}

/** All elements of a message, itself among them. */
const allOf = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(allOf)];

/** Changes something in a message: a text, an attribute, or the elements in one. */
function spoilt(root: XmlElement, by: Chance): void {
  const all = allOf(root);
  const leaves = all.filter(({ children }) => children.length === 0);
  const element = by.pick(all);
  const { children } = element;
  const [at, kind] = [by.below(children.length + 1), by.below(6)];
  if (kind < 2 || children.length === 0) by.pick(leaves).text = by.pick(TEXTS);
  else if (kind === 2) children.splice(at, 1);
  else if (kind === 3) children.splice(at, 0, by.pick(all.filter((one) => !allOf(one).includes(element))));
  else if (kind === 4) children.splice(at, 0, ...children.splice(by.below(children.length), 1));
  else {
    const sizes = all.filter(({ name }) => name === 'centilisation');
    const changed = sizes.length > 0 ? by.pick(sizes) : element;
    const name = by.pick(['volume', 'volumePersonnalise', 'bib', 'taille']);
    changed.attributes = new Map([...changed.attributes, [name, by.pick(TEXTS)]]);
  }
}

describe("the simulated CIEL's reading of the published schema", needsSchemas, () => {
  it('takes what that takes, and refuses what it refuses', () => {
    const takes = judgeBy('1.21');
    const differences: string[] = [];
    const counts = { taken: 0, refused: 0 };
    for (let seed = 0; seed < 400; seed += 1) {
      const by = chance(seed);
      const root = made(message, by);
      if (seed % 3 > 0) spoilt(root, by);
      const xml = writeXml(root);
      const fault = schemaFault(parseDocument(xml, NAMESPACE), message);
      counts[fault === undefined ? 'taken' : 'refused'] += 1;
      if ((fault === undefined) !== takes(xml)) differences.push(`${seed}: ${fault}`);
    }
    expect(differences).toEqual([]);
    expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(100);
  });

  it('takes the published sample of a declaration', () => {
    expect(schemaFault(parseDocument(published('drm.xml'), NAMESPACE), message)).toBeUndefined();
  });

  it('makes answers and files that are valid', async () => {
    const takes = judgeBy('1.21');
    const client = await startClient();
    const answers = [];
    for (const xml of [drm(), drm(), drm({ siren: '1' }), drm({ month: '2026-09', nil: true })])
      answers.push(await client.declare(xml));
    answers.push(await client.declare('', { 'content-type': 'text/plain' }));
    for (const month of ['08', '09'])
      client.simulator.misbehave({ kind: 'validate', declaration: `${AGREMENT}/2026-${month}` });
    client.simulator.misbehave({ kind: 'declare', siren: SIREN, declaration: 'FR01300G07897/2026-08' });
    client.simulator.misbehave({ kind: 'declare', siren: SIREN, declaration: 'FR01300G07897/2026-09' });
    const documents = [...answers.map(({ body }) => body), ...client.simulator.files.map(({ xml }) => xml)];
    await client.close();
    expect(documents).toHaveLength(9);
    expect(documents.filter((xml) => !takes(xml))).toEqual([]);
  });
});
