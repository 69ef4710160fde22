import { describe, expect, it } from 'vitest';
import { datedFromNow } from '../../schemas/dates-from-now.ts';

const dated = (value: unknown, now: string) => JSON.parse(datedFromNow(JSON.stringify(value), new Date(now)));

describe('a date of a sample', () => {
  it.each([
    ['in 3 days at 06:40', '2026-11-30T12:00:00Z', '2026-12-03T06:40:00+01:00[Europe/Paris]'],
    ['2 days ago at 18:00', '2026-12-01T12:00:00Z', '2026-11-29T18:00:00+01:00[Europe/Paris]'],
    ['in 0 days at 00:00', '2026-07-01T12:00:00Z', '2026-07-01T00:00:00+02:00[Europe/Paris]'],
    ['in 1 days at 09:00', '2026-11-30T22:59:59Z', '2026-12-01T09:00:00+01:00[Europe/Paris]'],
    ['in 1 days at 09:00', '2026-11-30T23:00:00Z', '2026-12-02T09:00:00+01:00[Europe/Paris]'],
    ['in 5 days at 09:00', '2026-10-23T12:00:00Z', '2026-10-28T09:00:00+01:00[Europe/Paris]'],
    ['in 1 days at 09:00', '2026-10-23T12:00:00Z', '2026-10-24T09:00:00+02:00[Europe/Paris]'],
    ['in 2 days at 02:30', '2026-03-27T12:00:00Z', '2026-03-29T02:30:00+01:00[Europe/Paris]'],
  ])('%s, read on %s, is %s', (text, now, date) => {
    expect(dated({ at: text }, now)).toEqual({ at: date });
  });

  it('is a whole text: any other stays as it is written', () => {
    const text = '{"a": "delivered in 3 days at 06:40", "b":1.50,  "c": "in 3 days"}';
    expect(datedFromNow(text, new Date())).toBe(text);
  });
});
