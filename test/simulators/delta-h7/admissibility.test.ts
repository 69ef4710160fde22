import { describe, expect, it } from 'vitest';
import * as admissibility from '../../../local/simulators/delta-h7/checks/admissibility.ts';
import { creation, eur, identified, type Message, procedure } from './operator.ts';

const TODAY = new Date('2026-11-22T09:00:00Z');
const firstInadmissibility = (message: Message, known: { lrnIsTaken: () => boolean }, at = TODAY) =>
  admissibility.firstInadmissibility(message, known, at);
const firstInadmissibilityOnArrival = (declaration: Message, at = TODAY) =>
  admissibility.firstInadmissibilityOnArrival(declaration, at);

const free = { lrnIsTaken: () => false };
const taken = { lrnIsTaken: () => true };
const usd = (intrinsicValueAmount: number) => ({
  intrinsicValue: { intrinsicValueAmount, intrinsicValueCurrency: 'USD' },
});

describe('the admissibility of a Creation_H7', () => {
  it('is given for a declaration that breaks no rule', () => {
    expect(firstInadmissibility(creation(), free)).toBeUndefined();
  });

  it('is refused to an LRN that is taken, in the words that DGDDI published', () => {
    expect(firstInadmissibility(creation(), taken)).toEqual({
      errorType: 15,
      errorCode: 'H7_NAT_000',
      errorPointer: 'lrn',
      errorDescription: expect.stringMatching(/^Le LRN saisi ne doit pas correspondre à celui d'u/),
    });
  });

  it('ends above 150 EUR for all items together, to the cent', () => {
    expect(firstInadmissibility(creation({ items: [eur(95.42), eur(36.31), eur(18.27)] }), free)).toBeUndefined();
    expect(firstInadmissibility(creation({ items: [eur(149.9), eur(0.1)] }), free)).toBeUndefined();
    expect(firstInadmissibility(creation({ items: [eur(149.9), eur(0.11)] }), free)).toMatchObject({
      errorCode: 'H7_NAT_001',
      errorPointer: 'declaration.items',
    });
  });

  it('counts other currencies at their worth', () => {
    expect(firstInadmissibility(creation({ items: [usd(170)] }), free)).toBeUndefined();
    expect(firstInadmissibility(creation({ items: [usd(180)] }), free)).toMatchObject({ errorCode: 'H7_NAT_001' });
  });

  it('asks for the vendor (FR5) with IOSS, and only with IOSS', () => {
    const none = {
      additionalFiscalReferences: [{ additionalFiscalReferenceRole: 'FR7', additionalFiscalReferenceId: 'FR1' }],
    };
    expect(firstInadmissibility(creation({ declaration: none }), free)).toMatchObject({ errorCode: 'H7_NAT_002' });
    expect(firstInadmissibility(creation({ declaration: none, items: [procedure('F49')] }), free)).toBeUndefined();
    const nameless = { additionalFiscalReferences: [{ additionalFiscalReferenceRole: 'FR5' }] };
    expect(firstInadmissibility(creation({ declaration: nameless }), free)).toMatchObject({ errorCode: 'H7_NAT_002' });
  });

  it('asks for a clearance agreement that is known', () => {
    const declaration = { clearanceAgreement: { clearanceAgreementNumber: 'B234567' } };
    expect(firstInadmissibility(creation({ declaration }), free)).toMatchObject({
      errorCode: 'H7_NAT_003',
      errorPointer: 'declaration.clearanceAgreement.clearanceAgreementNumber',
    });
  });

  it.each(['220300', '220410', '220510', '220600', '220710', '220830', '240210', '240311'])(
    'excludes %s',
    (commodityCode) => {
      expect(firstInadmissibility(creation({ items: [{}, { commodityCode }] }), free)).toMatchObject({
        errorCode: 'H7_NAT_004',
        errorPointer: 'declaration.items[1].commodityCode',
      });
    },
  );

  it.each(['220210', '220900', '240110', '240400'])('does not exclude %s', (commodityCode) => {
    expect(firstInadmissibility(creation({ items: [{ commodityCode }] }), free)).toBeUndefined();
  });

  // The last second of the day before in Paris, and the first of the day.
  const reform = [new Date('2026-06-30T21:59:59Z'), new Date('2026-06-30T22:00:00Z')] as const;
  const identifiers = [new Date('2026-10-31T22:59:59Z'), new Date('2026-10-31T23:00:00Z')] as const;
  const CO = { genericInformation: { declarationType: 'CO', additionalDeclarationType: 'A' } };

  it.each(['F48', 'F49', 'F53'])('asks for a removal credit with %s since 1 July 2026', (code) => {
    const poor = (removalCredit: unknown, more: object = {}) =>
      creation({ declaration: { removalCredit, ...more }, items: [procedure(code)] });
    const [before, since] = reform;
    expect(firstInadmissibility(poor(undefined), free, before)).toBeUndefined();
    for (const none of [undefined, {}, { removalCreditNumber: '' }])
      expect(firstInadmissibility(poor(none), free, since)).toMatchObject({
        errorCode: 'H7_NAT_005',
        errorPointer: 'declaration.removalCredit.removalCreditNumber',
      });
    expect(firstInadmissibility(poor(undefined, CO), free, since)).toBeUndefined();
  });

  it.each(['C07', 'C08'])('asks for no removal credit with %s', (code) => {
    expect(
      firstInadmissibility(creation({ declaration: { removalCredit: undefined }, items: [procedure(code)] }), free),
    ).toBeUndefined();
  });

  it.each(['F48', 'F49', 'F53'])('asks for product identifiers with %s since 1 November 2026', (code) => {
    const nameless = { ...procedure(code), supportingDocuments: undefined };
    const message = creation({ items: [procedure(code), nameless] });
    expect(firstInadmissibility(message, free, identifiers[0])).toBeUndefined();
    expect(firstInadmissibility(message, free, identifiers[1])).toMatchObject({
      errorCode: 'H7_NAT_006',
      errorPointer: 'declaration.items[1].supportingDocuments',
    });
    expect(firstInadmissibility(creation({ items: [nameless], declaration: CO }), free)).toBeUndefined();
    expect(firstInadmissibility(creation({ items: [{ ...nameless, ...procedure('C08') }] }), free)).toBeUndefined();
  });

  it.each([
    [['C127', 'C128', 'C129'], undefined],
    [['C127', 'C128', 'Y081'], undefined],
    [['C128', 'C129'], 'supportingDocuments'],
    [['C127', 'C129'], 'supportingDocuments'],
    [['C127', 'C128'], 'supportingDocuments'],
    [['C127', 'C128', 'C129', 'Y081'], 'additionalReferences'],
  ])('finds of the identifiers %s a fault in %s', (types, place) => {
    const error = firstInadmissibility(creation({ items: [identified(...types)] }), free);
    expect(error?.errorPointer).toBe(place && `declaration.items[0].${place}`);
  });

  it('counts no identifier that has no reference', () => {
    const [first, ...others] = identified('C127', 'C128', 'C129').supportingDocuments;
    const supportingDocuments = [{ ...first, supportingDocumentReference: undefined }, ...others];
    expect(firstInadmissibility(creation({ items: [{ supportingDocuments }] }), free)?.errorCode).toBe('H7_NAT_006');
  });

  it('asks for items with numbers of their own, and takes two lines of the same goods', () => {
    expect(firstInadmissibility(creation({ items: [{}, {}] }), free)).toBeUndefined();
    expect(firstInadmissibility(creation({ items: [{}, {}, { itemNumber: 1 }] }), free)).toMatchObject({
      errorCode: 'H7_NAT_007',
      errorPointer: 'declaration.items[2].itemNumber',
    });
  });

  it('names the first error only, in the order of the rules', () => {
    const message = creation({ items: [{ ...eur(500), commodityCode: '220300' }] });
    message.declaration.clearanceAgreement.clearanceAgreementNumber = 'X';
    delete message.declaration.additionalFiscalReferences;
    const codes: (string | undefined)[] = [firstInadmissibility(message, taken)?.errorCode];
    codes.push(firstInadmissibility(message, free)?.errorCode);
    message.declaration.items[0].intrinsicValue.intrinsicValueAmount = 5;
    codes.push(firstInadmissibility(message, free)?.errorCode);
    message.declaration.additionalFiscalReferences = [
      { additionalFiscalReferenceRole: 'FR5', additionalFiscalReferenceId: 'IM1' },
    ];
    codes.push(firstInadmissibility(message, free)?.errorCode);
    message.declaration.clearanceAgreement.clearanceAgreementNumber = 'A1';
    codes.push(firstInadmissibility(message, free)?.errorCode);
    expect(codes).toEqual(['H7_NAT_000', 'H7_NAT_001', 'H7_NAT_002', 'H7_NAT_003', 'H7_NAT_004']);
  });
});

describe('the admissibility of a declaration whose goods have arrived', () => {
  it('is judged by all rules of its lodging but that of its LRN, and then by what is new', () => {
    const { declaration } = creation({ items: [{ ...eur(500), commodityCode: '930400' }] });
    expect(firstInadmissibilityOnArrival(declaration)).toMatchObject({ errorCode: 'H7_NAT_001' });
    declaration.items[0].intrinsicValue.intrinsicValueAmount = 5;
    expect(firstInadmissibilityOnArrival(declaration)).toMatchObject({
      errorCode: 'H7_NAT_014',
      errorPointer: 'declaration.items[0].commodityCode',
    });
    declaration.items[0].commodityCode = '610910';
    expect(firstInadmissibilityOnArrival(declaration)).toBeUndefined();
  });
});
