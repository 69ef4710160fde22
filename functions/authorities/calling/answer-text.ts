/** The most bytes of a response's body that are read by default: an error says enough in far less. */
const MOST_BYTES = 64 * 1024;

/** The marks at the beginning of a text that name its encoding, which no header does better (RFC 7303 §3). */
const marks: readonly [mark: string, charset: string][] = [
  ['\xEF\xBB\xBF', 'utf-8'],
  ['\xFF\xFE', 'utf-16le'],
  ['\xFE\xFF', 'utf-16be'],
];

/**
 * Reads a response's body as text: by the mark at its beginning, or the charset of its Content-Type; without either as
 * UTF-8, or as Latin where it is not UTF-8. A charset of Latin is often a server's default beside a text in UTF-8, which
 * is known by its bytes. The text ends where the body breaks off, takes too long, or grows beyond `most` bytes; never throws.
 */
export async function answerText(response: Response, most = MOST_BYTES): Promise<string> {
  const bytes = await firstBytes(response.body, most);
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(response.headers.get('Content-Type') ?? '')?.[1] ?? '';
  const charset = charsetByMark(bytes) ?? named;
  // Bytes of UTF-16 may be those of a text in UTF-8, too.
  const tried = /^utf-?16/i.test(charset) ? [charset] : ['utf-8', charset];
  return [...tried, 'windows-1252'].map((one) => decoded(bytes, one)).find((text) => text !== undefined) ?? '';
}

/** True if a text of `answerText` is only the beginning of a longer one. */
export function isPartOnly(text: string): boolean {
  // Up to three bytes of a character may be missing at the end.
  return Buffer.byteLength(text) >= MOST_BYTES - 3;
}

function charsetByMark(bytes: Buffer): string | undefined {
  const begin = bytes.toString('latin1', 0, 3);
  return marks.find(([mark]) => begin.startsWith(mark))?.[1];
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
