import { describe, expect, it } from 'vitest';
import { balance, capsules, crd, type DrmParts, fiscal, inao, product, sold, still } from './drms.ts';
import { office } from './office.ts';

const acquitted = { acquitted: balance(product({ exits: '<ventes>10</ventes>' })) };

describe('the functional errors beside what was declared before', () => {
  const july = { month: '2026-07', suspended: balance(still('100') + still('5', { label: 'Rosé' })) };
  const next = (products: string, parts: DrmParts = {}) => [
    july,
    { month: '2026-09', suspended: balance(products), ...parts },
  ];
  it.each<[string, string[], DrmParts[]]>([
    ['a month twice', ['007'], [{}, {}]],
    ['two months, as they follow', [], next(product() + still('5', { label: 'Rosé' }))],
    ['two agréments in one month', [], [{}, { agrement: 'FR01300G07897' }]],
    [
      'another opening stock',
      ['011'],
      next(product({ opening: '101', closing: '91' }) + still('5', { label: 'Rosé' })),
    ],
    [
      'another opening stock in August',
      [],
      [
        july,
        {
          month: '2026-08',
          suspended: balance(product({ opening: '101', closing: '91' }) + still('5', { label: 'Rosé' })),
        },
      ],
    ],
    [
      'another opening stock, acquitted',
      ['012'],
      [
        { month: '2026-09', ...acquitted },
        { month: '2026-10', suspended: balance(still('90')), ...acquitted },
      ],
    ],
    ['a dropped product', ['016'], next(product())],
    [
      'a dropped product without stock',
      [],
      [
        { month: '2026-09', suspended: balance(product({ exits: sold('100'), closing: '0' })) },
        { month: '2026-10', suspended: balance('') },
      ],
    ],
    ['another code of a product', ['030'], next(product({ code: inao('1R536S') }) + still('5', { label: 'Rosé' }))],
    ['products after the end', ['010'], [{ month: '2026-09', suspended: balance('', true) }, { month: '2026-10' }]],
    ['products in the next campaign', [], [{ month: '2026-05', suspended: balance('', true) }, { month: '2026-08' }]],
    [
      'dropped capsules',
      ['023'],
      [
        { month: '2026-09', rest: crd() },
        { month: '2026-10', suspended: balance(still('90')) },
      ],
    ],
    [
      'dropped capsules without stock',
      [],
      [
        { month: '2026-09', rest: crd(capsules({ opening: 200, closing: 0 })) },
        { month: '2026-10', suspended: balance(still('90')) },
      ],
    ],
    [
      'capsules as they follow',
      [],
      [
        { month: '2026-09', rest: crd() },
        { month: '2026-10', suspended: balance(still('90')), rest: crd(capsules({ opening: 800, closing: 600 })) },
      ],
    ],
    [
      'other opening capsules',
      ['035'],
      [
        { month: '2026-09', rest: crd() },
        { month: '2026-10', suspended: balance(still('90')), rest: crd() },
      ],
    ],
    ['nil after products', [], [july, { month: '2026-09', nil: true }]],
    [
      'a month after a nil one',
      ['011'],
      [
        july,
        { month: '2026-09', nil: true },
        { month: '2026-10', suspended: balance(still('99') + still('5', { label: 'Rosé' })) },
      ],
    ],
    [
      'a label that CIEL renewed',
      [],
      [
        { month: '2026-09', suspended: balance(still('1', { code: fiscal('CIDRES'), head: '<tav>5</tav>' })) },
        { month: '2026-10', suspended: balance(still('1', { code: fiscal('CIDRES'), head: '<tav>5</tav>' })) },
      ],
    ],
    [
      'a new product of dormant stocks',
      ['050'],
      [
        { agrement: 'FR01300GX0050', month: '2026-09' },
        {
          agrement: 'FR01300GX0050',
          month: '2026-10',
          suspended: balance(still('90') + still('1', { label: 'Rosé' })),
        },
      ],
    ],
    ['a month before a draft', [], [{ month: '2026-10' }, { month: '2026-09' }]],
  ])('%s: %j', (_, codes, declarations) => {
    expect(office().codesOf(...declarations)).toEqual(codes);
  });

  it('a month before one that is validated: 042', () => {
    const { codesOf, prodouane } = office();
    codesOf({ month: '2026-10' });
    prodouane.validate('FR01300G07896/2026-10');
    expect(codesOf({ month: '2026-09' })).toEqual(['042']);
  });
});
