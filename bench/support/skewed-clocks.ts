import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionPool } from '../../local/lambda/pool.ts';
import { beforeBundle } from './before-bundle.ts';

/**
 * Has the clocks of a function's processes differ, from the next that starts: that of the first one is right, those of
 * all others are ahead.
 */
export function skewClocks(pool: FunctionPool, aheadMs: number): void {
  const first = path.join(mkdtempSync(path.join(tmpdir(), 'declarant-clock-')), 'taken');
  beforeBundle(pool, clockAhead(first, aheadMs));
}

/** @param first a folder that is not there: who makes it is the first process */
function clockAhead(first: string, aheadMs: number): string {
  return `{
    let ahead = ${aheadMs};
    try { process.getBuiltinModule('node:fs').mkdirSync(${JSON.stringify(first)}); ahead = 0; } catch {}
    const RightDate = Date;
    globalThis.Date = class Date extends RightDate {
      constructor(...given) { if (given.length === 0) super(RightDate.now() + ahead); else super(...given); }
      static now() { return RightDate.now() + ahead; }
    };
  }
  `;
}
