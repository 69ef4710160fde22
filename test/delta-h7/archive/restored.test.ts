import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { LedgerRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { claim } from '../../../functions/send/claim.ts';
import { sent } from '../../support/records.ts';
import { type ArchiveScene, archiveScenes, declarationOf, live, release } from './support/archive-scene.ts';

const scenes = archiveScenes();
const A = 'FR26-1';
const key = declarationOf(A);

/** A filing that was archived a day ago; the table would keep it for months. */
async function archived(): Promise<{ scene: ArchiveScene; all: LedgerRecord[] }> {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  const all = await live(scene.ledger, A, '2026-11-22T10:05:00.000Z');
  await scene.keepBooks();
  await scene.archive();
  scene.at.now = new Date('2026-12-01T12:00:00Z');
  return { scene, all };
}

describe('a filing that the table lost before its time, as where it is restored to an earlier second', () => {
  it('is read from the archive, and not sent again', async () => {
    const { scene, all } = await archived();
    await scene.expire(key);
    expect(await scene.ledger.records(key)).toEqual(all);
    const again = sent({ at: '2026-12-01T12:00:00.000Z', messageId: 'another', digest: (all[0] as SentRecord).digest });
    expect(await claim(scene.ledger, key, again, { id: 'q-another', receiveCount: 1 })).toMatchObject({
      kind: 'duplicate',
    });
  });

  it('is read whole, and archived whole, where customs speaks of it again', async () => {
    const { scene, all } = await archived();
    await scene.expire(key);
    await release(scene.ledger, A, '2026-12-01T12:00:00.000Z');
    const whole = await scene.ledger.records(key);
    expect(whole).toEqual([...all, expect.objectContaining({ at: '2026-12-01T12:00:00.000Z' })]);
    scene.at.now = new Date('2026-12-09T12:00:00Z');
    await scene.keepBooks();
    expect(await scene.archive()).toEqual({ count: 1 });
    await scene.expire(key);
    scene.at.now = new Date('2027-06-01T00:00:00Z');
    expect(await scene.ledger.records(key)).toEqual(whole);
  });

  it('is archived whole where only what came last was lost', async () => {
    const { scene, all } = await archived();
    await scene.expire(key, (entry) => entry.startsWith('received/'));
    await release(scene.ledger, A, '2026-12-01T12:00:00.000Z');
    scene.at.now = new Date('2026-12-09T12:00:00Z');
    await scene.keepBooks();
    expect(await scene.archive()).toEqual({ count: 1 });
    await scene.expire(key);
    scene.at.now = new Date('2027-06-01T00:00:00Z');
    expect(await scene.ledger.records(key)).toHaveLength(all.length + 1);
  });
});

it('has the answers that expire before the send, where the table was to keep records for longer when that was written', async () => {
  const scene = await scenes.make('2026-11-30T12:00:00Z');
  const { client, tableName, reader } = scene;
  const before = dynamoDbLedger({ client, tableName, retentionDays: 1096, archive: reader });
  await before.claim(key, sent({ at: '2026-11-22T10:05:00.000Z', messageId: `m-${A}`, claimedBy: `q-${A}` }));
  await release(scene.ledger, A, '2026-11-22T10:07:00.000Z');
  const all = await scene.ledger.records(key);
  await scene.keepBooks();
  await scene.archive();
  await scene.expire(key, (entry) => entry.startsWith('received/'));
  scene.at.now = new Date('2027-04-01T00:00:00Z');
  expect(await scene.ledger.records(key)).toEqual(all);
});
