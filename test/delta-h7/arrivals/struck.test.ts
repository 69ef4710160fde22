import { describe } from 'vitest';
import { testStruckArrivals } from './support/struck-arrivals.ts';

describe('an arrival, of which one call is struck', () => testStruckArrivals(131));
