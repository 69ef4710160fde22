import type { ArchiveReader } from '../ledger/archived.ts';
import { archiveReader } from './archive-reader.ts';
import { s3Archive } from './s3-archive.ts';

/** Reads archived records out of a bucket, as a function does it. */
export function bucketReader(bucket: string): ArchiveReader {
  return archiveReader(s3Archive({ bucket }));
}
