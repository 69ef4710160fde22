import { setTimeout as sleep } from 'node:timers/promises';
import type { Design } from './design.ts';

const DEADLINE_MS = 30_000;

/**
 * Proves that a design did its work: each declaration came to customs once and was taken, each is kept as released with
 * all its callbacks, and the outcome of each callback was published.
 * @throws {Error} naming what is missing
 */
export async function proveFiled(design: Design, lrns: readonly string[], callbacks: number): Promise<void> {
  const taken = new Map<string, number>();
  for (const { lrn = '', status } of design.customs.received) {
    if (status !== 200) throw new Error(`Customs answered ${lrn} with ${status}`);
    taken.set(lrn, (taken.get(lrn) ?? 0) + 1);
  }
  const told = await toldOf(design, lrns.length * callbacks);
  for (const lrn of lrns) {
    const kept = await design.kept(lrn);
    const facts = { 'arrivals at customs': taken.get(lrn) ?? 0, outcomes: told.get(lrn) ?? 0, ...kept };
    const wanted = { 'arrivals at customs': 1, outcomes: callbacks, callbacks, isReleased: true };
    if (JSON.stringify(facts) !== JSON.stringify(wanted)) throw new Error(`${lrn} has ${JSON.stringify(facts)}`);
  }
  const dead = await design.queued('deadLetters');
  if (dead > 0) throw new Error(`There are ${dead} dead letters`);
}

/** The number of outcomes of each declaration, once all were published. */
async function toldOf(design: Design, wanted: number): Promise<Map<string, number>> {
  const told: string[] = [];
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    told.push(...(await design.told()));
    if (told.length >= wanted || Date.now() > deadline) break;
    await sleep(200);
  }
  const counts = new Map<string, number>();
  for (const lrn of told) counts.set(lrn, (counts.get(lrn) ?? 0) + 1);
  return counts;
}
