import type { ArchiveReader } from '../ledger/archived.ts';
import { authorityReferenceKey, filingId } from '../ledger/items.ts';
import { type ArchiveIndex, valueName } from './archive-index.ts';
import type { ArchiveStore } from './archive-store.ts';
import { entriesOfObject } from './packed.ts';

/** Reads the archive: by its index where a filing lies, and its records out of the part of an object in which they lie. */
export function archiveReader(
  store: Pick<ArchiveStore, 'get'>,
  index: Pick<ArchiveIndex, 'pointer' | 'named'>,
): ArchiveReader {
  return {
    pointer: (key) => index.pointer(key),
    async read(key, place) {
      const lying = entriesOfObject(await store.get(place.object, place));
      const own = lying.filter((one) => filingId(one.key) === filingId(key));
      if (own.length === 0) throw new Error(`The archive has no records of it in ${place.object}`);
      return own.map(({ entry, record }) => ({ entry, record }));
    },
    async referred(authority, kind, authorityReference) {
      const [first] = await index.named(authorityReferenceKey(authority, kind, authorityReference));
      return first;
    },
    having: (value) => index.named(valueName(value)),
  };
}
