import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle, evaluatedIn, packagesOf } from '../../bench/support/bundle.ts';
import { clientsOnly } from '../../bench/support/import-time.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { root } from '../support/files.ts';
import { overruns } from './overruns.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'budgets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const built = (contents: string) => bundle(contents, path.join(folder, 'bundle.mjs'));

const atOnce = "import * as z from 'zod'; export const parsed = z.string().parse('a');";
const later = "export const parsed = async () => (await import('zod')).string().parse('a');";
const roomy = { bytes: 1e9, evaluated: { modules: 1e9, bytes: 1e9 } };

it('a budget is kept for every lane: the configuration that is synthesized has each', () => {
  const { context } = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8'));
  const { lanes } = JSON.parse(readFileSync(path.join(root, context.config), 'utf8'));
  expect(Object.keys(lanes)).toEqual(authorityNames);
});

describe('what a bundle consists of', () => {
  it('is told by packages, and what is ours', async () => {
    const names = packagesOf(await built(atOnce)).map(([name]) => name);
    expect(names).toEqual(['zod', 'ours']);
  });

  it('tells a second copy of a package from the first', () => {
    const file = (bytesInOutput: number) => ({ bytesInOutput });
    const inputs = {
      'node_modules/@aws-sdk/client-sqs/index.js': file(10),
      'node_modules/old/node_modules/@aws-sdk/client-sqs/index.js': file(20),
      'functions/send/handler.ts': file(5),
      'node_modules/shaken/index.js': file(0),
    };
    const output = { inputs, imports: [], exports: [], bytes: 35 };
    expect(packagesOf({ inputs: {}, outputs: { 'index.mjs': output } })).toEqual([
      ['old > @aws-sdk/client-sqs', 20],
      ['@aws-sdk/client-sqs', 10],
      ['ours', 5],
    ]);
  });

  it('is evaluated when it is imported, but for what waits for a dynamic import', async () => {
    const [first, second] = [await built(atOnce), await built(later)];
    const weight = (metafile: Metafile) => Object.fromEntries(packagesOf(metafile))['zod'] ?? 0;
    expect(evaluatedIn(first).bytes).toBeGreaterThan(weight(first));
    expect(evaluatedIn(first).modules).toBeGreaterThan(10);
    expect(weight(second)).toBeGreaterThan(50_000);
    expect(evaluatedIn(second)).toEqual({ modules: 1, bytes: expect.any(Number) });
    expect(evaluatedIn(second).bytes).toBeLessThan(500);
  });

  it('names the SDK clients that are constructed for the comparison', async () => {
    const metafile = await built("export * from '@aws-sdk/client-sns'; export * from 'zod';");
    expect(clientsOnly(metafile).split('\n')).toEqual([
      "import { SNSClient } from '@aws-sdk/client-sns';",
      'export const clients = [new SNSClient()];',
    ]);
    const other = await built("export { SSMClient } from '@aws-sdk/client-ssm';");
    expect(() => clientsOnly(other)).toThrow(/client of @aws-sdk\/client-ssm is called is not known/);
  });
});

describe('a bundle over its budget', () => {
  it('is told with what grew, and by how much', async () => {
    const metafile = await built(later);
    const zod = Object.fromEntries(packagesOf(metafile))['zod'] as number;
    const packages = { zod, ours: 1000 };
    expect(overruns(metafile, 900, { ...roomy, bytes: 900, packages })).toEqual([]);
    expect(overruns(metafile, 901, { ...roomy, bytes: 900, packages })).toEqual([
      'the bundle: 901 of 900 bytes, 1 too many',
    ]);
    expect(overruns(metafile, 1, { ...roomy, packages: { ...packages, zod: zod - 7 } })).toEqual([
      `zod: ${zod} of ${zod - 7} bytes, 7 too many`,
    ]);
    const tight = { ...roomy, evaluated: { modules: 0, bytes: 0 }, packages };
    expect(overruns(metafile, 1, tight)).toEqual([
      expect.stringMatching(/^what an import evaluates: \d+ of 0 bytes/),
      'what an import evaluates: 1 of 0 modules, 1 too many',
    ]);
  });

  it('is told of a package that is new, with who brought it, and of one that is gone', async () => {
    const metafile = await built(later);
    expect(overruns(metafile, 1, { ...roomy, packages: { ours: 1000, oauth4webapi: 1 } })).toEqual([
      expect.stringMatching(/^the package zod is new: \d+ bytes \(imported by <stdin>\)$/),
      'the package oauth4webapi is not in it any more: take it out of its budget',
    ]);
  });
});
