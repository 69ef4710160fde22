import { gunzipSync, gzipSync } from 'node:zlib';

/** A message's body as it lies in the ledger: compressed, since the ledger bills by the kilobyte. */
export function pack(body: string): Uint8Array {
  return gzipSync(body);
}

export function unpack(packed: Uint8Array): string {
  return gunzipSync(packed).toString('utf8');
}
