import { gunzipSync, gzipSync } from 'node:zlib';

/** The settings for a body that fits into the smallest window: it gets no shorter with a larger one, whose memory takes longer to clear. */
const SMALL = { windowBits: 10, memLevel: 4 };
const SMALL_CHARACTERS = 2 ** SMALL.windowBits;

/** A message's body as it lies in the ledger: compressed, since the ledger bills by the kilobyte. */
export function pack(body: string): Uint8Array {
  return gzipSync(body, body.length > SMALL_CHARACTERS ? {} : SMALL);
}

export function unpack(packed: Uint8Array): string {
  return gunzipSync(packed).toString('utf8');
}
