import path from 'node:path';
import type { FunctionDefinition, SharedEnvironment } from '../../local/lambda/definition.ts';
import { FunctionPool } from '../../local/lambda/pool.ts';
import { ACCOUNT } from '../../local/resources/resource.ts';
import { bundle } from '../support/bundle.ts';

/** The textbook's functions, by their files here. */
export type TextbookFunctionName = 'sender' | 'receiver' | 'authorizer';

export interface FunctionsOptions {
  /** The folder of the bundles. */
  folder: string;
  /** Path of the compiled runtime. */
  runtime: string;
  environment: SharedEnvironment;
  variables: Record<string, string>;
  /** The timeout of the sender. */
  timeoutSeconds: number;
  log: (line: string) => void;
}

/** Each function from its bundle, made as the gateway's own are, as the local machine runs them. */
export async function makeFunctions(options: FunctionsOptions): Promise<Record<TextbookFunctionName, FunctionPool>> {
  const [sender, receiver, authorizer] = await Promise.all([
    makeFunction('sender', options.timeoutSeconds, options),
    makeFunction('receiver', 29, options),
    makeFunction('authorizer', 10, options),
  ]);
  return { sender, receiver, authorizer };
}

async function makeFunction(
  file: TextbookFunctionName,
  timeoutSeconds: number,
  { folder, runtime, environment, variables, log }: FunctionsOptions,
): Promise<FunctionPool> {
  const name = `textbook-${file}`;
  const taskRoot = path.join(folder, file);
  await bundle(`export * from './bench/textbook/${file}.ts'`, path.join(taskRoot, 'index.mjs'));
  const arn = `arn:aws:lambda:${environment.region}:${ACCOUNT}:function:${name}`;
  const definition: FunctionDefinition = {
    ...{ logicalId: name, name, arn, handler: 'index.handler', taskRoot, variables, timeoutSeconds },
    ...{ memoryMegabytes: 512, logGroup: `/aws/lambda/${name}`, runtime: 'nodejs24.x', accessKeyId: 'textbook' },
  };
  return new FunctionPool(definition, environment, { node: process.execPath, program: runtime }, log);
}
