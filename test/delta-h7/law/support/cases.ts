import { dayCases } from './day-cases.ts';
import { goodsCases } from './goods-cases.ts';
import type { LawCase } from './law-case.ts';
import { partyCases } from './party-cases.ts';

/** The facts of the law, each with a case that passes and one that is found. */
export const lawCases: readonly LawCase[] = [...goodsCases, ...partyCases, ...dayCases];
