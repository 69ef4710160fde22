import { describe, expect, it } from 'vitest';
import { contractOf } from '../../../schemas/catalogue.ts';
import { flatCharges } from '../../../schemas/delta-h7/charges/flat-charges.ts';
import { type CodeEntry, entriesOn, textOf } from '../../../schemas/delta-h7/code-lists/code-list.ts';
import * as declarationLists from '../../../schemas/delta-h7/code-lists/declaration.ts';
import * as errorLists from '../../../schemas/delta-h7/code-lists/errors.ts';
import * as procedureLists from '../../../schemas/delta-h7/code-lists/procedures.ts';
import * as stateLists from '../../../schemas/delta-h7/code-lists/state-codes.ts';
import * as taxLists from '../../../schemas/delta-h7/code-lists/taxes.ts';
import { declarationStateOf } from '../../../schemas/delta-h7/states.ts';

const day = (text: string) => new Date(`${text}T12:00:00+02:00`);
const lists = {
  flatCharges,
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
      'declarationTypes',
      'errorTypes',
      'fiscalReferences',
      'flatCharges',
      'locationQualifiers',
      'locationTypes',
      'nationalTaxCodes',
      'procedures',
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
    ['2026-11-01', ['eu-flat-duty', 'eu-handling-fee']],
    ['2028-06-30', ['eu-flat-duty', 'eu-handling-fee']],
    ['2028-07-01', ['eu-handling-fee']],
  ])('has on %s the charges %j', (on, codes) => {
    expect(codesOn(lists.flatCharges, on)).toEqual(codes);
  });

  it('changes at midnight in Paris', () => {
    const before = new Date('2026-06-30T21:59:59.999Z');
    const after = new Date('2026-06-30T22:00:00.000Z');
    expect(textOf(lists.additionalProcedures, 'C07', before)).toBe('Consignment of negligible value');
    expect(textOf(lists.additionalProcedures, 'C07', after)).toBeUndefined();
    expect(textOf(lists.additionalProcedures, 'F53', before)).toBeUndefined();
    expect(textOf(lists.additionalProcedures, 'F53', after)).toMatch(/standard mechanism/);
    // In winter Paris is one hour ahead.
    expect(textOf(lists.flatCharges, 'eu-handling-fee', new Date('2026-10-31T22:59:59Z'))).toBeUndefined();
    expect(textOf(lists.flatCharges, 'eu-handling-fee', new Date('2026-10-31T23:00:00Z'))).toMatch(/handling fee/);
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
