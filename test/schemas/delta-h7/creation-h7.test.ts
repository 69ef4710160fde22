import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { creationH7 } from '../../../schemas/delta-h7/creation-h7.ts';
import { deltaH7 } from '../../../schemas/delta-h7/index.ts';
import { type Fault, schemaFaults } from '../../../schemas/fault.ts';
import { lawOf } from '../../../schemas/settings.ts';
import { creation, item, sentHeader } from '../../support/messages.ts';

const complete = (payload = creation()) => ({ ...payload, header: sentHeader(payload.header.lrn) });
const faultsOf = (payload: unknown): Fault[] => [
  ...schemaFaults(creationH7.schema(), payload),
  ...(creationH7.rules ?? []).flatMap((rule) => rule(payload, new Date())),
  ...lawOf('delta-h7')('Creation_H7', payload, new Date('2026-11-22T12:00:00Z')).faults,
];
const pointersOf = (payload: unknown) => faultsOf(payload).map((fault) => fault.pointer);

/** A copy of a message with one field put in, or taken out where the value is undefined. */
function withField(path: string, value: unknown, payload: unknown = complete()): unknown {
  const copy = structuredClone(payload) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe('Creation_H7', () => {
  it('takes a validated and an anticipated declaration', () => {
    expect(faultsOf(complete())).toEqual([]);
    expect(faultsOf(complete(creation('L', 'D')))).toEqual([]);
  });

  it.each([
    ['header.lrn', 'x'.repeat(23)],
    ['header.messageId', 'x'.repeat(292)],
    ['header.unknown', 'x'],
    ['declaration.genericInformation.declarationType', 'EX'],
    ['declaration.genericInformation.additionalDeclarationType', 'B'],
    ['declaration.clearanceAgreement.clearanceAgreementNumber', 'A23456789'],
    ['declaration.declarationOffice.declarationOfficeReference', undefined],
    ['declaration.presentationOffice.other', 'x'],
    ['declaration.importer.importerAddress.importerCountry', 'France'],
    ['declaration.items', []],
    ['declaration.items.0.commodityCode', '6109'],
    ['declaration.items.0.intrinsicValue.intrinsicValueAmount', '42.50'],
    ['declaration.items.0.intrinsicValue.intrinsicValueAmount', 42.505],
    ['declaration.items.0.additionalProcedure', []],
  ])('finds the fault at %s', (path, value) => {
    expect(pointersOf(withField(path, value))).toEqual([`/${path.replaceAll('.', '/')}`]);
  });

  it('names every fault at once, with the kind of the value and what to do', () => {
    const payload = withField('declaration.items.0.commodityCode', 61, withField('header.lrn', undefined));
    expect(faultsOf(payload)).toEqual([
      { pointer: '/header/lrn', rule: expect.any(String), found: 'nothing', remedy: 'add this field' },
      {
        pointer: '/declaration/items/0/commodityCode',
        rule: expect.any(String),
        found: 'number',
        remedy: 'give a string',
      },
    ]);
  });

  it('never repeats a value in a fault', () => {
    const secret = 'Camille Durand 12 rue des Lilas';
    const faults = faultsOf(withField('header.lrn', secret));
    expect(JSON.stringify(faults)).not.toContain('Camille');
    expect(faults[0]?.found).toBe(`string of ${secret.length} characters`);
  });

  it('is open if the official names are not verified, and says so in its JSON Schema', () => {
    const payload = withField(
      'declaration.items.0.merchantProductIdentifier',
      'SKU-1',
      withField('declaration.removalCreditAccount', '1'),
    );
    expect(faultsOf(payload)).toEqual([]);
    const { properties } = z.toJSONSchema(creationH7.schema()) as unknown as {
      properties: { declaration: { properties: { items: { items: Record<string, unknown> } } } };
    };
    expect(properties.declaration.properties.items.items['x-certainty']).toBe('inferred');
  });

  it.each(['importer', 'declarant'])('asks for name and address of the %s without identifier', (role) => {
    expect(pointersOf(withField(`declaration.${role}`, {}))).toEqual([
      `/declaration/${role}/${role}Name`,
      `/declaration/${role}/${role}Address`,
    ]);
    expect(faultsOf(withField(`declaration.${role}`, { [`${role}Id`]: 'FR1' }))).toEqual([]);
  });
});

describe('the 150 EUR threshold', () => {
  const worth = (...items: unknown[]) => faultsOf(complete(creation('L', 'A', items)));

  it('[H7-C2] takes items in EUR that add up to 150 EUR to the cent', () => {
    expect(worth(item(100.1), item(49.9, 'EUR', 2))).toEqual([]);
    expect(worth(...Array.from({ length: 10 }, (_, index) => item(15, 'EUR', index + 1)))).toEqual([]);
  });

  it('[H7-C2] refuses one cent more', () => {
    expect(worth(item(100.11), item(49.9, 'EUR', 2))).toEqual([
      {
        pointer: '/declaration/items',
        rule: expect.stringContaining('150 EUR'),
        found: 'total above 150 EUR',
        remedy: expect.stringContaining('H1'),
        id: 'value-threshold',
        certainty: 'verified',
        source: expect.stringContaining('§2.1.1'),
      },
    ]);
  });

  it('[H7-C2] leaves other currencies to customs', () => {
    expect(worth(item(500, 'USD'))).toEqual([]);
    expect(worth(item(149, 'EUR'), item(500, 'CNY', 2))).toEqual([]);
  });

  it('[H7-C2] names the threshold beside other faults', () => {
    const payload = withField('header.lrn', undefined, complete(creation('L', 'A', [item(151)])));
    expect(pointersOf(payload)).toEqual(['/header/lrn', '/declaration/items']);
  });
});

describe('the provisional validation date', () => {
  const pointer = 'declaration.genericInformation.provisionalValidationDateTime';

  it('[H7-C3] is required of an anticipated declaration', () => {
    expect(pointersOf(withField(pointer, undefined, complete(creation('L', 'D'))))).toEqual([
      `/${pointer.replaceAll('.', '/')}`,
    ]);
  });

  it('[H7-C3] is refused on a validated declaration', () => {
    expect(pointersOf(withField(pointer, '2026-11-25T08:00:00+01:00[Europe/Paris]'))).toEqual([
      `/${pointer.replaceAll('.', '/')}`,
    ]);
  });
});

describe('a declaration is found', () => {
  it('by its transport documents, and by those of its items', () => {
    const document = (number: string) => ({ transportDocumentReference: number, transportDocumentType: 'N740' });
    const declaration = {
      transportDocuments: [document('HC1')],
      items: [{}, { transportDocuments: [document('HC2')] }],
    };
    expect(deltaH7.findableBy?.(declaration)).toEqual(['N740:HC1', 'N740:HC2']);
    for (const nothing of [null, {}, { transportDocuments: [{ transportDocumentType: 'N740' }, 5] }])
      expect(deltaH7.findableBy?.(nothing)).toEqual([]);
  });
});
