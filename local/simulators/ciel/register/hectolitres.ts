/** A hectolitre in the steps in which volumes are counted: the fifth digit after the point is the last that CIEL takes. */
export const HECTOLITRE = 100_000n;

/** A volume as a whole number of hundred-thousandths of a hectolitre, so that sums are exact. */
export function volumeSteps(written = '0'): bigint {
  const [, sign, whole = '', fraction = ''] = /^\s*([+-]?)(\d*)\.?(\d*)\s*$/.exec(written) ?? [];
  const count = BigInt(`0${whole}${fraction.slice(0, 5).padEnd(5, '0')}`);
  return sign === '-' ? -count : count;
}

/** A volume as CIEL returns it: with four digits after the point, or five where the fifth is not zero. */
export function volumeText(count: bigint): string {
  const size = count < 0n ? -count : count;
  const fraction = String(size % HECTOLITRE).padStart(5, '0');
  return `${count < 0n ? '-' : ''}${size / HECTOLITRE}.${fraction.endsWith('0') ? fraction.slice(0, 4) : fraction}`;
}
