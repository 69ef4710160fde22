import { statSync } from 'node:fs';
import path from 'node:path';
import { readAssembly } from '../local/template/assembly.ts';
import { root } from './support/files.ts';

/** The most that a function's bundle may weigh: what it weighs now and a little, so that growth is a decision. */
const budgets: Record<string, number> = { send: 600_000, receive: 515_000, tell: 545_000, tend: 555_000 };

const assembly = path.join(root, 'cdk.out');
const resources = readAssembly(assembly).flatMap((stack) => stack.resources);

let over = 0;
let seen = 0;
for (const { kind, properties, metadata } of resources) {
  const asset = metadata['aws:asset:path'];
  if (kind !== 'AWS::Lambda::Function' || typeof asset !== 'string') continue;
  const name = String(properties['FunctionName']);
  const size = statSync(path.join(assembly, asset, 'index.mjs')).size;
  const role = Object.keys(budgets).find((known) => name.endsWith(`-${known}`));
  const budget = role ? (budgets[role] as number) : 0;
  const fits = size <= budget;
  process.stdout.write(`${fits ? 'within' : 'OVER'} budget: ${name} ${size} of ${budget} bytes\n`);
  seen += 1;
  if (!fits) over += 1;
}
if (seen < Object.keys(budgets).length) process.stdout.write('OVER budget: not every function was found in cdk.out\n');
process.exitCode = over > 0 || seen < Object.keys(budgets).length ? 1 : 0;
