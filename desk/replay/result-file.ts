import { closeSync, openSync, writeSync } from 'node:fs';
import { DeskFault } from '../fault.ts';
import type { ReplayRow } from './replay-row.ts';

/** A file that takes a row as soon as it is known: what was written stays, however a replay ends. */
export interface ResultFile {
  write(row: ReplayRow): void;
  /** Ends the list, so that the file is JSON. */
  end(): void;
}

/**
 * Opens a file for results: a JSON array, one row a line.
 * @throws {DeskFault} where it cannot be written, or is there already
 */
export function resultFile(name: string): ResultFile {
  let file: number;
  try {
    file = openSync(name, 'wx');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'it is there already' : (code ?? String(error));
    throw new DeskFault('INPUT', `${name} cannot be written (${why}): nothing was submitted. Name another file.`);
  }
  let isFirst = true;
  return {
    write(row) {
      writeSync(file, `${isFirst ? '[' : ','}\n${JSON.stringify(row)}`);
      isFirst = false;
    },
    end() {
      writeSync(file, isFirst ? '[]\n' : '\n]\n');
      closeSync(file);
    },
  };
}
