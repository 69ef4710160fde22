/** The most of an answer's body that is read: an error says enough in far less, and memory is ours to keep. */
const MOST_BYTES = 64 * 1024;

/**
 * Reads an answer's body as text, by the charset of its Content-Type; as Latin where it says none and is no
 * UTF-8. What comes before the body breaks off, ends in time or grows beyond 64 KiB is the text; never throws.
 */
export async function answerText(response: Response): Promise<string> {
  const bytes = await firstBytes(response.body);
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(response.headers.get('Content-Type') ?? '')?.[1];
  return decoded(bytes, charset ?? 'utf-8') ?? decoded(bytes, 'windows-1252') ?? '';
}

/** Whether a text of `answerText` is only the beginning of a longer one. */
export function isPartOnly(text: string): boolean {
  // Up to three bytes of a character may have been left out at the end.
  return Buffer.byteLength(text) >= MOST_BYTES - 3;
}

async function firstBytes(body: Response['body']): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body ?? []) {
      parts.push(part);
      size += part.length;
      // Leaving the loop ends the connection, too: nobody wants the rest.
      if (size >= MOST_BYTES) break;
    }
  } catch {
    // The connection broke: the part that came before is all there is.
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES);
}

/** Undefined where the charset is not known, or the bytes are not in it. A character that was cut at the end is left out. */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
