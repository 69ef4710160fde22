import { describe, expect, it } from 'vitest';
import { groupFilings } from '../../desk/filings/groups.ts';
import { matches } from '../../functions/books/matches.ts';
import { placeWithoutNumbers } from '../../schemas/place-without-numbers.ts';
import { TOY } from '../support/toy/register.ts';
import { summaryWith } from './support/summary-books.ts';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;
const error = (errorCode: string, errorPointer: string) => ({ errorCode, errorPointer, errorDescription: 'wrong' });

const filings = [
  summaryWith({ reference: 'A', at: at(23), status: 'rejected', state: null, codes: ['X', 'Y', 'Z'] }),
  summaryWith({ reference: 'B', at: at(12), status: 'rejected', state: null, codes: ['X'], platform: 'shop-2' }),
  summaryWith({ reference: 'C', at: at(11), status: 'rejected', state: null, codes: ['X'] }),
  summaryWith({ reference: 'D', at: at(10), status: 'refused', state: null }),
].map((one) => ({
  ...one,
  errors: {
    A: [error('X', '/a/items/0/n'), error('X', 'a.items[1].n'), error('Y', '/a/items/0/n')],
    B: [error('X', '/a/items/7/n')],
    C: [error('X', '/b')],
    D: [{ errorPointer: '/payload/a/items/3/n', errorDescription: 'wrong' }],
  }[one.reference] as ReturnType<typeof error>[],
}));

const grouped = async (...asked: Parameters<typeof groupFilings> extends [unknown, ...infer Rest] ? Rest : never) =>
  (await groupFilings(filings, ...asked)).map(({ values, count, first, last, example }) => [
    Object.values(values).join(' '),
    count,
    ...(first === last ? [first] : [first, last]),
    example.reference,
  ]);

describe('groups of filings', () => {
  it('count a filing once under each of its codes, also under one of which only the code is kept', async () => {
    expect(await grouped(['code'])).toEqual([
      ['X', 3, at(11), at(23), 'A'],
      ['Y', 1, at(23), 'A'],
      ['Z', 1, at(23), 'A'],
      ['', 1, at(10), 'D'],
    ]);
  });

  it('have one place for the same field of all items, in each notation', async () => {
    expect(await grouped(['place'])).toEqual([
      ['a.items.n', 3, at(10), at(23), 'A'],
      ['b', 1, at(11), 'C'],
    ]);
  });

  it('are made by several fields together', async () => {
    expect(await grouped(['code', 'place', 'platform'])).toEqual([
      ['X a.items.n shop-1', 1, at(23), 'A'],
      ['Y a.items.n shop-1', 1, at(23), 'A'],
      ['Z  shop-1', 1, at(23), 'A'],
      ['X a.items.n shop-2', 1, at(12), 'B'],
      ['X b shop-1', 1, at(11), 'C'],
      [' a.items.n shop-1', 1, at(10), 'D'],
    ]);
  });

  it('by code, place and platform are what the filter by these selects', async () => {
    const groups = await groupFilings(filings, ['code', 'place', 'platform']);
    const found = groups.flatMap(({ values: { code, place, platform }, count }) => {
      if (!code || !place || !platform) return [];
      const filter = { authorities: [TOY], codes: [code], places: [place], platforms: [platform] };
      return [[count, filings.filter((one) => matches(one, filter)).length]];
    });
    expect(found).toEqual(Array(4).fill([1, 1]));
  });

  it('are of a day in Paris, of a status, of a state', async () => {
    expect(await grouped(['day'])).toEqual([
      ['2026-11-22', 3, at(10), at(12), 'B'],
      ['2026-11-23', 1, at(23), 'A'],
    ]);
    expect(await grouped(['status', 'state'])).toEqual([
      ['rejected ', 3, at(11), at(23), 'A'],
      ['refused ', 1, at(10), 'D'],
    ]);
  });

  it('are only those of the codes that are asked for', async () => {
    expect(await grouped(['code'], ['Y'])).toEqual([['Y', 1, at(23), 'A']]);
    expect(await grouped(['platform'], ['Y'])).toHaveLength(2);
  });

  it('have the error of their example', async () => {
    const [group] = await groupFilings(filings, ['code']);
    expect(group).toMatchObject({
      example: { authority: TOY, kind: 'declaration' },
      error: { errorDescription: 'wrong' },
    });
    expect((await groupFilings(filings, ['day']))[0]).not.toHaveProperty('error');
  });
});

it.each([
  ['/payload/declaration/items/7/commodityCode', 'declaration.items.commodityCode'],
  ['declaration.items[7].commodityCode', 'declaration.items.commodityCode'],
  ['wish', 'wish'],
  ['', ''],
])('%j is the place %j', (pointer, place) => {
  expect(placeWithoutNumbers(pointer)).toBe(place);
});
