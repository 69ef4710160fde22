import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { BundlingOptions, NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

/** The context that names the folder with the bundles of these very sources; a deployment has none, and bundles anew. */
const KEPT_BUNDLES = 'keptBundles';

const FILE = 'index.mjs';

/**
 * The code of a function on this machine: the bundle that an earlier run made of the same sources, or a new one, which is
 * then kept there for the next run.
 * @param made all that a bundle follows from beside the sources
 */
export function withKeptBundle(
  scope: Construct,
  made: { entry: string; bundling: BundlingOptions },
): Pick<NodejsFunctionProps, 'code' | 'handler' | 'entry' | 'bundling'> {
  const folder: unknown = scope.node.tryGetContext(KEPT_BUNDLES);
  if (typeof folder !== 'string') return made;
  const kept = path.join(folder, createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 32));
  if (existsSync(path.join(kept, FILE))) return { code: Code.fromAsset(kept), handler: 'index.handler' };
  const draft = `${kept}.${process.pid}`;
  return {
    ...made,
    bundling: {
      ...made.bundling,
      commandHooks: {
        beforeInstall: () => [],
        beforeBundling: () => [],
        // Moved there whole: another run may look at the same time.
        afterBundling: (_, output) => [
          `mkdir -p "${kept}"`,
          `cp "${output}/${FILE}" "${draft}"`,
          `mv "${draft}" "${kept}/${FILE}"`,
        ],
      },
    },
  };
}
