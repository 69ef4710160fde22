import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ReturnedItem, returnedItem } from '../../../schemas/ciel/returned-item.ts';
import { readDrm } from '../../../schemas/ciel/xml/read-drm.ts';
import { faultLine } from '../../../schemas/fault.ts';
import { DeskFault } from '../../fault.ts';

/** The reasons for which a path leads to nothing, by the codes of Node.js. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
};

/** The XML files of these paths: files, and folders with all that is below; each once, in order. */
export async function returnedFiles(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(filesAt));
  return [...new Set(files.flat())];
}

async function filesAt(place: string): Promise<string[]> {
  try {
    if (!(await stat(place)).isDirectory()) return [place];
    const below = await readdir(place, { recursive: true, withFileTypes: true });
    const names = below.filter((one) => one.isFile() && /\.xml$/i.test(one.name));
    if (names.length === 0) throw new DeskFault('INPUT', `${place} holds no XML file. Nothing was taken in.`);
    return names.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  } catch (error) {
    if (error instanceof DeskFault) throw error;
    throw new DeskFault('INPUT', `${place} cannot be read: ${reasonFor(error)}. Nothing was taken in.`);
  }
}

function reasonFor(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? code;
}

/**
 * Reads a file as the message that it is.
 * @param platform the platform that is told of a declaration that was not filed here
 * @returns the message, or what is wrong with the file
 */
export async function readReturned(
  file: string,
  platform: string | undefined,
  now: Date,
): Promise<ReturnedItem | string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return `it cannot be read: ${reasonFor(error)}`;
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'it is a ZIP archive: unpack it, and name its folder';
  const xml = textOf(bytes);
  if (xml === undefined) return 'it is not encoded in UTF-8';
  const { item, isRead } = returnedItem(path.basename(file), xml, platform, now.getTime());
  if (isRead) return item;
  const [fault] = readDrm(xml).faults;
  return fault ? faultLine(fault) : 'it names no operator and month';
}

/** The text of bytes in UTF-8, without a mark at its beginning; undefined for any others. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
