import { describe, expect, it } from 'vitest';
import { DeskFault } from '../../desk/fault.ts';
import { sinceOf } from '../../desk/since.ts';

const now = new Date('2026-11-22T10:30:00.500Z');

describe('--since', () => {
  it.each([
    ['90s', '2026-11-22T10:28:30.500Z'],
    ['15m', '2026-11-22T10:15:00.500Z'],
    ['6h', '2026-11-22T04:30:00.500Z'],
    ['3d', '2026-11-19T10:30:00.500Z'],
    ['2w', '2026-11-08T10:30:00.500Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-22T08:30:00Z', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22T08:30Z', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22T08:30:00.250+01:00', '2026-11-22T07:30:00.250Z'],
  ])('%s is %s', (text, instant) => {
    expect(sinceOf(text, now).toISOString()).toBe(instant);
  });

  it.each([
    'yesterday',
    '15',
    '15 m',
    '-3d',
    '2026-13-01',
    '2026-02-31',
    '2026-11-22T08:30:00',
    '2026-02-30T08:30:00Z',
    '2026-11-21T24:00Z',
    '2026-11-21T10:00:00+25:00',
    '',
  ])('%j is wrong use, and the right forms are named', (text) => {
    expect(() => sinceOf(text, now)).toThrow('is not understood: give how long ago (90s, 15m, 6h, 3d, 2w), a date');
    expect(() => sinceOf(text, now)).toThrow(DeskFault);
  });

  it('lies neither in the future nor before any filing that is kept', () => {
    expect(() => sinceOf('2026-11-23', now)).toThrow('lies in the future');
    expect(() => sinceOf('9999d', now)).toThrow('longer than a filing is kept');
  });
});
