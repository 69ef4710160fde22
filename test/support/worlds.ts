import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, root } from './files.ts';

/**
 * A group of test files that share a worker's modules, since loading them anew for each file took longer than the
 * tests themselves:
 * - `lanes` sees the registries of production,
 * - `toy` sees them with the toy in them, which its setup file adds before anything else is loaded,
 * - `alone` is what replaces modules, or loads them more than once: each file of it has modules of its own.
 */
export type World = 'alone' | 'lanes' | 'toy';

/** The file that adds the toy to the registries. */
export const toyRegister = 'test/support/toy/register.ts';

const files = new Set(filesBelow('test'));

/** The world of each file of tests, told by what it imports and does, so that none is put into a wrong one. */
export function worlds(): Record<World, string[]> {
  const sorted: Record<World, string[]> = { alone: [], lanes: [], toy: [] };
  for (const file of files) if (file.endsWith('.test.ts')) sorted[worldOf(file)].push(file);
  return sorted;
}

/** Calls after which a module is another one than that of the files before. */
const replaces = /\bvi\.(mock|doMock|resetModules)\(/;

function worldOf(file: string): World {
  if (replaces.test(textOf(file))) return 'alone';
  return importsToy(file, new Set()) ? 'toy' : 'lanes';
}

function importsToy(file: string, seen: Set<string>): boolean {
  if (file === toyRegister) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((imported) => importsToy(imported, seen));
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
