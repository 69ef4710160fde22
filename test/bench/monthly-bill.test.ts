import { describe, expect, it } from 'vitest';
import { dollarsAMillion, MONTHS, monthlyBill, type Usage } from '../../bench/support/monthly-bill.ts';
import type { Billed } from '../../bench/support/prices.ts';
import { billedBytes } from '../../bench/support/stored-bytes.ts';

const nothing: Billed = { api: 0, lambda: 0, writeUnits: 0, readUnits: 0, sqs: 0, sns: 0 };
const usage: Usage = {
  ...{ burst: { ...nothing, api: 2 }, trickle: { ...nothing, api: 2, sqs: 1 }, archiving: nothing },
  ...{ tableBytes: 1000, indexBytes: 0, tableDays: 365.25 / 12, metrics: 0, alarmMetrics: 0 },
  ...{ pointerBytes: 0, pointersRead: 0, pointersWritten: 0, archivedBytes: 0 },
};
const lineOf = (given: Usage, what: string, millions = 1) =>
  monthlyBill(given, millions).find((line) => line.what.startsWith(what))?.dollars;

describe('the bill of a month', () => {
  it('has a GB in the table for each month that it is kept there, and as much again for its recovery', () => {
    // A million of a kilobyte each is a GB, for a month: 0.25, and 0.20.
    expect(lineOf(usage, 'the table')).toBeCloseTo(0.25);
    expect(lineOf(usage, 'its recovery')).toBeCloseTo(0.2);
    expect(lineOf({ ...usage, tableDays: 1096 }, 'the table')).toBeCloseTo(0.25 * MONTHS, 1);
    expect(lineOf({ ...usage, tableDays: 3660 }, 'the table')).toBeCloseTo(0.25 * MONTHS);
  });

  it('has the table of what is archived, which costs less and has no recovery, and the archive, for all months', () => {
    const archived = {
      ...usage,
      ...{ tableBytes: 0, pointerBytes: 1000, archivedBytes: 1000, pointersRead: 2, pointersWritten: 3 },
    };
    expect(lineOf(archived, 'the same: its storage')).toBeCloseTo(0.1 * MONTHS);
    expect(lineOf(archived, 'the table of what is archived')).toBeCloseTo(3 * 0.78 + 2 * 0.155);
    expect(lineOf(archived, 'its recovery')).toBe(0);
    expect(lineOf(archived, 'the archive')).toBeCloseTo(3 * 0.023 + (MONTHS - 3) * 0.004);
  });

  it('has the indexes in the table, and not in its recovery', () => {
    const indexed = { ...usage, indexBytes: 1000 };
    expect(lineOf(indexed, 'the table')).toBeCloseTo(0.5);
    expect(lineOf(indexed, 'its recovery')).toBeCloseTo(0.2);
  });

  it('grows with the declarations, but for what is paid by the month', () => {
    const fixed = monthlyBill({ ...usage, metrics: 10, alarmMetrics: 10 }, 0).reduce(
      (sum, { dollars }) => sum + dollars,
      0,
    );
    expect(fixed).toBeCloseTo(3 + 1 + 3 + 0.8);
    expect(lineOf(usage, 'requests', 10)).toBeCloseTo(70);
  });

  it('has the requests of a trickle only where it is asked for', () => {
    const [burst, trickle] = [false, true].map((isTrickle) => dollarsAMillion(usage, 1, { isTrickle }));
    expect((trickle ?? 0) - (burst ?? 0)).toBeCloseTo(0.4);
  });
});

it.each([
  ['a text by its bytes', { a: 'é' }, 1 + 2],
  ['a number by its digits', { n: 1234 }, 1 + 3],
  ['what is binary as it is', { b: new Uint8Array(7) }, 1 + 7],
  ['a list with its parts', { l: ['ab'] }, 1 + 3 + 1 + 2],
  ['a map with its names', { m: { x: true } }, 1 + 3 + 1 + 1 + 1],
])('DynamoDB bills %s, and a hundred bytes an item', (_, item, bytes) => {
  expect(billedBytes(item)).toBe(100 + bytes);
});
