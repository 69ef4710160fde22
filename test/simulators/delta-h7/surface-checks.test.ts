import { describe, expect, it } from 'vitest';
import * as surface from '../../../local/simulators/delta-h7/checks/surface-checks.ts';
import { creationForm } from '../../../local/simulators/delta-h7/messages/creation-h7.ts';
import type { Message } from './operator.ts';
import { creation } from './operator.ts';

const now = new Date('2026-11-22T09:00:00Z');
const surfaceErrors = (message: unknown, at: Date) => surface.surfaceErrors(creationForm(at), message);
const pointers = (message: unknown, at = now) => surfaceErrors(message, at).map((error) => error.errorPointer);

/** The message with one value replaced; `undefined` removes it. */
function withAt(place: string, value: unknown, message = creation()): unknown {
  const parts = place.split(/[.[\]]+/).filter(Boolean);
  const last = parts.pop() as string;
  const parent = parts.reduce((node: Message, part) => node[part], message);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return message;
}

describe('the surface of a Creation_H7', () => {
  it('is in order, validated or anticipated', () => {
    expect(surfaceErrors(creation(), now)).toEqual([]);
    expect(surfaceErrors(creation({ type: 'D' }), now)).toEqual([]);
  });

  it('takes the longest texts, an importer by its identifier, and 99 items', () => {
    const message = creation({
      lrn: 'L'.repeat(22),
      items: Array.from({ length: 99 }, () => ({ goodsDescription: 'g'.repeat(512) })),
    });
    message.declaration.importer = { importerId: 'F'.repeat(17) };
    expect(surfaceErrors(message, now)).toEqual([]);
  });

  it('leaves alone what it does not know within the declaration', () => {
    const message = creation({
      items: [{ merchantProductIdentifier: 'SKU-1', procedure: { requestedProcedure: '40' } }],
    });
    Object.assign(message.declaration, { removalCredit: { removalCreditNumber: '1' }, goodsLocation: 7 });
    expect(surfaceErrors(message, now)).toEqual([]);
  });

  it.each([
    'header.lrn',
    'declaration',
    'declaration.genericInformation',
    'declaration.genericInformation.declarationType',
    'declaration.genericInformation.additionalDeclarationType',
    'declaration.clearanceAgreement.clearanceAgreementNumber',
    'declaration.declarationOffice.declarationOfficeReference',
    'declaration.presentationOffice.presentationOfficeReference',
    'declaration.importer',
    'declaration.declarant',
    'declaration.importer.importerName',
    'declaration.importer.importerAddress',
    'declaration.importer.importerAddress.importerStreet',
    'declaration.importer.importerAddress.importerCountry',
    'declaration.importer.importerAddress.importerPostcode',
    'declaration.importer.importerAddress.importerCity',
    'declaration.items',
    'declaration.items[0].itemNumber',
    'declaration.items[0].goodsDescription',
    'declaration.items[0].commodityCode',
    'declaration.items[0].intrinsicValue',
    'declaration.items[0].intrinsicValue.intrinsicValueAmount',
    'declaration.items[0].intrinsicValue.intrinsicValueCurrency',
    'declaration.items[0].additionalProcedure',
    'declaration.items[0].additionalProcedure[0].additionalProcedureCode',
  ])('is missing %s', (place) => {
    expect(surfaceErrors(withAt(place, undefined), now)).toEqual([
      { errorType: 13, errorCode: 'H7_SUR_001', errorPointer: place, errorDescription: 'Donnée obligatoire absente' },
    ]);
  });

  it.each([
    ['header.lrn', 'L'.repeat(23), 'H7_SUR_004'],
    ['header.lrn', '', 'H7_SUR_001'],
    ['header.lrn', 12, 'H7_SUR_002'],
    ['header.sender', 'x', 'H7_SUR_007'],
    ['more', {}, 'H7_SUR_007'],
    ['declaration', [], 'H7_SUR_002'],
    ['declaration.genericInformation.declarationType', 'EX', 'H7_SUR_005'],
    ['declaration.genericInformation.additionalDeclarationType', 'Z', 'H7_SUR_005'],
    ['declaration.clearanceAgreement.clearanceAgreementNumber', 'A12345678', 'H7_SUR_004'],
    ['declaration.declarationOffice.declarationOfficeReference', 'FR0023000', 'H7_SUR_004'],
    ['declaration.presentationOffice.presentationOfficeReference', 'FR0023000', 'H7_SUR_004'],
    ['declaration.importer.importerName', 'n'.repeat(71), 'H7_SUR_004'],
    ['declaration.importer.importerId', 'F'.repeat(18), 'H7_SUR_004'],
    ['declaration.importer.importerAddress.importerStreet', 's'.repeat(71), 'H7_SUR_004'],
    ['declaration.importer.importerAddress.importerCountry', 'FRA', 'H7_SUR_003'],
    ['declaration.importer.importerAddress.importerPostcode', '7'.repeat(18), 'H7_SUR_004'],
    ['declaration.importer.importerAddress.importerCity', 'c'.repeat(36), 'H7_SUR_004'],
    ['declaration.declarant.declarantId', 'F'.repeat(18), 'H7_SUR_004'],
    ['declaration.declarant.declarantName', 'n'.repeat(71), 'H7_SUR_004'],
    ['declaration.representative', { representativeStatus: '4' }, 'H7_SUR_005', '.representativeStatus'],
    ['declaration.declarant.declarantAddress', {}, 'H7_SUR_001', '.declarantStreet'],
    ['declaration.additionalFiscalReferences[0].additionalFiscalReferenceRole', 'F5', 'H7_SUR_003'],
    ['declaration.additionalFiscalReferences[0].additionalFiscalReferenceId', 'I'.repeat(18), 'H7_SUR_004'],
    [
      'declaration.supportingDocuments',
      [{ supportingDocumentType: 'N38' }],
      'H7_SUR_003',
      '[0].supportingDocumentType',
    ],
    ['declaration.transportAndInsuranceCosts', { amount: '5' }, 'H7_SUR_002', '.amount'],
    ['declaration.items', [], 'H7_SUR_006'],
    ['declaration.items', {}, 'H7_SUR_002'],
    ['declaration.items[0].itemNumber', 100_000, 'H7_SUR_003'],
    ['declaration.items[0].itemNumber', 0, 'H7_SUR_003'],
    ['declaration.items[0].itemNumber', 1.5, 'H7_SUR_003'],
    ['declaration.items[0].itemNumber', '1', 'H7_SUR_002'],
    ['declaration.items[0].goodsDescription', 'g'.repeat(513), 'H7_SUR_004'],
    ['declaration.items[0].commodityCode', '61091000', 'H7_SUR_003'],
    ['declaration.items[0].commodityCode', 610910, 'H7_SUR_002'],
    ['declaration.items[0].intrinsicValue.intrinsicValueAmount', '40', 'H7_SUR_002'],
    ['declaration.items[0].intrinsicValue.intrinsicValueAmount', -1, 'H7_SUR_003'],
    ['declaration.items[0].intrinsicValue.intrinsicValueAmount', 10.005, 'H7_SUR_003'],
    ['declaration.items[0].intrinsicValue.intrinsicValueAmount', 1e17, 'H7_SUR_003'],
    ['declaration.items[0].intrinsicValue.intrinsicValueCurrency', 'XXX', 'H7_SUR_005'],
    ['declaration.items[0].additionalProcedure', [], 'H7_SUR_006'],
    ['declaration.items[0].additionalProcedure[0].additionalProcedureCode', 'F99', 'H7_SUR_005'],
    ['declaration.items[0].transportAndInsuranceCosts', { currency: 'eur' }, 'H7_SUR_005', '.currency'],
  ])('has in %s: %j, which is %s', (place, value, code, below = '') => {
    const [error, ...more] = surfaceErrors(withAt(place, value), now);
    expect(error).toMatchObject({ errorCode: code, errorPointer: `${place}${below}` });
    expect(more).toEqual([]);
  });

  it('has at most 99 items and 2 additional procedures', () => {
    expect(pointers(creation({ items: Array.from({ length: 100 }, () => ({})) }))).toEqual(['declaration.items']);
    const lastIsWrong = Array.from({ length: 100 }, (_, index) => (index === 99 ? { commodityCode: '12' } : {}));
    expect(pointers(creation({ items: lastIsWrong }))).toEqual(['declaration.items']);
    const three = ['F48', 'C07', 'C08'].map((additionalProcedureCode) => ({ additionalProcedureCode }));
    expect(pointers(creation({ items: [{ additionalProcedure: three }] }))).toEqual([
      'declaration.items[0].additionalProcedure',
    ]);
  });

  it('has a provisional validation date when anticipated, in the format, and none when validated', () => {
    const place = 'declaration.genericInformation.provisionalValidationDateTime';
    expect(pointers(withAt(place, undefined, creation({ type: 'D' })))).toEqual([place]);
    expect(pointers(withAt(place, '2026-11-25T08:00:00Z', creation({ type: 'D' })))).toEqual([place]);
    expect(pointers(withAt(place, '2026-11-25T08:00:00+01:00[Europe/Paris]'))).toEqual([place]);
  });

  it('names the declarant where it does not identify it', () => {
    const place = 'declaration.declarant';
    expect(pointers(withAt(place, {}))).toEqual([`${place}.declarantName`, `${place}.declarantAddress`]);
  });

  it('knows F53 since 1 July 2026 in Paris', () => {
    const message = creation({ items: [{ additionalProcedure: [{ additionalProcedureCode: 'F53' }] }] });
    expect(pointers(message, new Date('2026-06-30T21:59:59Z'))).toEqual([
      'declaration.items[0].additionalProcedure[0].additionalProcedureCode',
    ]);
    expect(pointers(message, new Date('2026-06-30T22:00:00Z'))).toEqual([]);
  });

  it('tells all its errors at once', () => {
    const message = creation({ items: [{}, { commodityCode: '12', goodsDescription: '' }] });
    message.header.lrn = 'L'.repeat(23);
    delete message.declaration.importer;
    expect(pointers(message)).toEqual([
      'header.lrn',
      'declaration.importer',
      'declaration.items[1].goodsDescription',
      'declaration.items[1].commodityCode',
    ]);
  });

  it('tells at most 999 errors, within the lengths of Error_H7', () => {
    const message = creation();
    message.declaration.items = Array.from({ length: 99 }, () => ({
      additionalProcedure: [{}, {}],
      intrinsicValue: {},
      supportingDocuments: Array.from({ length: 20 }, () => 1),
    }));
    message['x'.repeat(300)] = 1;
    const errors = surfaceErrors(message, now);
    expect(errors).toHaveLength(999);
    const unknown = surfaceErrors({ ...creation(), ['x'.repeat(300)]: 1 }, now);
    expect(unknown[0]?.errorPointer).toHaveLength(210);
    expect(Math.max(...errors.map((error) => error.errorDescription?.length ?? 0))).toBeLessThanOrEqual(350);
  });
});
