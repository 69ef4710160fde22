import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

/** All that the bundles of the functions are made from. */
const SOURCES = ['functions', 'schemas', 'infra/bundling.ts', 'package-lock.json', 'tsconfig.json'];
const DAY_MS = 86_400_000;

/**
 * The folder for the bundles of the sources as they are now: bundling takes most of a synthesis, and the sources seldom
 * change between two runs. Folders that nothing has asked for within a day are removed.
 * @param root the folder of the package
 */
export function keptBundles(root: string, now: number): string {
  const all = path.join(root, 'node_modules/.cache/declarant-bundles');
  const folder = path.join(all, digestOf(root));
  mkdirSync(folder, { recursive: true });
  utimesSync(folder, now / 1000, now / 1000);
  for (const name of readdirSync(all)) {
    const other = path.join(all, name);
    const { mtimeMs } = statSync(other, { throwIfNoEntry: false }) ?? { mtimeMs: now };
    if (now - mtimeMs > DAY_MS) rmSync(other, { recursive: true, force: true });
  }
  return folder;
}

function digestOf(root: string): string {
  const digest = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesIn(root, source)).sort())
    digest.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return digest.digest('hex').slice(0, 32);
}

function filesIn(root: string, source: string): string[] {
  const place = path.join(root, source);
  if (statSync(place).isFile()) return [source];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
