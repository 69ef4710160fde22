import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionPool } from '../../local/lambda/pool.ts';

/** Has a function's processes run some code first, from the next that starts. The bundle itself stays as it is deployed. */
export function beforeBundle({ definition }: FunctionPool, code: string): void {
  const file = path.join(definition.taskRoot, 'index.mjs');
  writeFileSync(file, `${code}\n${readFileSync(file, 'utf8')}`);
}
