import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { compile } from '../../../local/compile.ts';
import type { FunctionDefinition } from '../../../local/lambda/definition.ts';
import { FunctionPool } from '../../../local/lambda/pool.ts';
import { region } from './clients.ts';
import { temporaryFolder } from './folder.ts';

const endpoints = {
  sqs: 'http://q',
  dynamodb: 'http://d',
  sns: 'http://t',
  secretsmanager: 'http://s',
  s3: 'http://o',
};

/** A pool of a function whose bundle is the given text, and what it logged. */
export async function poolOf(
  bundle: string,
  changes: Partial<FunctionDefinition> & { file?: string } = {},
): Promise<{ pool: FunctionPool; lines: string[] }> {
  const folder = temporaryFolder();
  const program = path.join(folder, 'runtime.mjs');
  writeFileSync(program, await compile(new URL('../../../local/lambda/runtime.ts', import.meta.url), 'esm'));
  const taskRoot = path.join(folder, 'bundle');
  mkdirSync(taskRoot);
  const { file = 'index.mjs', ...rest } = changes;
  writeFileSync(path.join(taskRoot, file), bundle);
  const lines: string[] = [];
  const definition: FunctionDefinition = {
    logicalId: 'Fn',
    name: 'a-function',
    arn: `arn:aws:lambda:${region}:000000000000:function:a-function`,
    handler: 'index.handler',
    taskRoot,
    variables: {},
    timeoutSeconds: 5,
    memoryMegabytes: 512,
    logGroup: '/aws/lambda/a-function',
    runtime: 'nodejs24.x',
    accessKeyId: 'function',
    ...rest,
  };
  const runtime = { node: process.execPath, program };
  const pool = new FunctionPool(definition, { region, endpoints }, runtime, (line) => lines.push(line));
  onTestFinished(() => pool.stop(0));
  return { pool, lines };
}
