import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../../functions/ledger/days-between.ts';

const now = new Date('2026-11-22T10:30:00.500Z');

describe('the days of a period', () => {
  it('are those from the first instant to the last, in UTC', () => {
    expect(daysBetween(new Date('2026-11-20T23:59:59Z'), now)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(daysBetween(new Date('2026-11-22T00:00:00Z'), now)).toEqual(['2026-11-22']);
  });

  it('include the first day if its hour is later than that of the last', () => {
    const early = new Date('2026-11-22T01:00:00Z');
    expect(daysBetween(new Date('2026-11-21T23:00:00Z'), early)).toEqual(['2026-11-21', '2026-11-22']);
  });
});
