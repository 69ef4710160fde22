import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, root } from './files.ts';

/**
 * Groups of test files that share a worker's modules: loading them anew for each file took longer than the tests
 * themselves. A file is told apart by what it imports and does, so that none is put into a wrong group.
 * - `lanes` sees the registries of production,
 * - `toy` sees them with the toy in them,
 * - `only-toy` sees registries that hold nothing but the toy,
 * - `isolated` is what replaces modules or registries: each file of it has modules of its own.
 */
export type World = 'isolated' | 'lanes' | 'only-toy' | 'toy';

/** The files that put the toy into the registries, each loaded before all else of its world. */
export const registers = { 'only-toy': 'test/support/toy/alone.ts', toy: 'test/support/toy/register.ts' } as const;

const files = new Set(filesBelow('test'));

/** The world of each file of tests, told by what it imports and does, so that none is put into a wrong one. */
export function worlds(): Record<World, string[]> {
  const sorted: Record<World, string[]> = { isolated: [], lanes: [], 'only-toy': [], toy: [] };
  for (const file of files) if (file.endsWith('.test.ts')) sorted[worldOf(file)].push(file);
  return sorted;
}

/** Calls after which a module, or a registry, is another one than that of the files before. */
const replaces =
  /\bvi\.(mock|doMock|resetModules)\(|\bObject\.assign\((catalogue|settings|deskAuthorities)\b|neverCallsBack/;

function worldOf(file: string): World {
  if (replaces.test(textOf(file))) return 'isolated';
  if (imports(file, registers['only-toy'])) return 'only-toy';
  return imports(file, registers.toy) ? 'toy' : 'lanes';
}

function imports(file: string, sought: string, seen = new Set<string>()): boolean {
  if (file === sought) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((imported) => imports(imported, sought, seen));
}

const texts = new Map<string, string>();
function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8');
  texts.set(file, text);
  return text;
}

/** The files below `test/` that a file imports: nothing outside knows the toy. */
function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(/(?:\bfrom|\bimport) ?\(?'(\.[^']+\.tsx?)'/g)]
    .map(([, specifier]) => path.join(path.dirname(file), specifier as string))
    .filter((imported) => files.has(imported));
}
