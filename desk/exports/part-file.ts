import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { DeskFault } from '../fault.ts';
import type { ExportSink } from './export-filings.ts';

/** A file that is there only once it is whole. */
export interface PartFile extends ExportSink {
  /** The name under which it grows. */
  readonly part: string;
  /** Ends it; under its own name where it is whole. */
  end(isWhole: boolean): Promise<void>;
}

/**
 * Begins a file that only its owner may read.
 * @throws {DeskFault} where it cannot be written
 */
export async function partFile(file: string): Promise<PartFile> {
  const part = `${file}.part`;
  const fault = (error: unknown) =>
    new DeskFault('USAGE', `--out ${file} cannot be written (${error}): give a file in a folder that is there.`);
  const handle = await open(part, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw fault(error.code);
  });
  const stream = createWriteStream(part, { fd: handle });
  // Each write tells of its own failure.
  stream.on('error', () => undefined);
  return {
    part,
    write: (text) =>
      new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
    async end(isWhole) {
      stream.end();
      await finished(stream);
      if (isWhole) await rename(part, file);
    },
  };
}
