import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Everything that the functions and the authorities say goes to a file: the screen is for what happens. The first line
 * makes it, when the ports are ours: until then it may be the one of another start.
 * @param undo gets what ends it
 */
export function logTo(name: string, undo: (() => unknown)[]): (line: string) => void {
  let file: WriteStream | undefined;
  undo.push(() => file && new Promise<void>((resolve) => file?.end(resolve)));
  return (line) => {
    if (!file) {
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(name, '');
      // Another start in the same folder empties it: whoever went on at the old place would fill the gap with NULs.
      file = createWriteStream(name, { flags: 'a' });
    }
    file.write(`${line}\n`);
  };
}
