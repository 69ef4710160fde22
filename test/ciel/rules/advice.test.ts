import { describe, expect, it } from 'vitest';
import { functionalCodes } from '../../../schemas/ciel/codes/functional-codes.ts';
import { viewOf } from '../../../schemas/settings.ts';

const adviceOn = (errorCode: string) => viewOf('ciel').adviceOn?.({ errorCode })[0];

describe('a functional code of CIEL', () => {
  it('[CI-4] has its rule and its remedy in our words, also where it is printed with two digits', () => {
    expect(adviceOn('016')).toBe(
      'the rule is every product of which the last DRM had stock left: add the product, with its opening stock',
    );
    expect(adviceOn('54')).toBe(adviceOn('054'));
    for (const code of ['006', '043', '', 'toString', '0007']) expect(adviceOn(code), code).toBeUndefined();
  });

  it('[CI-4] has its rule and its remedy in French, too', () => {
    const french = viewOf('ciel').inFrench ?? {};
    for (const { rule, remedy } of Object.values(functionalCodes))
      expect(Object.keys(french)).toEqual(expect.arrayContaining([rule, remedy]));
    expect(french[adviceOn('051') ?? '']).toBe(
      'la règle est aucune entrée de produits dans une DRM de stocks dormants : enlevez-les',
    );
  });

  it('[CI-4] is every one that the contract lists', () => {
    const withdrawn = [6, 39, 43, 52, 53];
    const listed = Array.from({ length: 56 }, (_, n) => n + 1).filter((code) => !withdrawn.includes(code));
    expect(Object.keys(functionalCodes).sort()).toEqual([...listed, 999].map((code) => String(code).padStart(3, '0')));
  });
});
