import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';
import { root } from '../../test/support/files.ts';

/** Bundles a source as a function's is bundled for its deployment; yields of what the bundle consists. */
export async function bundle(contents: string, outfile: string): Promise<Metafile> {
  const { target, mainFields, minify, banner } = bundling;
  const { metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', metafile: true, logLevel: 'error' },
    ...{ target, mainFields, minify, banner: { js: banner } },
  });
  return metafile;
}

/** How many bytes each part has in a bundle: a package, or a folder of ours; the largest first. */
export function partsOf({ outputs }: Metafile): [part: string, bytes: number][] {
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(file);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

function partOf(file: string): string {
  const [, scope, name] = /^.*node_modules\/(?:(@[^/]+)\/)?([^/]+)\//.exec(file) ?? [];
  if (!name) return path.dirname(file).split(path.sep).slice(0, 2).join('/');
  if (scope?.startsWith('@aws') || scope?.startsWith('@smithy')) return 'the SDK';
  return scope ? `${scope}/${name}` : name;
}
