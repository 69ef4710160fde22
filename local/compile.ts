import { fileURLToPath } from 'node:url';

/**
 * Compiles one of our own files with what it imports of ours to plain JavaScript, for a thread or a process
 * that starts without tsx: a function's cold start must not pay for a TypeScript loader that Lambda does
 * not have. Beside that it may import Node's own modules only.
 */
export async function compile(file: URL, format: 'esm' | 'cjs'): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...{ entryPoints: [fileURLToPath(file)], bundle: true, write: false },
    ...{ platform: 'node', format, target: 'node20', sourcemap: 'inline', logLevel: 'silent' },
  });
  const [compiled] = outputFiles;
  if (!compiled) throw new TypeError(`Nothing came of ${file.href}`);
  return compiled.text;
}
