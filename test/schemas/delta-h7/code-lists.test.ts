import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractOf } from '../../../schemas/catalogue.ts';
import * as chargeLists from '../../../schemas/delta-h7/code-lists/charges.ts';
import { type CodeEntry, entriesOn, textOf } from '../../../schemas/delta-h7/code-lists/code-list.ts';
import * as declarationLists from '../../../schemas/delta-h7/code-lists/declaration.ts';
import * as errorLists from '../../../schemas/delta-h7/code-lists/errors.ts';
import * as procedureLists from '../../../schemas/delta-h7/code-lists/procedures.ts';
import * as stateLists from '../../../schemas/delta-h7/code-lists/state-codes.ts';
import * as taxLists from '../../../schemas/delta-h7/code-lists/taxes.ts';
import { declarationStateOf } from '../../../schemas/delta-h7/states.ts';
import { warningsOf } from '../../../schemas/settings.ts';
import { root } from '../../support/files.ts';
import { creation, item } from '../../support/messages.ts';

const day = (text: string) => new Date(`${text}T12:00:00+02:00`);
const lists = {
  ...chargeLists,
  ...declarationLists,
  ...errorLists,
  ...procedureLists,
  ...stateLists,
  ...taxLists,
};
const everyList = Object.entries(lists).filter((one): one is [string, CodeEntry[]] => Array.isArray(one[1]));
const codesOn = (list: readonly CodeEntry[], on: string) => entriesOn(list, day(on)).map(({ code }) => code);

describe('a code list', () => {
  it('exists for each list of the contract', () => {
    expect(everyList.map(([name]) => name).sort()).toEqual([
      'additionalDeclarationTypes',
      'additionalProcedures',
      'charges',
      'declarationTypes',
      'errorTypes',
      'fiscalReferences',
      'locationQualifiers',
      'locationTypes',
      'nationalTaxCodes',
      'procedures',
      'productIdentifiers',
      'stateCodes',
      'taxTypes',
    ]);
  });

  it.each(everyList)('%s has each code once a day, with a text and a public source', (_, list) => {
    const codes = list.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { text, source, from, until } of list) {
      expect(text).not.toBe('');
      expect(source).toMatch(/^\S.{10,}$/);
      // A document's name, never a place on some machine.
      expect(source).not.toMatch(/(^|\s)\/\w|\.txt|seeds/);
      for (const date of [from, until]) expect(date ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((from ?? '') < (until ?? '9')).toBe(true);
    }
  });

  it.each([
    ['2026-06-30', ['C07', 'C08', 'F48', 'F49']],
    ['2026-07-01', ['C08', 'F48', 'F49', 'F53']],
  ])('has on %s the additional procedures %j', (on, codes) => {
    expect(codesOn(lists.additionalProcedures, on)).toEqual(codes);
  });

  it.each([
    ['2026-02-28', []],
    ['2026-03-01', ['fr-small-parcels-tax']],
    ['2026-06-30', ['fr-small-parcels-tax']],
    ['2026-07-01', ['eu-flat-duty', 'fr-small-parcels-tax']],
    ['2026-10-31', ['eu-flat-duty', 'fr-small-parcels-tax']],
    ['2026-11-01', ['eu-flat-duty', 'fr-small-parcels-tax', 'eu-handling-fee']],
    ['2028-06-30', ['eu-flat-duty', 'fr-small-parcels-tax', 'eu-handling-fee']],
    ['2028-07-01', ['fr-small-parcels-tax', 'eu-handling-fee']],
  ])('has on %s the charges %j', (on, codes) => {
    expect(codesOn(lists.charges, on)).toEqual(codes);
  });

  it.each([
    ['2026-06-30', []],
    ['2026-07-01', ['voluntary']],
    ['2026-10-31', ['voluntary']],
    ['2026-11-01', ['mandatory']],
  ])('has product identifiers on %s as %j', (on, codes) => {
    expect(codesOn(lists.productIdentifiers, on)).toEqual(codes);
  });

  it('changes at midnight in Paris', () => {
    const before = new Date('2026-06-30T21:59:59.999Z');
    const after = new Date('2026-06-30T22:00:00.000Z');
    expect(textOf(lists.additionalProcedures, 'C07', before)).toBe('Consignment of negligible value');
    expect(textOf(lists.additionalProcedures, 'C07', after)).toBeUndefined();
    expect(textOf(lists.additionalProcedures, 'F53', before)).toBeUndefined();
    expect(textOf(lists.additionalProcedures, 'F53', after)).toMatch(/standard mechanism/);
    // In winter Paris is one hour ahead.
    expect(textOf(lists.charges, 'eu-handling-fee', new Date('2026-10-31T22:59:59Z'))).toBeUndefined();
    expect(textOf(lists.charges, 'eu-handling-fee', new Date('2026-10-31T23:00:00Z'))).toMatch(/handling fee/);
  });

  it('gives the text of a code, and none for one that it does not have', () => {
    const on = day('2026-11-22');
    expect(textOf(lists.taxTypes, 'B00', on)).toBe('VAT');
    expect(textOf(lists.errorTypes, 15, on)).toBe('Not supported in this position');
    expect(textOf(lists.fiscalReferences, 'FR5', on)).toBe('Vendor (IOSS)');
    expect(textOf(lists.taxTypes, 'Z99', on)).toBeUndefined();
  });

  it('[H7-X3] of the states names each in our words, whatever its case and accents, and keeps what it does not know', () => {
    for (const { code, state } of lists.stateCodes) expect(declarationStateOf(code), code).toBe(state);
    expect(declarationStateOf(' bon a enlever ')).toBe('released');
    expect(declarationStateOf('XYZ')).toBe('unknown');
  });

  it.each([
    ['anticipated', 'ANT', 'Anticipé'],
    ['validated', 'VLD', 'Validé'],
    ['validated', 'reprise', 'Reprise'],
    ['under-control', 'CTL', 'Sous contrôle'],
    ['not-cleared', 'MND', 'Mise en marchandise non dédouanée'],
    ['credit-pending', 'CEA', 'Crédit en attente'],
    ['released', 'BAE', 'Bon à enlever'],
    ['cancelled', 'ANN', 'Annulé'],
    ['invalidated', 'INV', 'Invalidé'],
  ])('[H7-X3] of the states has %s as one of its own: %s, %s (§2.1.3)', (state, ...codes) => {
    expect(codes.map(declarationStateOf)).toEqual([state, state]);
    expect(contractOf('delta-h7').states).toContain(state);
  });
});

interface Consignment {
  /** The additional procedures of each item. */
  items: string[][];
  fiscal?: string;
  on: string;
  amount?: number;
  currency?: string;
  more?: Record<string, unknown>;
}

/** The warnings with their places, product identifiers apart unless they are asked for. */
function warned({ items, fiscal, on, amount = 20, currency, more = { productIdentifier: 'x' } }: Consignment) {
  const payload = creation(
    'L-1',
    'A',
    items.map((codes, index) => ({
      ...item(amount, currency, index + 1),
      additionalProcedure: codes.map((additionalProcedureCode) => ({ additionalProcedureCode })),
      ...more,
    })),
  );
  const declaration = {
    ...payload.declaration,
    ...(fiscal && {
      additionalFiscalReferences: [{ additionalFiscalReferenceRole: fiscal, additionalFiscalReferenceId: 'IM25' }],
    }),
  };
  return warningsOf('delta-h7', 'Creation_H7', { ...payload, declaration }, day(on)).map(
    ({ pointer, text }) => `${pointer}: ${text}`,
  );
}

describe('a warning', () => {
  it.each<[string, Consignment]>([
    ['IOSS before the relief ended', { items: [['C07', 'F48']], fiscal: 'FR5', on: '2026-06-30' }],
    ['IOSS without C07, which customs adds', { items: [['F48']], fiscal: 'FR5', on: '2026-06-30' }],
    ['IOSS after it', { items: [['F48'], ['F48']], fiscal: 'FR5', on: '2026-07-01' }],
    ['special arrangements', { items: [['F49']], on: '2026-07-01' }],
    ['the standard mechanism', { items: [['F53']], on: '2026-07-01' }],
    ['the standard mechanism with postponed VAT', { items: [['F53']], fiscal: 'FR7', on: '2026-07-01' }],
    ['negligible value before', { items: [['C07']], on: '2026-06-30' }],
    ['a gift', { items: [['C08']], amount: 45, on: '2026-11-22' }],
    ['a gift in another currency', { items: [['C08']], amount: 80, currency: 'USD', on: '2026-11-22' }],
  ])('is not given for %s', (_, consignment) => {
    expect(warned(consignment)).toEqual([]);
  });

  it.each<[string, Consignment, string]>([
    [
      'an additional procedure that is not known',
      { items: [['F49'], ['X99']], on: '2026-06-30' },
      '/declaration/items/1/additionalProcedure: the additional procedure "X99" is not known',
    ],
    [
      'F53 before it is there',
      { items: [['F53']], on: '2026-06-30' },
      '/declaration/items/0/additionalProcedure: the additional procedure F53 (Distance sale, import VAT under the standard mechanism) holds from 2026-07-01 on only',
    ],
    [
      'C07 with F48 once the relief ended',
      { items: [['C07', 'F48']], fiscal: 'FR5', on: '2026-07-01' },
      '/declaration/items/0/additionalProcedure: C07 has no place beside F48 (IOSS) since 2026-07-01, when the relief from duty ended',
    ],
    [
      'C07 alone once the relief ended',
      { items: [['C07']], on: '2026-07-01' },
      '/declaration/items/0/additionalProcedure: the additional procedure C07 (Consignment of negligible value) no longer holds since 2026-07-01',
    ],
    [
      'IOSS without its number',
      { items: [['F48']], on: '2026-07-01' },
      '/declaration/additionalFiscalReferences: F48 (IOSS) needs the IOSS number of the vendor, as an additional fiscal reference FR5',
    ],
    [
      'IOSS with a number of another kind',
      { items: [['F48']], fiscal: 'FR7', on: '2026-07-01' },
      '/declaration/additionalFiscalReferences: F48 (IOSS) needs the IOSS number of the vendor, as an additional fiscal reference FR5',
    ],
    [
      'goods under IOSS mixed with others',
      { items: [['F48'], ['F53']], fiscal: 'FR5', on: '2026-07-01' },
      '/declaration/items/1/additionalProcedure: goods under F48 (IOSS) and others cannot stand in one declaration, and FR5 is for F48 only',
    ],
    [
      'an IOSS number for goods that are not under it',
      { items: [['F53']], fiscal: 'FR5', on: '2026-07-01' },
      '/declaration/items/0/additionalProcedure: goods under F48 (IOSS) and others cannot stand in one declaration, and FR5 is for F48 only',
    ],
    [
      'a gift that is a distance sale',
      { items: [['C08', 'F49']], on: '2026-07-01' },
      '/declaration/items/0/additionalProcedure: C08, a gift between private persons, cannot be a distance sale (F49) too',
    ],
    [
      'two schemes for one item',
      { items: [['F49', 'F53']], on: '2026-07-01' },
      '/declaration/items/0/additionalProcedure: an item is under one scheme only, not under F49 and F53',
    ],
    [
      'a gift that is too dear',
      { items: [['C08']], amount: 45.01, on: '2026-11-22' },
      '/declaration/items/0/additionalProcedure: a gift between private persons (C08) is free of duty and tax up to 45 EUR in all',
    ],
  ])('is given for %s', (_, consignment, warning) => {
    expect(warned(consignment)).toEqual([warning]);
  });

  const noIdentifier = (index: number) =>
    `/declaration/items/${index}: no product identifier: since 2026-11-01 they are mandatory for distance sales`;

  it('is given for each item without a product identifier from 2026-11-01 on', () => {
    expect(warned({ items: [['F53'], ['F53']], on: '2026-10-31', more: {} })).toEqual([]);
    expect(warned({ items: [['F53'], ['F53']], on: '2026-11-01', more: {} })).toEqual([
      noIdentifier(0),
      noIdentifier(1),
    ]);
    expect(warned({ items: [['C08']], on: '2026-11-01', more: {} })).toEqual([]);
  });

  it.each([
    { productIdentifier: '4006381333931' },
    { merchantProductIdentifiers: ['a'] },
    { identifiers: { manufacturer_product_identifier: 'b' } },
    { productReferences: [{ ProductIdentifier: 'c' }] },
  ])('accepts %j as a product identifier: the name of the field is not public', (more) => {
    expect(warned({ items: [['F53']], on: '2026-11-01', more })).toEqual([]);
  });

  it('never throws, whatever the message', () => {
    const items = [
      null,
      7,
      {},
      { additionalProcedure: 'F48' },
      { additionalProcedure: [null, { additionalProcedureCode: 7 }] },
    ];
    for (const payload of [undefined, null, 7, {}, { declaration: null }, { declaration: { items: {} } }])
      expect(warningsOf('delta-h7', 'Creation_H7', payload, day('2026-11-22'))).toEqual([]);
    expect(() => warningsOf('delta-h7', 'Creation_H7', { declaration: { items } }, day('2026-11-22'))).not.toThrow();
  });

  it('never refuses a message: neither the sender nor the catalogue knows warnings', () => {
    const files = ['functions', 'schemas/delta-h7'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        // The lane's settings name them for the desk.
        .filter((entry) => entry.isFile() && entry.name !== 'settings.ts')
        .map((entry) => path.join(entry.parentPath, entry.name)),
    );
    expect(files.filter((file) => /(warnings?|schemas\/settings)\.ts'/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
