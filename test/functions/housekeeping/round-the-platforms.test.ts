import { expect, it } from 'vitest';
import { initialState } from '../../../functions/admission/state.ts';
import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import { releaseDue } from '../../../functions/housekeeping/release-due.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { TOY } from '../../support/toy/register.ts';
import { VirtualLedger } from '../../support/virtual/ledger.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-22T09:00:00.000Z');
/** 120 a minute. */
const lane = { authority: TOY, share: { perSecond: 2, perHour: 7200 }, overdueMinutes: 30 };
const FLOOD = 2000;
const FEW = 150;

const keyOf = (number: number): FilingKey => ({ authority: TOY, kind: 'declaration', reference: `V-${number}` });
const numberOf = (reference: string) => Number(reference.slice(2));
const platformOf = (number: number) => (number < FLOOD ? 'shop-a' : 'shop-b');

/** A lane on which A has thousands parked, and B some that are due after all of A's. */
async function lanes(parked: { alone?: number } = {}) {
  let clock = START;
  const ledger = new VirtualLedger({
    ...{ message: 'Letter', most: FLOOD + FEW, numberOf, keyOf, platformOf, bodyOf: () => '{}' },
  });
  for (let number = 0; number < FLOOD + FEW; number += 1) {
    const at = new Date(START - MINUTE_MS + number).toISOString();
    const settlement = { verdict: 'parked', httpStatus: 500, error: {}, at, due: at, failures: 1, ...parked } as const;
    await ledger.claim(keyOf(number), { settlement } as SentRecord);
  }
  let released: string[] = [];
  const ports = {
    ledger,
    admissionOf: async () => initialState,
    releaseAll: async (parked) => {
      released.push(...parked.map(({ key, platform }) => `${platform} ${numberOf(key.reference)}`));
      return [];
    },
    hasTime: () => true,
    telemetry: { event() {}, problem() {} },
    now: () => new Date(clock),
  } satisfies Partial<HousekeepingPorts> as unknown as HousekeepingPorts;
  /** Housekeeping's next run, and what it put back of each platform. */
  return async () => {
    released = [];
    await releaseDue(lane, ports);
    clock += MINUTE_MS;
    return {
      a: released.filter((one) => one.startsWith('shop-a')).map((one) => Number(one.slice(7))),
      b: released.filter((one) => one.startsWith('shop-b')).map((one) => Number(one.slice(7)) - FLOOD),
    };
  };
}

it("has one platform's flood of parked messages delay another's by no more than its share", async () => {
  const minute = await lanes();
  const minutes = [];
  for (let n = 0; n < 4; n += 1) minutes.push(await minute());
  // Half each while both have some, and all of it for the one that is left.
  expect(minutes.map(({ a, b }) => [a.length, b.length])).toEqual([
    [60, 60],
    [60, 60],
    [90, 30],
    [120, 0],
  ]);
  // Each platform's longest due first.
  expect(minutes.flatMap(({ b }) => b)).toEqual(Array.from({ length: FEW }, (_, n) => n));
  expect(minutes.flatMap(({ a }) => a)).toEqual(Array.from({ length: 330 }, (_, n) => n));
});

it('has another platform begin each minute, where a minute takes a single one', async () => {
  const minute = await lanes({ alone: 1 });
  const turns = [];
  for (let n = 0; n < 6; n += 1) {
    const { a, b } = await minute();
    turns.push([a.length, b.length].join());
  }
  expect(turns.toSorted()).toEqual(['0,1', '0,1', '0,1', '1,0', '1,0', '1,0']);
});
