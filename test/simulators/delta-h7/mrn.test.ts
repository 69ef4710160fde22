import { describe, expect, it } from 'vitest';
import { isValidMrn, mrnCheckCharacter } from '../../../local/simulators/delta-h7/index.ts';
import { mrnOf } from '../../../local/simulators/delta-h7/register/mrn.ts';

describe('the check character of an MRN', () => {
  it('is the one of ISO 6346, whose own example is container CSQU305438 with check digit 3', () => {
    expect(mrnCheckCharacter('CSQU305438')).toBe('3');
  });

  // Computed by hand: 2·1 + 6·2 + F(16)·4 + R(29)·8 + 2·65536 = 131382 = 11·11943 + 9.
  it('is 9 for 26FR0000000000002', () => {
    expect(mrnCheckCharacter('26FR0000000000002')).toBe('9');
    expect(isValidMrn('26FR00000000000029')).toBe(true);
  });

  // Computed by hand: 310 as above (2 + 12 + 64 + 232), + 9·16 + 9·32 + 2·64 = 870 = 11·79 + 1; + 9·65536 = 589824 = 11·53620 + 4; 5.
  it('counts every position', () => {
    expect(mrnCheckCharacter('26FR9920000000009')).toBe('5');
  });

  it('reads a remainder of 10 as 0', () => {
    // 5·2 = 10, which modulo 11 stays 10.
    expect(mrnCheckCharacter('05')).toBe('0');
  });

  it('refuses a wrong check character, a wrong length, small letters and a letter for a check', () => {
    for (const mrn of [
      '26FR00000000000028',
      '26FR0000000000029',
      '26fr00000000000029',
      '26FR0000000000002A',
      '2AFR00000000000029',
    ]) {
      expect(isValidMrn(mrn), mrn).toBe(false);
    }
    expect(() => mrnCheckCharacter('26fr')).toThrow(TypeError);
  });
});

describe('the MRN of a declaration', () => {
  it('has the year, FR, and a check character that holds', () => {
    const mrn = mrnOf('17953380000000000001', '2026');
    expect(mrn).toMatch(/^26FR[0-9A-Z]{13}[0-9]$/);
    expect(isValidMrn(mrn)).toBe(true);
  });

  it('differs wherever the reference differs', () => {
    const mrns = Array.from({ length: 2000 }, (_, index) =>
      mrnOf(String(17953380000000000000n + BigInt(index)), '2026'),
    );
    expect(new Set(mrns).size).toBe(2000);
    expect(mrns.every(isValidMrn)).toBe(true);
  });
});
