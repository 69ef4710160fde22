import { readdirSync } from 'node:fs';
import path from 'node:path';

/** The package's root. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Every file below a folder of the package, as paths from its root, in order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The folders right below a folder. */
export function foldersIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name));
}
