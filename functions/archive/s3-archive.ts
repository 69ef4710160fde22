import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { ArchiveStore } from './archive-store.ts';

/** The ways in which objects are locked: `governance` may be lifted by who has the right to, `compliance` by nobody. */
export type ArchiveLock = 'governance' | 'compliance';

export interface S3ArchiveOptions {
  bucket: string;
  /** Without it objects are not locked. */
  lock?: ArchiveLock | undefined;
  client?: S3Client;
}

/**
 * The archive in its bucket. S3 compares what arrives with the SHA-256 that goes with it, and refuses a name that is
 * taken (`If-None-Match`), so that a second run never writes over what a first one wrote.
 */
export function s3Archive({ bucket: Bucket, lock, client: s3 = new S3Client() }: S3ArchiveOptions): ArchiveStore {
  return {
    async putNew(Key, bytes, keptUntil) {
      try {
        await s3.send(
          new PutObjectCommand({
            ...{ Bucket, Key, Body: bytes },
            // No content encoding: a client that undoes that would not find the bytes that the pointers name.
            ContentType: 'application/gzip',
            ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
            IfNoneMatch: '*',
            ...(lock && {
              ObjectLockMode: lock === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
              ObjectLockRetainUntilDate: keptUntil,
            }),
          }),
        );
        return true;
      } catch (error) {
        if ((error as Error).name === 'PreconditionFailed') return false;
        throw error;
      }
    },
    async get(Key, span) {
      const Range = span && `bytes=${span.from}-${span.from + span.bytes - 1}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) }));
      if (!Body) throw new Error(`The archive has no ${Key}`);
      return Body.transformToByteArray();
    },
    async list(Prefix) {
      const found: string[] = [];
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
        found.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      return found;
    },
  };
}
