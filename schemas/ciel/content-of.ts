/** The fields that are texts, also where they consist of digits. */
const TEXTS = /^(?:siren|numero|code|libelle|observations|raison|date|debut|fin)\b/;

const NUMBER = /^([+-]?)0*([0-9]*?)(?:\.([0-9]*?)0*)?$/;

/**
 * The content of a field, however it is written: `301.3100` is 301.31, `08` is 8, an agrément is the same in small
 * letters, and space around a text is none of it. Nothing, 0 and false are ''.
 */
export function contentOf(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return '';
  const text = String(value).trim();
  if (name === 'numero-agrement') return text.toUpperCase();
  if (TEXTS.test(name) || text === '') return text;
  if (text === 'false') return '';
  const [whole, sign, digits, fraction] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return text;
  const number = `${digits || '0'}${fraction ? `.${fraction}` : ''}`;
  if (number === '0') return '';
  return sign === '-' ? `-${number}` : number;
}
