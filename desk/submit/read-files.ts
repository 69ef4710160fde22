import { readFile } from 'node:fs/promises';
import { DeskFault } from '../fault.ts';
import type { SubmissionFile } from './submissions.ts';

/** The reasons for which a file cannot be read, by the codes of Node.js. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder: name its files, for example with *.json',
};

/**
 * Reads files whole, `-` being standard input.
 * @param consequence what a fault means, in a sentence
 * @throws {DeskFault} where one cannot be read, or is not text
 */
export function readFiles(names: readonly string[], consequence: string): Promise<SubmissionFile[]> {
  return Promise.all(names.map((name) => readOne(name, consequence)));
}

async function readOne(name: string, consequence: string): Promise<SubmissionFile> {
  const shown = name === '-' ? 'standard input' : name;
  let bytes: Buffer;
  try {
    bytes = name === '-' ? await readStandardInput() : await readFile(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DeskFault('INPUT', `${shown} cannot be read: ${reasons[code ?? ''] ?? String(code)}. ${consequence}`);
  }
  try {
    // A mark at the beginning stays: the text may go out as it is.
    return { name: shown, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    throw new DeskFault('INPUT', `${shown} is not encoded in UTF-8. ${consequence}`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
