import type { ByteSpan } from './packed.ts';

/** The objects of the archive. */
export interface ArchiveStore {
  /**
   * Puts an object where none is: none is ever written over.
   * @param keptUntil nobody may delete it before, where the archive is locked
   * @returns false where one of that name is there
   */
  putNew(object: string, bytes: Uint8Array, keptUntil: Date): Promise<boolean>;
  /** The bytes of an object, or of a span of it. */
  get(object: string, span?: ByteSpan): Promise<Uint8Array>;
  /** The names that begin so. */
  list(prefix: string): Promise<string[]>;
}
