import { expect, it } from 'vitest';
import { deadline } from '../../schemas/ciel/deadline.ts';

it.each([
  ['FR01300E07896/2026-08', '2026-09-10T22:00:00.000Z'],
  ['FR01300E07896/2026-10', '2026-11-10T23:00:00.000Z'],
  ['FR01300E07896/2026-12', '2027-01-10T23:00:00.000Z'],
  ['FR01300E07896/2026-02', '2026-03-10T23:00:00.000Z'],
  ['FR01300E07896/2026-03', '2026-04-10T22:00:00.000Z'],
])('the deadline of %s is the end of the 10th in Paris: %s', (reference, instant) => {
  expect(deadline.of(reference)?.toISOString()).toBe(instant);
});

it.each(['FR01300E07896', 'FR01300E07896/2026', '', 'FR/2026-8'])('%j has no deadline', (reference) => {
  expect(deadline.of(reference)).toBeUndefined();
});
