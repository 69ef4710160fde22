import { describe, expect, it } from 'vitest';
import { sweep } from '../../../functions/housekeeping/sweep.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { TOY } from '../../support/toy/register.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const BEGIN = Date.parse('2026-10-27T00:00:00.000Z');
const at = (minute: number) => new Date(BEGIN + minute * MINUTE_MS).toISOString();

/** Looks at filings that made a fact at these minutes of two days, of which a run has time for five, and dies at the tenth. */
function runs(minutes: readonly number[]) {
  const looked: string[] = [];
  const marks = new Map<string, string>();
  const recent: Ledger['recent'] = async function* (_, __, day, since, until = '9') {
    for (const minute of minutes.toReversed())
      if (at(minute).startsWith(day) && at(minute) >= since && at(minute) <= until)
        yield { authority: TOY, kind: 'declaration', reference: at(minute) };
  };
  const cursors = {
    get: async (name: string) => marks.get(name),
    set: async (name: string, value: string) => void marks.set(name, value),
  };
  const until = new Date(BEGIN + 2 * DAY_MS - 1);
  const about = { name: 'expiring', authority: TOY, fact: 'open', until, reachMs: 2 * DAY_MS, stepMs: DAY_MS };
  return {
    looked,
    async run() {
      let looks = 0;
      const ports = { ledger: { recent } as Pick<Ledger, 'recent'> as Ledger, cursors, hasTime: () => looks < 5 };
      await sweep(
        about,
        ports,
        async ({ reference }) => {
          looks += 1;
          if (looks >= 10) throw new Error('out of time');
          looked.push(reference);
        },
        4,
      );
    },
  };
}

describe('a sweep', () => {
  it('comes to its end in several runs, with more in a step than one run can look at', async () => {
    // Forty of a quarter of an hour, and one a hundred minutes after: none is left out, and none is met twice.
    const minutes = [0, ...Array.from({ length: 40 }, (_, n) => 700 + n * 0.375), 815, 1439, 1440, 2879];
    const { looked, run } = runs(minutes);
    for (let n = 0; n < 12; n += 1) await run();
    expect(looked.toSorted()).toEqual(minutes.map(at));
  });

  it('looks together at what made the fact within one second, however many they are', async () => {
    const { looked, run } = runs(Array.from({ length: 8 }, (_, n) => 700 + n / 1000));
    await run();
    expect(looked).toHaveLength(8);
  });
});
