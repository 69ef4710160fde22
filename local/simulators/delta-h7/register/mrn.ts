/**
 * The Movement Reference Number: two digits of the year, the country, 13 letters and digits, and
 * a check character computed as that of a freight container (ISO 6346).
 */
const MRN = /^[0-9]{2}[A-Z]{2}[0-9A-Z]{13}[0-9]$/;

/** ISO 6346 values: digits stand for themselves; letters count from 10 and skip the multiples of 11. */
const values = new Map<string, number>([...'0123456789'].map((digit) => [digit, Number(digit)]));
let next = 10;
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  if (next % 11 === 0) next += 1;
  values.set(letter, next);
  next += 1;
}

/** Each character's value times 2 to the power of its position, summed, modulo 11, a 10 read as 0. */
export function mrnCheckCharacter(characters: string): string {
  let sum = 0;
  for (let position = 0; position < characters.length; position += 1) {
    const value = values.get(characters.charAt(position));
    if (value === undefined) throw new TypeError(`An MRN has capital letters and digits only, not ${characters}`);
    sum += value * 2 ** position;
  }
  return String((sum % 11) % 10);
}

export function isValidMrn(mrn: string): boolean {
  return MRN.test(mrn) && mrnCheckCharacter(mrn.slice(0, 17)) === mrn.charAt(17);
}

/** The MRN of a declaration: unique as its customs reference is, since it is that number in base 36. */
export function mrnOf(customsDeclarationReference: string, year: string): string {
  const body = BigInt(customsDeclarationReference).toString(36).toUpperCase().padStart(13, '0');
  const characters = `${year.slice(-2)}FR${body}`;
  return `${characters}${mrnCheckCharacter(characters)}`;
}
