import type { ArchiveReader } from '../ledger/archived.ts';
import { filingId } from '../ledger/items.ts';
import type { ArchiveStore } from './archive-store.ts';
import { entriesOfObject } from './packed.ts';

/** Reads a filing's records out of the part of its object in which they lie. */
export function archiveReader(store: Pick<ArchiveStore, 'get'>): ArchiveReader {
  return {
    async read(key, place) {
      const lying = entriesOfObject(await store.get(place.object, place));
      const own = lying.filter((one) => filingId(one.key) === filingId(key));
      if (own.length === 0) throw new Error(`The archive has no records of it in ${place.object}`);
      return own.map(({ entry, record }) => ({ entry, record }));
    },
  };
}
