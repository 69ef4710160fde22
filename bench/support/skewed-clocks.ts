import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionPool } from '../../local/lambda/pool.ts';

/**
 * Has the clocks of a function's processes differ, from the next that starts: that of the first one is right, those of
 * all others are ahead. The bundle itself stays as it is deployed, after a line that sets the clock.
 */
export function skewClocks({ definition }: FunctionPool, aheadMs: number): void {
  const file = path.join(definition.taskRoot, 'index.mjs');
  const first = path.join(mkdtempSync(path.join(tmpdir(), 'declarant-clock-')), 'taken');
  writeFileSync(file, clockAhead(first, aheadMs) + readFileSync(file, 'utf8'));
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
