import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '../../local/compile.ts';
import type { Gateway } from '../../local/gateway.ts';
import { environmentOf, type FunctionDefinition } from '../../local/lambda/definition.ts';
import { Instance } from '../../local/lambda/instance.ts';
import { bundle } from './bundle.ts';

/** Single processes of functions, as the local machine runs them, each invoked by itself. */
export interface Instances {
  /** A process of a deployed function, with some of its variables changed. */
  deployed(functionName: string, variables?: Record<string, string>): Promise<Instance>;
  /** A process of a handler that is written for comparison, in the place of a deployed function. */
  bare(functionName: string, source: string, variables?: Record<string, string>): Promise<Instance>;
  stop(): Promise<void>;
}

export async function startInstances(gateway: Gateway): Promise<Instances> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-instances-'));
  const program = path.join(folder, 'runtime.mjs');
  writeFileSync(program, await compile(new URL('../../local/lambda/runtime.ts', import.meta.url), 'esm'));
  const runtime = { node: process.execPath, program };
  const started: Instance[] = [];

  async function start(functionName: string, change: (definition: FunctionDefinition) => FunctionDefinition) {
    const definition = gateway.functions.get(functionName)?.definition;
    if (!definition) throw new TypeError(`There is no function ${functionName}`);
    const changed = change(definition);
    const instance = new Instance(changed, environmentOf(changed, gateway.ready), runtime, () => {});
    started.push(instance);
    await instance.ready;
    return instance;
  }

  return {
    deployed: (functionName, variables = {}) =>
      start(functionName, (one) => ({ ...one, variables: { ...one.variables, ...variables } })),
    async bare(functionName, source, variables = {}) {
      const taskRoot = mkdtempSync(path.join(folder, 'bare-'));
      await bundle(source, path.join(taskRoot, 'index.mjs'));
      return start(functionName, (one) => ({ ...one, taskRoot, variables: { ...one.variables, ...variables } }));
    },
    async stop() {
      for (const instance of started) instance.end();
      await Promise.all(started.map(({ gone }) => gone));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
