/** The most bytes of a response's body that are read by default: an error says enough in far less. */
const MOST_BYTES = 64 * 1024;

/**
 * Reads a response's body as text, by the charset of its Content-Type; without one as UTF-8, or as Latin where it is
 * not UTF-8. The text ends where the body breaks off, takes too long, or grows beyond `most` bytes; never throws.
 */
export async function answerText(response: Response, most = MOST_BYTES): Promise<string> {
  const bytes = await firstBytes(response.body, most);
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(response.headers.get('Content-Type') ?? '')?.[1];
  return decoded(bytes, charset ?? 'utf-8') ?? decoded(bytes, 'windows-1252') ?? '';
}

/** True if a text of `answerText` is only the beginning of a longer one. */
export function isPartOnly(text: string): boolean {
  // Up to three bytes of a character may be missing at the end.
  return Buffer.byteLength(text) >= MOST_BYTES - 3;
}

async function firstBytes(body: Response['body'], most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body ?? []) {
      parts.push(part);
      size += part.length;
      // Leaving the loop also closes the connection: the rest is not needed.
      if (size >= most) break;
    }
  } catch {
    // The connection broke: the text ends here.
  }
  return Buffer.concat(parts).subarray(0, most);
}

/** Undefined for an unknown charset, or bytes that are not in it. A character that was cut at the end is left out. */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
