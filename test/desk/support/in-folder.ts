import { desk } from '../../../desk/main.ts';
import { keptTerminal } from './terminal.ts';

/** The end of a command, and what it wrote. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command as if from that folder: in this process, since each start of another takes seconds. */
export async function inFolder(cwd: string, argv: readonly string[]): Promise<Run> {
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const { terminal, out, err } = keptTerminal();
    const code = await desk(argv, terminal);
    const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
    return { code, out: text(out), err: text(err) };
  } finally {
    process.chdir(before);
  }
}
