import { type NoteWish, noteFiling } from '../actions/note-filing.ts';
import { printable } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface NoteOptions extends NoteWish {
  json?: boolean | undefined;
}

/** Keeps a note about a filing. */
export const note: Command<NoteOptions> = async ({ json, ...wish }, open, terminal, now) => {
  const kept = await noteFiling(open(), wish, now);
  if (json) terminal.out(JSON.stringify(kept.note, null, 2));
  else
    terminal.out(`${terminal.paint('green', 'noted')}  ${printable(kept.key.reference)}: npx declarant show has it.`);
  return 0;
};
