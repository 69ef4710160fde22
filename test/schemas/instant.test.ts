import { describe, expect, it } from 'vitest';
import { instantOf } from '../../schemas/instant.ts';

const at = (utc: string) => Date.parse(utc);

describe('A date-time', () => {
  it.each([
    ['2026-11-29T10:00:00+01:00[Europe/Paris]', '2026-11-29T09:00:00Z'],
    // java.time leaves out the seconds of a full minute.
    ['2026-11-29T10:00+01:00[Europe/Paris]', '2026-11-29T09:00:00Z'],
    ['2026-11-29T10:00Z', '2026-11-29T10:00:00Z'],
    ['2026-11-29T10:00:00+0100', '2026-11-29T09:00:00Z'],
    ['2026-11-29T10:00:00+01', '2026-11-29T09:00:00Z'],
    ['2026-11-29T10:00:00-0330', '2026-11-29T13:30:00Z'],
    ['2026-11-29T10:00:00+00:09:21', '2026-11-29T09:50:39Z'],
    ['2026-11-29T10:00:00,123+01:00', '2026-11-29T09:00:00Z'],
    ['2026-11-29T10:00:00.123456789+01:00[Europe/Paris]', '2026-11-29T09:00:00Z'],
    ['2026-11-29t10:00:00z', '2026-11-29T10:00:00Z'],
    [' 2026-11-29 10:00:00+01:00 ', '2026-11-29T09:00:00Z'],
    ['2026-11-29T10:00:00+01:00 (CET)', '2026-11-29T09:00:00Z'],
    ['2028-02-29T23:59:59+14:00', '2028-02-29T09:59:59Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('[H7-T4, F15] %s is read in every form of java.time', (text, utc) => {
    expect(instantOf(text)).toBe(at(utc));
  });

  it.each([
    ['2026-11-29T10:00:00[Europe/Paris]', '2026-11-29T09:00:00Z'],
    ['2026-07-01T10:00[Europe/Paris]', '2026-07-01T08:00:00Z'],
    ['2026-07-01T10:00:00[America/Cayenne]', '2026-07-01T13:00:00Z'],
    ['2026-07-01T10:00:00[UTC]', '2026-07-01T10:00:00Z'],
    // The hour that comes twice is the first of the two, as java.time has it.
    ['2026-10-25T02:30:00[Europe/Paris]', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:00:00[Europe/Paris]', '2026-10-25T02:00:00Z'],
    ['2026-03-29T03:00:00[Europe/Paris]', '2026-03-29T01:00:00Z'],
  ])('[H7-T4, F15] %s is read by its zone alone', (text, utc) => {
    expect(instantOf(text)).toBe(at(utc));
  });

  it.each([
    '2026-02-30T10:00:00+01:00[Europe/Paris]',
    '2026-04-31T10:00:00+02:00[Europe/Paris]',
    '2027-02-29T10:00:00+01:00[Europe/Paris]',
    '2100-02-29T10:00:00+01:00[Europe/Paris]',
    '2026-11-29T24:00:00+01:00[Europe/Paris]',
    '2026-11-29T10:60:00+01:00[Europe/Paris]',
    '2026-11-29T10:00:60+01:00[Europe/Paris]',
    '2026-11-29T10:00:00+25:00[Europe/Paris]',
    '2026-11-29T10:00:00+18:01',
    '2026-11-29T10:00:00+01:60',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-11-00T10:00:00Z',
    // Skipped when the clocks are put forward.
    '2026-03-29T02:30:00[Europe/Paris]',
    '2026-11-29T10:00:00[Europe/Nowhere]',
    '2026-11-29T10:00:00',
    '2026-11-29',
    '29/11/2026 10:00',
    '1764406800',
    '',
  ])('[F34] "%s" is no date-time', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});
