import type { Terminal } from '../../../desk/terminal/terminal.ts';

/** A terminal that keeps what was written to it. */
export function keptTerminal(width?: number) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    write: async (text) => {
      out.push(text.replace(/\n$/, ''));
    },
    progress: () => {},
    paint: (_, text) => text,
    width,
  };
  return { terminal, out, err };
}
