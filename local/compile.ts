import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Compiles one of our own files to plain JavaScript, for a thread or a process that starts without
 * tsx: a function's cold start must not pay for a TypeScript loader that Lambda does not have.
 * The file may import Node's own modules only.
 */
export async function compile(file: URL, format: 'esm' | 'cjs'): Promise<string> {
  const [{ transform }, source] = await Promise.all([import('esbuild'), readFile(file, 'utf8')]);
  const { code } = await transform(source, {
    loader: 'ts',
    format,
    target: 'node20',
    sourcefile: fileURLToPath(file),
    sourcemap: 'inline',
  });
  return code;
}
