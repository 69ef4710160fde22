import type { ArchiveReader } from '../ledger/archived.ts';
import { archiveReader } from './archive-reader.ts';
import { fetchedObjects } from './fetched-objects.ts';

/** Reads archived records out of a bucket, as a function does it. */
export function bucketReader(bucket: string): ArchiveReader {
  return archiveReader(fetchedObjects(bucket));
}
