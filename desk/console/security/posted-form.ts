import { DeskFault } from '../../fault.ts';

/** The most bytes of a form: a whole message of an authority, in the largest encoding that a browser makes of it. */
export const FORM_BYTES = 2 * 1024 * 1024;
/** The most characters of an address. */
export const ADDRESS_LENGTH = 8 * 1024;

/** The fields of a posted form, or the reason why it is not taken. */
export async function postedForm(request: Request): Promise<URLSearchParams | 'form' | 'tooLarge'> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return 'form';
  if (Number(request.headers.get('content-length') ?? 0) > FORM_BYTES) return 'tooLarge';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A length that is not told, or wrong, is counted.
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > FORM_BYTES) return 'tooLarge';
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/**
 * A whole number in a field; undefined where it was left empty.
 * @throws {DeskFault} where it is none
 */
export function numberIn(form: URLSearchParams, field: string): number | undefined {
  const text = form.get(field)?.trim() ?? '';
  if (text === '') return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new DeskFault('USAGE', `${text.slice(0, 40)} is not a whole number from 1.`);
}
