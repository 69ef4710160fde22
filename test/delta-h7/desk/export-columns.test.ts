import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportColumns } from '../../../desk/exports/columns.ts';
import { filingRows } from '../../../desk/exports/filing-rows.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { itemsOf as productsOf } from '../../../schemas/ciel/items.ts';
import { itemsOf } from '../../../schemas/delta-h7/items.ts';
import { root } from '../../support/files.ts';

const sample = (file: string) => JSON.parse(readFileSync(path.join(root, 'samples', file), 'utf8')).submission.payload;

it('the columns of an export stand in docs/export.md, in their order', () => {
  const text = readFileSync(path.join(root, 'docs/export.md'), 'utf8');
  const rows = [...text.slice(text.indexOf('## Columns')).matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
  expect(rows.map(([, name, text]) => ({ name, text }))).toEqual(exportColumns());
  const names = exportColumns().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['reference', 'itemNumber', 'payableTaxAmount', 'mrn']));
});

describe('the items of a declaration to Delta-H7', () => {
  const tax = (itemNumber: number, payableTaxAmount: number, taxType = 'B00') => ({
    itemNumber,
    taxType,
    payableTaxAmount,
  });

  it('have the taxes on each, summed in cents', () => {
    const { declaration } = sample('01-ioss-t-shirt.json');
    const dutiesAndTaxes = { itemsTaxation: [tax(1, 0.1, 'A00'), tax(1, 0.2), tax(7, 3)] };
    expect(itemsOf(declaration, { dutiesAndTaxes })).toEqual([
      {
        ...{ itemNumber: 1, commodityCode: '610910', goodsDescription: 'Organic cotton T-shirt, women, size M' },
        ...{ intrinsicValueAmount: 19.9, intrinsicValueCurrency: 'EUR', additionalProcedureCode: 'F48' },
        ...{ grossMass: 0.2, numberOfPackages: 1, taxType: 'A00 B00', payableTaxAmount: 0.3 },
      },
      { itemNumber: 7, taxType: 'B00', payableTaxAmount: 3 },
    ]);
  });

  it.each([null, undefined, 'text', { items: 'none' }, { items: [null, 3] }])(
    'are read without trust: %j',
    (declaration) => {
      expect(() => itemsOf(declaration, { dutiesAndTaxes: declaration })).not.toThrow();
    },
  );

  it('are rows also where the declaration was refused here, and masked', () => {
    const payload = sample('01-ioss-t-shirt.json');
    const key = { authority: 'delta-h7', kind: 'declaration', reference: payload.header.lrn } as const;
    const read = readFiling(key, [
      {
        ...{ type: 'refused', message: 'Creation_H7', at: '2026-11-22T10:00:00.000Z', platform: 'shop-1', digest: 'd' },
        errors: [{ errorPointer: '/payload/declaration/items/0/commodityCode', errorDescription: 'wrong' }],
        body: JSON.stringify({ authority: 'delta-h7', message: 'Creation_H7', platform: 'shop-1', payload }),
      },
    ]);
    expect(filingRows(read, false)).toMatchObject([
      { reference: key.reference, status: 'refused', itemNumber: 1, commodityCode: '610910', errorCount: 1, mrn: null },
    ]);
    expect(filingRows(read, false)[0]).not.toHaveProperty('declaration');
    expect(filingRows(read, true)[0]?.['declaration']).toContain('Camille Durand');
  });
});

it('the products of a DRM are numbered as they stand in it', () => {
  const products = productsOf(sample('ciel/01-under-suspension.json'));
  expect(products.slice(0, 2)).toEqual([
    {
      ...{ itemNumber: 1, droits: 'suspendus', 'code-inao': '1R530S', 'libelle-personnalise': 'Coteaux rouge' },
      ...{ 'stock-debut-periode': 307.11, 'stock-fin-periode': 401.31 },
    },
    expect.objectContaining({ itemNumber: 2, 'code-inao': '1S530S' }),
  ]);
});
