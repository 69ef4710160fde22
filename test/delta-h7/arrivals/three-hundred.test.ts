import { expect, it } from 'vitest';
import { Flight } from './support/flight.ts';

const COUNT = 300;
const lrns = Array.from({ length: COUNT }, (_, n) => `P-${n}`);

it('[H7-X2] an arrival of 300 declarations counts each and validates none twice', async () => {
  const flight = new Flight();
  flight.fates.set('P-0', { isSilent: true }).set('P-1', { isSilent: true }).set('P-2', { isRejected: true });
  await flight.file(lrns);
  await flight.submit('Validation_H7', { header: { lrn: 'P-3' } });
  await flight.pass(5000);
  await flight.arrive();
  await flight.pass(20_000);
  expect(await flight.counts()).toEqual({ validated: COUNT - 4, waiting: 2, rejected: 1, skipped: 1 });
  expect(flight.validated).toHaveLength(COUNT - 2);
  expect(new Set(flight.validated).size).toBe(COUNT - 2);
}, 240_000);
