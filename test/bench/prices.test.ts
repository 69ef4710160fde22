import { expect, it } from 'vitest';
import { comparisonOf } from '../../bench/support/comparison.ts';
import { type Billed, dollarsOf, requestsOf } from '../../bench/support/prices.ts';

const nothing: Billed = { api: 0, lambda: 0, writeUnits: 0, readUnits: 0, sqs: 0, sns: 0 };
/** The price of a million of each by AWS's price list. */
const listed: [keyof Billed, number][] = [
  ['api', 3.5],
  ['lambda', 0.2],
  ['writeUnits', 0.625],
  ['readUnits', 0.125],
  ['sqs', 0.4],
  ['sns', 0.5],
];

it.each(listed)('%s costs %d dollars a million', (service, price) => {
  expect(dollarsOf({ ...nothing, [service]: 2 })).toBeCloseTo(2 * price);
});

it('dollars and requests are those of all services together', () => {
  const one = { api: 2, lambda: 1, writeUnits: 8, readUnits: 4, sqs: 0.5, sns: 1 };
  expect(dollarsOf(one)).toBeCloseTo(7 + 0.2 + 5 + 0.5 + 0.2 + 0.5);
  expect(requestsOf(one)).toBe(16.5);
});

it('designs are compared by the sum of their parts, as it is shown', () => {
  const send = { ...nothing, writeUnits: 2.004, readUnits: 1 };
  const callbacks = { ...nothing, api: 2, writeUnits: 4 };
  const compared = comparisonOf([send, callbacks], [callbacks, callbacks, callbacks], 4);
  expect(compared['ours.writeUnits']).toBe(6);
  expect(compared['textbook.api']).toBe(6);
  expect(compared.requests).toBeCloseTo(9 / 18);
  expect(compared.withoutReads).toBeCloseTo(8 / 18);
  expect(compared.dollars).toBeCloseTo((7 + 6 * 0.625 + 0.125) / (21 + 12 * 0.625));
  // In a transaction an item takes twice the units.
  expect(compared.plainRequests).toBeCloseTo(9 / 16);
  expect(compared.plainDollars).toBeCloseTo((7 + 6 * 0.625 + 0.125) / (21 + 10 * 0.625));
});
