import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundling, replaced } from '../../infra/bundling.ts';
import { root } from '../../test/support/files.ts';

/**
 * Bundles a source as a function's is bundled for its deployment; returns the parts of the bundle.
 * @param alias modules that replace others; none leaves the SDK as it is
 * @param define constants that the source names
 */
export async function bundle(
  contents: string,
  outfile: string,
  alias: Record<string, string> = replaced,
  define: Record<string, string> = {},
): Promise<Metafile> {
  const { target, mainFields, minify, banner } = bundling;
  const { metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', metafile: true, logLevel: 'error' },
    ...{ target, mainFields, minify, alias, define, banner: { js: banner } },
  });
  return metafile;
}

/** The bytes of each part of a bundle, a package or a folder of ours, the largest first. */
export function bundleParts(metafile: Metafile): [part: string, bytes: number][] {
  return sizes(metafile, (file) => {
    const name = packageOf(file);
    if (!name) return path.dirname(file).split(path.sep).slice(0, 2).join('/');
    return /^@(aws|smithy)/.test(name) ? 'the SDK' : name;
  });
}

/** The name of our own code among packages. */
export const OURS = 'ours';

/**
 * The bytes of each package in a bundle, and of our own code, the largest first. A second copy of a package
 * has the name of the one that brought it before its own: `a > b`.
 */
export function packagesOf(metafile: Metafile): [name: string, bytes: number][] {
  return sizes(metafile, (file) => packageOf(file) ?? OURS);
}

/** The part of a bundle that is evaluated at its import, without its dynamic imports. */
export function evaluatedIn({ inputs, outputs }: Metafile): { modules: number; bytes: number } {
  const [output] = Object.values(outputs);
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { path: imported, kind, external } of inputs[file]?.imports ?? [])
      if (!external && kind !== 'dynamic-import') visit(imported);
  };
  if (output?.entryPoint) visit(output.entryPoint);
  const sizes = [...reached].flatMap((file) => output?.inputs[file]?.bytesInOutput || []);
  return { modules: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

function sizes({ outputs }: Metafile, nameOf: (file: string) => string): [name: string, bytes: number][] {
  const found = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput > 0) found.set(nameOf(file), (found.get(nameOf(file)) ?? 0) + bytesInOutput);
    }
  }
  return [...found].sort(([, a], [, b]) => b - a);
}

/** The package of a file, undefined where it is one of ours. */
function packageOf(file: string): string | undefined {
  const names = [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(([, name]) => name);
  return names.length > 0 ? names.join(' > ') : undefined;
}
