import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './support/files.ts';

/** The most that a function's bundle may weigh: what it weighs now and a little, so that growth is a decision. */
const budgets: Record<string, number> = { send: 645_000, receive: 605_000, tell: 605_000, tend: 590_000 };

const assembly = path.join(root, 'cdk.out');
const [template] = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
const { Resources } = JSON.parse(readFileSync(path.join(assembly, template as string), 'utf8')) as {
  Resources: Record<string, { Type: string; Properties: { FunctionName?: string }; Metadata?: Record<string, string> }>;
};

let over = 0;
let seen = 0;
for (const { Type, Properties, Metadata } of Object.values(Resources)) {
  const asset = Metadata?.['aws:asset:path'];
  if (Type !== 'AWS::Lambda::Function' || !asset) continue;
  const size = statSync(path.join(assembly, asset, 'index.mjs')).size;
  const role = Object.keys(budgets).find((name) => Properties.FunctionName?.endsWith(`-${name}`));
  const budget = role ? (budgets[role] as number) : 0;
  const fits = size <= budget;
  process.stdout.write(`${fits ? 'within' : 'OVER'} budget: ${Properties.FunctionName} ${size} of ${budget} bytes\n`);
  seen += 1;
  if (!fits) over += 1;
}
if (seen < Object.keys(budgets).length) process.stdout.write('OVER budget: not every function was found in cdk.out\n');
process.exitCode = over > 0 || seen < Object.keys(budgets).length ? 1 : 0;
