import { describe } from 'vitest';
import { testStruckArrivals } from '../delta-h7/arrivals/support/struck-arrivals.ts';

/** The interval between struck calls: each, or with `LOST=10` one in ten. */
describe('an arrival, of which one call is struck', () => testStruckArrivals(Number(process.env['LOST'] ?? 1)));
