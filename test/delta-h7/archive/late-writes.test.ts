import { describe, expect, it } from 'vitest';
import { archiveFilings } from '../../../functions/archiving/archive-filings.ts';
import { audit } from '../../../functions/archiving/audit.ts';
import type { ArchiverPorts } from '../../../functions/archiving/ports.ts';
import { adopt } from '../../../functions/notify/adopt.ts';
import { state } from '../../support/messages.ts';
import { received } from '../../support/records.ts';
import { type ArchiveScene, archiveScenes, declarationOf, live, release } from './support/archive-scene.ts';

const scenes = archiveScenes();
const A = 'FR26-1';
const key = declarationOf(A);
const LATER = new Date('2027-06-01T00:00:00Z');

/** Looks through the whole table, by a cycle of few calls, as it is at that time. */
async function auditAt({ ports, at }: ArchiveScene, now: string): Promise<void> {
  at.now = new Date(now);
  const small: ArchiverPorts = { ...ports, afterDays: 1, retentionDays: 4 };
  for (let n = 0; n < 24; n += 1) await audit(small);
}

describe('what is written into a filing that was archived', () => {
  it('is archived, too, where it had come before: an orphan that joins its filing days later', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { isReleased: false });
    const at = '2026-11-22T10:05:06.500Z';
    const orphan = state({ lrn: A, reference: '7261', mrn: '26FR7261', messageId: 's-orphan', at });
    await scene.ledger.receive(declarationOf('7261'), received('State_H7', orphan, { at }), { fact: 'released' });
    await scene.keepBooks();
    await scene.archive();
    // The notifier could not publish for nine days, and is then told to do it again.
    const joined = new Date('2026-12-01T12:00:00Z');
    expect(await adopt(key, '7261', await scene.ledger.records(key), scene.ledger, joined)).toHaveLength(1);
    const whole = await scene.ledger.records(key);
    expect(whole).toHaveLength(3);
    await auditAt(scene, '2026-12-05T12:00:00Z');
    await scene.expire(key);
    scene.at.now = LATER;
    expect(await scene.ledger.records(key)).toEqual(whole);
  });

  it('is archived, too, where its writer took the time minutes before', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { isReleased: false });
    await scene.keepBooks();
    await scene.archive();
    await release(scene.ledger, A, '2026-11-30T11:50:00.000Z');
    const whole = await scene.ledger.records(key);
    await auditAt(scene, '2026-12-05T12:00:00Z');
    await scene.expire(key);
    scene.at.now = LATER;
    expect(await scene.ledger.records(key)).toEqual(whole);
  });
});

it('is kept by the year of its latest fact, also where it was archived with an earlier hour', async () => {
  const scene = await scenes.make('2027-01-05T12:00:00Z');
  await live(scene.ledger, A, '2026-12-04T10:05:00.000Z', { ioss: true, isReleased: false });
  await release(scene.ledger, A, '2026-12-28T09:00:00.000Z');
  await release(scene.ledger, A, '2027-01-04T09:00:00.000Z');
  // It could be deferred no longer; and nothing happens to it any more.
  await archiveFilings({ authority: 'delta-h7', hour: '2026-12-28T09' }, [key], scene.ports);
  // IOSS: ten years from the end of 2027, in Paris.
  expect((await scene.index.pointer(key))?.expiresAt).toBe(Date.parse('2037-12-31T23:00:00Z') / 1000);
});
