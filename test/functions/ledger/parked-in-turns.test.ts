import { expect, it } from 'vitest';
import { parkedInTurns } from '../../../functions/ledger/parked-in-turns.ts';
import { parkedKey } from '../../../functions/ledger/parked-key.ts';
import { TOY } from '../../support/toy/register.ts';

const BY = '2026-11-22T09:30:00.000Z';
const ON_TIME = '2026-11-22T09:00:00.000Z';
const LATER = '2026-11-22T10:00:00.000Z';

/** The platforms of what is due, in its order, and the number of queries that it took. */
async function found(places: readonly string[]) {
  let queries = 0;
  const items = places
    .toSorted()
    .map((factAt, n) => ({ filing: `${TOY}/declaration/${n}`, entry: 'sent/Letter/001', factAt }));
  async function* readFact(fact: string, since: string, until: string) {
    queries += 1;
    if (fact === parkedKey(TOY, 'lane')) yield* items.filter(({ factAt }) => factAt >= since && factAt <= until);
  }
  const platforms = [];
  for await (const { platform } of parkedInTurns(readFact, { authority: TOY, list: 'lane', by: BY }))
    platforms.push(platform);
  return { platforms, queries };
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `p-${String(n).padStart(4, '0')}`);

it('has the platforms behind a hundred others share one turn, so that made-up names are no turns', async () => {
  const many = names(104);
  const places = many.map((name) => `${name}/${name === 'p-0102' ? LATER : ON_TIME}`);
  const { platforms } = await found([...places, `p-0000/${ON_TIME.replace('09:', '08:')}`]);
  expect(platforms.slice(0, 101)).toEqual(many.slice(0, 101));
  expect(platforms.slice(101)).toEqual(['p-0000', 'p-0101', 'p-0103']);
});

it('makes no more queries for thousands of names than for a hundred', async () => {
  const { platforms, queries } = await found(names(3000).map((name) => `${name}/${ON_TIME}`));
  expect(platforms).toHaveLength(3000);
  expect(queries).toBe(202);
});
