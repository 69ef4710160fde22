import { describe, expect, it } from 'vitest';
import {
  firstInadmissibility,
  firstInadmissibilityOnArrival,
} from '../../../local/simulators/delta-h7/checks/admissibility.ts';
import { creation, eur, procedure } from './operator.ts';

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
