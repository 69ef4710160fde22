import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFaults } from '../../../schemas/fault.ts';
import { builtInDescriptor } from '../../../schemas/omega/descriptor/built-in.ts';
import { readDate, writtenDate } from '../../../schemas/omega/descriptor/dates.ts';
import { descriptor } from '../../../schemas/omega/descriptor/descriptor.ts';
import { root } from '../../support/files.ts';

type Json = Record<string, unknown>;

/** The built-in descriptor with other values at places. */
function changed(...changes: [path: string, value: unknown][]): Json {
  const copy = structuredClone(builtInDescriptor) as unknown as Json;
  for (const [path, value] of changes) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const at = keys.reduce<Json>((one, key) => one[key] as Json, copy);
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return copy;
}

const CREER = 'steps.CreerDemandeTJDC';
const faults = (value: unknown) => schemaFaults(descriptor(), value).map(({ pointer, rule }) => `${pointer}: ${rule}`);

describe('a descriptor', () => {
  it('[OM-5] has the built-in one as a whole, which nobody has held against the XSD', () => {
    expect(faults(builtInDescriptor)).toEqual([]);
    expect(descriptor().parse(builtInDescriptor)).toEqual(builtInDescriptor);
    expect(builtInDescriptor.verified).toBe(false);
  });

  it('[OM-5] stands on its page as it is built in', () => {
    const page = readFileSync(path.join(root, 'docs/omega-descriptor.md'), 'utf8');
    const [, printed = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(JSON.parse(printed)).toEqual(builtInDescriptor);
    const { verified: _, steps, ...others } = builtInDescriptor;
    for (const key of [...Object.keys(others), ...Object.keys(steps.CreerDemandeTJDC), 'wrapper'])
      expect(page.match(new RegExp(`^\\| .*${key}\``, 'm')) ?? key).not.toBe(key);
  });

  it('may leave out what has a default', () => {
    const { soap, namespace, elementFormDefault, steps } = builtInDescriptor;
    const short = structuredClone({ soap, namespace, elementFormDefault, steps }) as unknown as Json;
    for (const step of Object.values(short['steps'] as Json)) delete (step as Json)['leftOut'];
    expect(descriptor().parse(short)).toEqual(builtInDescriptor);
  });

  it('[OM-5] may have the postcode and the tariff within Demande', () => {
    const fields = structuredClone(builtInDescriptor.steps.CreerDemandeTJDC.fields);
    const demande = fields[4] as { element: string; fields: unknown[] };
    demande.fields.push('CodePostal', 'Tarif');
    expect(faults(changed([`${CREER}.fields`, [...fields.slice(0, 4), demande]]))).toEqual([]);
  });

  it('has no more elements in each other than a request can have', () => {
    const within = (levels: number) => {
      let { fields } = structuredClone(builtInDescriptor.steps.CreerDemandeTJDC);
      for (let level = 2; level < levels; level += 1) fields = [{ element: 'E', fields }];
      return faults(changed([`${CREER}.fields`, fields]));
    };
    expect(within(10)).toEqual([]);
    expect(within(500)).toContainEqual(expect.stringMatching(/: at most 10 elements in each other$/));
  });

  it('may leave out optional fields, and put elements into each other', () => {
    const fields = [
      {
        element: 'Un',
        fields: [
          { element: 'Deux', fields: structuredClone(builtInDescriptor.steps.CreerDemandeTJDC.fields).slice(0, 6) },
        ],
      },
    ];
    expect(faults(changed([`${CREER}.fields`, fields], [`${CREER}.leftOut`, ['Tarif']]))).toEqual([]);
  });

  it.each<[string, [string, unknown][], string[]]>([
    ['an unknown key', [['style', 'rpc']], ['/style: unknown property']],
    ['another version', [['soap', '2.0']], ['/soap: one of 1.1, 1.2']],
    ['no namespace', [['namespace', undefined]], ['/namespace: a string']],
    ['a blank in a namespace', [['namespace', 'urn:a b']], ['/namespace: a URI without blanks and quotation marks']],
    [
      'a field that is misspelt',
      [[`${CREER}.fields.4.fields.1`, 'NumeroPce']],
      [
        '/steps/CreerDemandeTJDC/fields/4/fields/1: a field of CreerDemandeTJDC: DNEntreprise, NumeroCAD, Login, NumeroVersion, TypeDemande, NumeroPCE, DateDemandee, AutorisationExpresse, NomDuClient, CodePostal, Tarif',
        '/steps/CreerDemandeTJDC/fields: a place for each field: NumeroPCE without one',
      ],
    ],
    [
      'a field of the other step',
      [['steps.VerifierRecevabiliteTJDC.fields.8', 'Tarif']],
      [
        '/steps/VerifierRecevabiliteTJDC/fields/8: a field of VerifierRecevabiliteTJDC: DNEntreprise, NumeroCAD, Login, NumeroVersion, NumeroPCE, TypeDemande, NomDuClient, CodePostal',
      ],
    ],
    [
      'a field twice',
      [[`${CREER}.fields.7`, { element: 'Adresse', fields: ['CodePostal'] }]],
      ['/steps/CreerDemandeTJDC/fields/7/fields/0: each field once: CodePostal has a place already'],
    ],
    [
      'a field that is left out though it has a place',
      [[`${CREER}.leftOut`, ['Tarif']]],
      ['/steps/CreerDemandeTJDC/leftOut/0: each field once: Tarif has a place already'],
    ],
    [
      'a required field that is left out',
      [
        [`${CREER}.fields.3`, { element: 'V', fields: ['NumeroVersion'] }],
        [`${CREER}.leftOut`, ['Login']],
      ],
      ['/steps/CreerDemandeTJDC/leftOut/0: an optional field of CreerDemandeTJDC: CodePostal, Tarif'],
    ],
    [
      'an element without fields',
      [[`${CREER}.fields.7`, { element: 'Vide', fields: [] }]],
      ['/steps/CreerDemandeTJDC/fields/7/fields: at least one field'],
    ],
    [
      'two elements of one name beside each other',
      [['names', { Tarif: 'CodePostal' }]],
      ['/steps/CreerDemandeTJDC/fields/6: elements of different names beside each other: CodePostal again'],
    ],
    [
      'a name for what there is not',
      [['names', { Prix: 'Tarif' }]],
      [
        '/names/Prix: an element that there is: DNEntreprise, NumeroCAD, Login, NumeroVersion, NumeroPCE, TypeDemande, NomDuClient, CodePostal, DateDemandee, AutorisationExpresse, Tarif, TypeRetourDialogue, CodeRetour, MessageRetour, NumeroDemande',
      ],
    ],
    [
      'a name with a prefix',
      [['names', { Tarif: 'a:Tarif' }]],
      ['/names/Tarif: name of an element: letters, digits, and . _ - without a prefix, and not xml at its beginning'],
    ],
    ...['__proto__', 'XmlLogin'].map((name): [string, [string, unknown][], string[]] => [
      `a name that no element can have: ${name}`,
      [['names', { Login: name }]],
      ['/names/Login: name of an element: letters, digits, and . _ - without a prefix, and not xml at its beginning'],
    ]),
    [
      'two elements of a response under one name',
      [['names', { NumeroDemande: 'TypeRetourDialogue' }]],
      ['/names: elements of different names in a response: TypeRetourDialogue is TypeRetourDialogue and NumeroDemande'],
    ],
    ['a date without a day', [['dateFormat', 'YYYY-MM']], ['/dateFormat: YYYY, MM and DD once each, as YYYY-MM-DD']],
    [
      'a SOAPAction with a quotation mark',
      [[`${CREER}.soapAction`, '"a"']],
      ['/steps/CreerDemandeTJDC/soapAction: a URI in ASCII without blanks and quotation marks'],
    ],
    [
      'a place that is a number',
      [[`${CREER}.fields.7`, 7]],
      ['/steps/CreerDemandeTJDC/fields/7: a value of another kind'],
    ],
  ])('[OM-5] is refused with %s, by the place', (_, changes, found) => {
    expect(faults(changed(...changes))).toEqual(found);
  });
});

describe('a date in the form of a descriptor', () => {
  it.each([
    ['YYYY-MM-DD', '2026-12-15'],
    ['DD/MM/YYYY', '15/12/2026'],
    ['YYYYMMDD', '20261215'],
    ['YYYY-MM-DDT00:00:00.000+01:00', '2026-12-15T00:00:00.000+01:00'],
  ])('%s is %s', (format, text) => {
    expect(writtenDate('2026-12-15', format)).toBe(text);
    expect(readDate(text, format)).toBe('2026-12-15');
  });

  it('stays as it came where it has another form', () => {
    expect(readDate('2026-12-15+01:00', 'YYYY-MM-DD')).toBe('2026-12-15+01:00');
    expect(readDate('le 15', 'DD/MM/YYYY')).toBe('le 15');
  });
});
