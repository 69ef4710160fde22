import { gunzipSync } from 'node:zlib';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { filingsUnder } from '../../../desk/filings/filings-under.ts';
import { archiveColumns } from '../../../functions/archive/columns.ts';
import { archiveFilings } from '../../../functions/archiving/archive-filings.ts';
import { audit } from '../../../functions/archiving/audit.ts';
import { type ArchiverPorts, archiveDays } from '../../../functions/archiving/ports.ts';
import { dynamoDbBooks } from '../../../functions/books/dynamodb-books.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { SentRecord } from '../../../functions/ledger/records.ts';
import { claim } from '../../../functions/send/claim.ts';
import { sent } from '../../support/records.ts';
import {
  type ArchiveScene,
  archiveScenes,
  declarationOf,
  live,
  RETENTION_DAYS,
  release,
} from './support/archive-scene.ts';

const scenes = archiveScenes();
const [A, B] = ['FR26-1', 'FR26-2'];

const pointerOf = ({ index }: ArchiveScene, lrn: string) => index.pointer(declarationOf(lrn));
const linesOf = async (scene: ArchiveScene, object: string) =>
  gunzipSync(await scene.bytesOf(object))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the archiver', () => {
  it('writes one object a lane, hour and class, and reads filings out of it once the table has given them up', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    const lives = [
      await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { ioss: true }),
      await live(scene.ledger, B, '2026-11-22T10:15:00.000Z'),
      await live(scene.ledger, 'FR26-3', '2026-11-22T10:25:00.000Z'),
      await live(scene.ledger, 'FR26-4', '2026-11-22T11:25:00.000Z'),
    ];
    await scene.keepBooks();
    expect(await scene.archive()).toEqual({ count: 4 });

    expect(await scene.store.list('')).toEqual([
      'ioss/2026/delta-h7/11/22/2026-11-22T10Z.ndjson.gz',
      'vat/2026/delta-h7/11/22/2026-11-22T10Z.ndjson.gz',
      'vat/2026/delta-h7/11/22/2026-11-22T11Z.ndjson.gz',
    ]);
    const lines = await linesOf(scene, 'vat/2026/delta-h7/11/22/2026-11-22T10Z.ndjson.gz');
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(Object.keys(archiveColumns)).toEqual(expect.arrayContaining(Object.keys(line)));

    for (const [n, lrn] of [A, B, 'FR26-3', 'FR26-4'].entries()) {
      await scene.expire(declarationOf(lrn));
      scene.at.now = new Date('2027-06-01T00:00:00Z');
      expect(await scene.ledger.records(declarationOf(lrn))).toEqual(lives[n]);
    }
    expect(await scene.archive()).toEqual({ count: 0 });
  });

  it('is not the end of a claim: a reference that only the archive has is no new one', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    const key = declarationOf(A);
    const [first] = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    await scene.keepBooks();
    await scene.archive();
    await scene.expire(key);
    scene.at.now = new Date('2027-06-01T00:00:00Z');
    const again = sent({ at: scene.at.now.toISOString(), messageId: 'another', digest: (first as SentRecord).digest });
    const delivery = { id: 'q-another', receiveCount: 1 };
    expect(await claim(scene.ledger, key, again, delivery)).toMatchObject({ kind: 'duplicate' });
    expect(await claim(scene.ledger, declarationOf('FR26-NEW'), again, delivery)).toMatchObject({ kind: 'send' });
  });

  it('is found by the reference of customs and the MRN, as long as it is kept', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    await scene.keepBooks();
    await scene.archive();
    await scene.expire(declarationOf(A));
    scene.at.now = new Date('2030-01-01T00:00:00Z');
    const books = dynamoDbBooks(scene.client, scene.tableName, RETENTION_DAYS, scene.reader);
    for (const reference of [A, '7261', '26FR7261']) {
      const [found] = await filingsUnder(scene.ledger, ['delta-h7'], reference, async () => books);
      expect(found?.filing, reference).toMatchObject({ status: 'answered', state: 'released', platform: 'shop-1' });
    }
    // VAT was charged: six years from the end of 2026, in Paris.
    expect((await pointerOf(scene, A))?.expiresAt).toBe(Date.parse('2032-12-31T23:00:00Z') / 1000);
    scene.at.now = new Date('2032-12-31T23:00:00Z');
    expect(await scene.ledger.records(declarationOf(A))).toEqual([]);
  });

  it('leaves what is younger than it is to be, and says which hour is the oldest', async () => {
    const scene = await scenes.make('2026-11-29T10:59:59Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    await scene.keepBooks();
    expect(await scene.archive()).toEqual({ oldest: '2026-11-22T10', count: 0 });
    scene.at.now = new Date('2026-11-29T11:00:00Z');
    expect(await scene.archive()).toEqual({ count: 1 });
  });

  it('archives a filing to which something happens later again, whole, with what the table has given up', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    const before = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { ioss: true, isReleased: false });
    await scene.keepBooks();
    await scene.archive();
    await scene.expire(declarationOf(A), (entry) => entry.startsWith('sent/'));
    await release(scene.ledger, A, '2027-01-04T09:00:00.000Z');
    scene.at.now = new Date('2027-03-25T12:00:00Z');
    await scene.keepBooks();
    expect(await scene.archive()).toEqual({ count: 1 });
    await scene.expire(declarationOf(A));
    const all = await scene.ledger.records(declarationOf(A));
    expect(all.slice(0, 2)).toEqual(before);
    expect(all).toHaveLength(3);
    // The sent message, which had the IOSS number, was no longer in the table.
    expect((await pointerOf(scene, A))?.object).toBe('ioss/2027/delta-h7/01/04/2027-01-04T09Z.ndjson.gz');
  });

  it('reads nothing from the archive while the table has all of a filing', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    const all = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    await scene.keepBooks();
    await scene.archive();
    const archive = { ...scene.reader, read: () => Promise.reject(new Error('the archive was read')) };
    const at = (now: string) =>
      dynamoDbLedger({
        ...{ client: scene.client, tableName: scene.tableName, retentionDays: RETENTION_DAYS, archive },
        now: () => Date.parse(now),
      }).records(declarationOf(A));
    expect(await at('2027-03-22T10:04:59Z')).toEqual(all);
    await expect(at('2027-03-22T10:05:01Z')).rejects.toThrow('the archive was read');
  });

  it('does not defer a filing to which something happens all the time until it might be too late', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    for (let day = 1; day < 40; day += 3)
      await release(scene.ledger, A, new Date(Date.parse('2026-11-22T10:05:00Z') + day * 86_400_000).toISOString());
    let first: number | undefined;
    for (let day = 8; first === undefined && day < RETENTION_DAYS; day += 1) {
      scene.at.now = new Date(Date.parse('2026-11-22T12:00:00Z') + day * 86_400_000);
      // Each hour's journal names it, as it did when the fact was new.
      const hour = new Date(scene.at.now.getTime() - 8 * 86_400_000).toISOString().slice(0, 13);
      if ((await archiveFilings({ authority: 'delta-h7', hour }, [declarationOf(A)], scene.ports)) > 0) first = day;
    }
    expect(first).toBeLessThanOrEqual(archiveDays(scene.ports).latest + 1);
  });
});

it('begins another object where one would be too large, by its filings or by what they say', async () => {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  const lrns = [A, B, 'FR26-3', 'FR26-4'];
  for (const lrn of lrns) await live(scene.ledger, lrn, '2026-11-22T10:05:00.000Z');
  const lives = await Promise.all(lrns.map((lrn) => scene.ledger.records(declarationOf(lrn))));
  const archived = async (some: readonly string[], limits: { filings: number; characters: number }) => {
    const before = await scene.store.list('');
    const keys = some.map(declarationOf);
    const hour = { authority: 'delta-h7', hour: '2026-11-22T10' } as const;
    expect(await archiveFilings(hour, keys, scene.ports, { ...limits, together: 1 })).toBe(some.length);
    return (await scene.store.list('')).length - before.length;
  };
  expect(await archived(lrns.slice(0, 2), { filings: 9, characters: 1000 })).toBe(2);
  expect(await archived(lrns.slice(2), { filings: 1, characters: 1_000_000 })).toBe(2);
  for (const lrn of lrns) await scene.expire(declarationOf(lrn));
  for (const [n, lrn] of lrns.entries()) expect(await scene.ledger.records(declarationOf(lrn))).toEqual(lives[n]);
});

it('points at nothing that was not read back as it was written', async () => {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  const all = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
  await scene.keepBooks();
  const store = {
    ...scene.store,
    get: async (object: string) => (await scene.store.get(object)).map((byte) => byte ^ 1),
  };
  await expect(scene.archive({ ...scene.ports, store })).rejects.toMatchObject({ code: 'ARCHIVE_DIFFERS' });
  expect(await pointerOf(scene, A)).toBeUndefined();
  expect(await scene.ledger.records(declarationOf(A))).toEqual(all);
});

describe('a filing that cannot be archived', () => {
  /** A filing that was archived, and of which customs speaks again, beside a new one. */
  async function spokenOf() {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { isReleased: false });
    await scene.keepBooks();
    await scene.archive();
    await release(scene.ledger, A, '2026-11-30T12:30:00.000Z');
    await live(scene.ledger, B, '2026-11-30T12:35:00.000Z');
    await scene.keepBooks();
    scene.at.now = new Date('2026-12-08T12:00:00Z');
    const faults: string[] = [];
    const onFault: ArchiverPorts['onFault'] = ({ reference }) => void faults.push(reference);
    return { scene, faults, ports: { ...scene.ports, onFault } };
  }

  it('since an object is gone holds no other up', async () => {
    const { scene, faults, ports } = await spokenOf();
    const { object = '' } = (await pointerOf(scene, A)) ?? {};
    await scenes.s3.client.send(new DeleteObjectCommand({ Bucket: scene.bucket, Key: object }));
    expect(await scene.archive(ports)).toEqual({ count: 1 });
    expect(faults).toEqual([A]);
    expect(await pointerOf(scene, B)).toBeDefined();
  });

  it('since a call fails is archived with the same hour, once it passes', async () => {
    const { scene, faults, ports } = await spokenOf();
    const slowDown = Object.assign(new Error('Reduce your request rate'), { name: 'SlowDown', $metadata: {} });
    const failing = { ...ports, archive: { read: () => Promise.reject(slowDown) } };
    await expect(scene.archive(failing)).rejects.toThrow(slowDown);
    expect(await scene.archive(ports)).toEqual({ count: 2 });
    // Nor does the audit pass a part of the table over, which would be met again in weeks only.
    const small = { ...ports, afterDays: 1, retentionDays: 4 };
    const index = { ...ports.index, pointer: () => Promise.reject(slowDown) };
    const audits = async () => {
      for (let n = 0; n < 24; n += 1) await audit({ ...small, index });
    };
    await expect(audits()).rejects.toThrow(slowDown);
    expect(faults).toEqual([]);
  });
});

describe('the audit', () => {
  it('finds what the journal did not name, within its days', async () => {
    const scene = await scenes.make('2026-11-22T12:00:00Z');
    const all = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
    const { audited, auditCycle } = archiveDays(scene.ports);
    // Every record is met by it, and the alarm has its thirty days, before the table gives it up.
    expect(audited + auditCycle).toBeLessThan(RETENTION_DAYS - 30);
    // A small cycle, so that it is read here in few calls.
    const ports: ArchiverPorts = { ...scene.ports, afterDays: 1, retentionDays: 4 };
    scene.at.now = new Date('2026-11-23T10:04:00Z');
    for (let n = 0; n < 24; n += 1) expect(await audit(ports)).toBe(0);
    scene.at.now = new Date('2026-11-25T12:00:00Z');
    let found = 0;
    for (let n = 0; n < 24; n += 1) found += await audit(ports);
    expect(found).toBe(1);
    for (let n = 0; n < 24; n += 1) expect(await audit(ports)).toBe(0);
    await scene.expire(declarationOf(A));
    scene.at.now = new Date('2027-06-01T00:00:00Z');
    expect(await scene.ledger.records(declarationOf(A))).toEqual(all);
  });
});
