import { describe, expect, it } from 'vitest';
import { contentOf } from '../../schemas/ciel/content-of.ts';
import { differencesOfDrm } from '../../schemas/ciel/differences.ts';

const product = (name: string, begin: unknown, end: unknown, more: object = {}) => ({
  'code-inao': '1B001S',
  'libelle-personnalise': name,
  'balance-stocks': { 'stock-debut-periode': begin, ...more, 'stock-fin-periode': end },
});
const sold = (volume: unknown) => ({
  'sorties-periode': { 'ventes-france-crd-suspendus': { 'annee-courante': volume } },
});
const capsules = (begin: unknown, end: unknown, more: object = {}) => ({
  'categorie-fiscale-capsules': 'T',
  'type-capsule': 'PERSONNALISEES',
  centilisation: [{ volume: 'CL_75', 'stock-debut-periode': begin, ...more, 'stock-fin-periode': end }],
});

/** A declaration with the products under suspension, and what else is in its recapitulation. */
function drm(produit: readonly object[] | undefined, more: object = {}) {
  return {
    'siren-interprofession': '123456789',
    'declaration-recapitulative': {
      'identification-declarant': { 'numero-agrement': 'FR01300E07896', 'numero-cvi': '0100012345' },
      periode: { mois: 8, annee: 2026 },
      'declaration-neant': false,
      ...(produit && { 'droits-suspendus': { produit, stockEpuise: false } }),
      ...more,
    },
  };
}
const pointersOf = (one: unknown, other: unknown) => differencesOfDrm(one, other).map(({ pointer }) => pointer);
const SUSPENDED = '/declaration-recapitulative/droits-suspendus/produit';

describe('the differences of a declaration that came back', () => {
  it('are none where it says the same, written in another way', () => {
    const sent = drm([product('Blanc', 307.11, 301.31, sold(5.8)), product('Rouge', 0, 2, {})], {
      periode: { mois: '08', annee: '2026' },
      'compte-crd': [capsules(10, 8, { 'sorties-capsules': { utilisations: 2 } })],
    });
    const returned = drm(
      [
        product('Rouge', '0.0000', '2.0000', { 'entrees-periode': { 'volume-produit': '0.0000' } }),
        { ...product('Blanc', '307.1100', '301.3100', sold('5.8000')), 'code-inao': '1B001S ', premix: false },
      ],
      {
        'identification-declarant': {
          'numero-agrement': 'fr01300e07896',
          'numero-cvi': '0100012345',
          'raison-sociale': 'Domaine des Coteaux',
        },
        periode: { mois: '8', annee: '2026' },
        'declaration-neant': true,
        'compte-crd': [capsules('10', '8', { 'sorties-capsules': { utilisations: '2' } })],
      },
    );
    expect(differencesOfDrm(sent, returned)).toEqual([]);
    expect(differencesOfDrm(returned, sent)).toEqual([]);
  });

  it('are told at their place in what was sent, with a product by its name', () => {
    const sent = drm([product('Blanc', 307.11, 301.31, sold(5.8)), product('Rouge', 4, 4)]);
    const returned = drm([
      product('Rouge', '4.0000', '4.0000'),
      product('Blanc', '307.1100', '301.3000', sold('5.81000')),
    ]);
    expect(differencesOfDrm(sent, returned)).toEqual([
      {
        pointer: `${SUSPENDED}/0/balance-stocks/sorties-periode/ventes-france-crd-suspendus/annee-courante`,
        path: 'droits-suspendus › Blanc › sorties-periode › ventes-france-crd-suspendus › annee-courante',
        sent: 5.8,
        returned: '5.81000',
      },
      {
        pointer: `${SUSPENDED}/0/balance-stocks/stock-fin-periode`,
        path: 'droits-suspendus › Blanc › stock-fin-periode',
        sent: 301.31,
        returned: '301.3000',
      },
    ]);
  });

  it('are told at their place in what came back where nothing was sent', () => {
    const sent = drm([product('Blanc', 1, 1)]);
    const rouge = product('Rouge', '4.0000', '4.0000');
    expect(differencesOfDrm(sent, drm([rouge, product('Blanc', 1, 1, sold('0.5'))]))).toEqual([
      expect.objectContaining({
        pointer: `${SUSPENDED}/1/balance-stocks/sorties-periode/ventes-france-crd-suspendus/annee-courante`,
        sent: null,
        returned: '0.5',
      }),
      { pointer: `${SUSPENDED}/0`, path: 'droits-suspendus › Rouge', sent: null, returned: rouge },
    ]);
    expect(pointersOf(drm([rouge]), drm([]))).toEqual([`${SUSPENDED}/0`]);
  });

  it('are none for a product or capsules without stock and movement that came with the others', () => {
    const sent = drm([product('Blanc', 1, 1)]);
    const more = { 'compte-crd': [capsules('0', '0')] };
    expect(pointersOf(sent, drm([product('Blanc', 1, 1), product('Old', '0.0000', '0.0000')], more))).toEqual([]);
    const moved = product('Old', '0.0000', '0.0000', {
      'entrees-periode': { 'volume-produit': '1.0' },
      ...sold('1.0'),
    });
    expect(pointersOf(sent, drm([product('Blanc', 1, 1), moved]))).toEqual([`${SUSPENDED}/1`]);
  });

  it('are none for the products and capsules of the month before after a declaration of nothing', () => {
    const nothing = drm(undefined, { 'declaration-neant': true });
    const products = [product('Blanc', '7.0000', '7.0000')];
    const back = drm(products, {
      'droits-suspendus': { produit: products, stockEpuise: true },
      'compte-crd': [capsules('12', '12')],
    });
    expect(differencesOfDrm(nothing, back)).toEqual([]);
    expect(pointersOf(nothing, drm([product('Blanc', '7.0000', '6.0000', sold('1.0000'))]))).toEqual([
      `${SUSPENDED}/0`,
    ]);
    expect(pointersOf(nothing, drm(undefined, { 'compte-crd': [capsules('12', '11')] }))).toHaveLength(1);
  });

  it('tell texts apart as they are written, also where they are digits', () => {
    const [one, other] = ['0100012345', '100012345'].map((cvi) =>
      drm([], { 'identification-declarant': { 'numero-agrement': 'FR01300E07896', 'numero-cvi': cvi } }),
    );
    expect(pointersOf(one, other)).toEqual(['/declaration-recapitulative/identification-declarant/numero-cvi']);
  });

  it('tell two entries of one name apart, and replacements by their months', () => {
    const replaced = (...all: [number, unknown][]) =>
      drm([
        product('Blanc', 1, 1, {
          'entrees-periode': {
            replacements: {
              'replacement-suspension': all.map(([mois, volume]) => ({ mois, annee: 2026, volume })),
            },
          },
        }),
      ]);
    expect(pointersOf(replaced([5, 1], [6, 2]), replaced([6, '2.0'], [5, '1.5']))).toEqual([
      `${SUSPENDED}/0/balance-stocks/entrees-periode/replacements/replacement-suspension/0/volume`,
    ]);
    const twice = [product('Blanc', 1, 1), product('Blanc', 2, 2)];
    expect(pointersOf(drm(twice), drm([twice[0] as object, product('Blanc', 2, 3)]))).toEqual([
      `${SUSPENDED}/1/balance-stocks/stock-fin-periode`,
    ]);
  });

  it.each([undefined, null, 7, 'text', [], { 'declaration-recapitulative': { 'droits-suspendus': [1, null] } }])(
    'are made of anything: %j',
    (odd) => {
      expect(Array.isArray(differencesOfDrm(odd, drm([product('Blanc', 1, 1)])))).toBe(true);
      expect(Array.isArray(differencesOfDrm(drm([product('Blanc', 1, 1)]), odd))).toBe(true);
    },
  );
});

it.each([
  ['301.3100', '301.31'],
  ['+05.0', '5'],
  ['.50', '0.5'],
  ['-0.10', '-0.1'],
  ['-0.0', ''],
  ['100', '100'],
  [0, ''],
  [false, ''],
  ['true', 'true'],
  [' CL_75 ', 'CL_75'],
])('the content of %j is %j', (value, content) => {
  expect(contentOf('', value)).toBe(content);
});
