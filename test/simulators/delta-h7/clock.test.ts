import { describe, expect, it } from 'vitest';
import { customsDateTime, customsDay, isCustomsDateTime } from '../../../local/simulators/delta-h7/life/clock.ts';

describe('the date-time of customs', () => {
  it('is in Paris time in winter and in summer, whichever is asked first', () => {
    expect(customsDateTime(new Date('2026-11-22T09:00:00Z'))).toBe('2026-11-22T10:00:00+01:00[Europe/Paris]');
    expect(customsDateTime(new Date('2026-07-01T08:00:00.999Z'))).toBe('2026-07-01T10:00:00+02:00[Europe/Paris]');
    expect(customsDateTime(new Date('2026-01-15T08:00:00Z'))).toBe('2026-01-15T09:00:00+01:00[Europe/Paris]');
  });

  it('changes at the minute at which France does', () => {
    expect(customsDateTime(new Date('2026-03-29T00:59:59Z'))).toBe('2026-03-29T01:59:59+01:00[Europe/Paris]');
    expect(customsDateTime(new Date('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00:00+02:00[Europe/Paris]');
    expect(customsDateTime(new Date('2026-10-25T00:59:59Z'))).toBe('2026-10-25T02:59:59+02:00[Europe/Paris]');
    expect(customsDateTime(new Date('2026-10-25T01:00:00Z'))).toBe('2026-10-25T02:00:00+01:00[Europe/Paris]');
  });

  it('has its day by the midnight of Paris', () => {
    expect(customsDay(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
    expect(customsDay(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
  });

  it('is what it takes from others', () => {
    expect(isCustomsDateTime(customsDateTime(new Date()))).toBe(true);
    expect(isCustomsDateTime('2020-06-12T05:36:30-05:00[US/Central]')).toBe(true);
    expect(isCustomsDateTime('2028-02-29T23:59:59+01:00[Europe/Paris]')).toBe(true);
  });

  it.each([
    ['no zone', '2026-11-22T10:00:00+01:00'],
    ['Z', '2026-11-22T10:00:00Z[Europe/Paris]'],
    ['a fraction', '2026-11-22T10:00:00.000+01:00[Europe/Paris]'],
    ['no seconds', '2026-11-22T10:00+01:00[Europe/Paris]'],
    ['no such day', '2026-02-29T10:00:00+01:00[Europe/Paris]'],
    ['no such month', '2026-13-01T10:00:00+01:00[Europe/Paris]'],
    ['day 0', '2026-01-00T10:00:00+01:00[Europe/Paris]'],
    ['no such hour', '2026-11-22T24:00:00+01:00[Europe/Paris]'],
    ['no such minute', '2026-11-22T10:60:00+01:00[Europe/Paris]'],
    ['no such second', '2026-11-22T10:00:60+01:00[Europe/Paris]'],
    ['no such offset', '2026-11-22T10:00:00+15:00[Europe/Paris]'],
    ['no such offset minutes', '2026-11-22T10:00:00+01:60[Europe/Paris]'],
    ['text before', ' 2026-11-22T10:00:00+01:00[Europe/Paris]'],
    ['nothing', ''],
  ])('is not one with %s', (_, text) => {
    expect(isCustomsDateTime(text)).toBe(false);
  });
});
