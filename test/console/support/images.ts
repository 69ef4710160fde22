import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/files.ts';
import { SHOTS } from './look-at.ts';

/** Writes the images of docs/console.md anew, by the names of their screenshots; only `IMAGES=1 npm run pages` does. */
export function keepImages(shown: Readonly<Record<string, string>>): void {
  if (!process.env['IMAGES']) return;
  for (const [image, shot] of Object.entries(shown))
    copyFileSync(path.join(SHOTS, `${shot}.png`), path.join(root, 'docs/images', `console-${image}.png`));
}
