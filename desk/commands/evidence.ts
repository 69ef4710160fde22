import { readFile } from 'node:fs/promises';
import { readingBodies } from '../actions/reading-bodies.ts';
import { evidenceChain, verifyEvidence } from '../evidence/evidence-chain.ts';
import { partFile } from '../exports/part-file.ts';
import { DeskFault } from '../fault.ts';
import { latestUnder } from '../filings/latest-under.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface EvidenceOptions {
  reference?: string | undefined;
  authority?: string | undefined;
  /** The file; standard output where it is left out. */
  out?: string | undefined;
  /** A file of evidence that is to be verified. */
  verify?: string | undefined;
  json?: boolean | undefined;
}

/** Writes every message of a filing into one file, each chained to the one before, or verifies such a file. */
export const evidence: Command<EvidenceOptions> = async (options, open, terminal, now = new Date()) => {
  const { reference, authority, verify } = options;
  if (verify !== undefined && reference === undefined) return verifyFile(verify, options, terminal);
  if (verify !== undefined || reference === undefined)
    throw new DeskFault('USAGE', 'Name the reference of a filing, or a file with --verify.');

  const gateway = open();
  const read = await latestUnder({ reference, authority, done: 'written' }, gateway, terminal);
  await readingBodies(gateway, [read.key], 'evidence');
  const { text, digest, messages } = evidenceChain(read.key, read.records, now);
  if (options.out === undefined) {
    await terminal.write(text);
    return 0;
  }
  const file = await partFile(options.out);
  let isWhole = false;
  try {
    await file.write(text);
    isWhole = true;
  } finally {
    await file.end(isWhole);
  }
  if (options.json)
    terminal.out(JSON.stringify({ reference: read.key.reference, file: options.out, messages, digest }));
  else
    terminal.out(
      `${messages} messages of ${printable(reference)} are in ${options.out}. Its digest is ${digest}: keep it elsewhere.`,
    );
  return 0;
};

async function verifyFile(file: string, { json }: EvidenceOptions, terminal: Terminal): Promise<number> {
  const written = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new DeskFault(
      'INPUT',
      `${file} cannot be read (${error.code}): give a file that "declarant evidence" wrote.`,
    );
  });
  const verdict = verifyEvidence(written);
  if (json) terminal.out(JSON.stringify(verdict));
  else if (verdict.holds)
    terminal.out(
      `${file} holds: ${verdict.messages} messages, digest ${verdict.digest}. Compare it with the one you kept.`,
    );
  else terminal.out(`${file} does not hold: link ${verdict.link} is the first that was changed (${verdict.about}).`);
  return verdict.holds ? 0 : 1;
}
