import { describe, expect, it } from 'vitest';
import type { ArchiveStore } from '../../../functions/archive/archive-store.ts';
import type { ArchiverPorts } from '../../../functions/archiving/ports.ts';
import { type ArchiveScene, archiveScenes, declarationOf, live } from './support/archive-scene.ts';

const scenes = archiveScenes();
const [A, B] = ['FR26-1', 'FR26-2'];

const pointerOf = ({ index }: ArchiveScene, lrn: string) => index.pointer(declarationOf(lrn));

describe('an archiver that ends at any call', () => {
  it('loses nothing, and writes over nothing, when it runs again', async () => {
    const steps = await callsOf(Number.POSITIVE_INFINITY);
    expect(steps.calls).toBeGreaterThan(12);
    for (let n = 1; n <= steps.calls; n += 1) for (const isCarriedOut of [true, false]) await callsOf(n, isCarriedOut);
  });

  async function callsOf(crashAt: number, isCarriedOut = true) {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    const all = [
      await live(scene.ledger, A, '2026-11-22T10:05:00.000Z', { ioss: true }),
      await live(scene.ledger, B, '2026-11-22T10:15:00.000Z'),
    ];
    await scene.keepBooks();
    const crash = crashing(scene.ports, crashAt, isCarriedOut);
    await scene.archive(crash.ports).catch((error: Error) => expect(error.message).toBe('killed'));
    // Nothing may be pointed at that cannot be read.
    for (const [n, lrn] of [A, B].entries())
      if (await pointerOf(scene, lrn)) {
        scene.at.now = new Date('2027-06-01T00:00:00Z');
        expect(await scene.ledger.records(declarationOf(lrn))).toEqual(all[n]);
        scene.at.now = new Date('2026-11-30T12:00:00Z');
      }
    await scene.archive();
    const objects = await scene.store.list('');
    expect(objects.filter((object) => object.startsWith('ioss/'))).toHaveLength(1);
    expect(objects).toHaveLength(2);
    for (const [n, lrn] of [A, B].entries()) {
      await scene.expire(declarationOf(lrn));
      scene.at.now = new Date('2027-06-01T00:00:00Z');
      expect(await scene.ledger.records(declarationOf(lrn)), `call ${crashAt}`).toEqual(all[n]);
    }
    return { calls: crash.calls() };
  }
});

/** Ports of which one call ends the process, carried out or not. */
function crashing(ports: ArchiverPorts, crashAt: number, isCarriedOut: boolean) {
  let calls = 0;
  let isDead = false;
  const struck =
    <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      calls += 1;
      if (isDead) throw new Error('killed');
      if (calls !== crashAt) return call(...given);
      isDead = true;
      if (isCarriedOut) await call(...given);
      throw new Error('killed');
    };
  const { store, index, books, cursors, table } = ports;
  const dying: ArchiverPorts = {
    ...ports,
    store: { putNew: struck(store.putNew), get: struck(store.get), list: struck(store.list) } satisfies ArchiveStore,
    index: { pointer: struck(index.pointer), point: struck(index.point), name: struck(index.name) },
    books: { page: struck(books.page) },
    cursors: { get: struck(cursors.get), set: struck(cursors.set) },
    table: { ...table, partition: struck(table.partition) },
  };
  return { ports: dying, calls: () => calls };
}
