import type { Command as Program } from 'commander';
import { nearest } from '../../schemas/nearest.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { bashCompletion } from '../completion/bash.ts';
import { completions } from '../completion/completions.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { DeskFault } from '../fault.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Prints the script by which a shell completes the commands of this program. */
export function completion(shell: string, program: Program, terminal: Terminal): number {
  const found = Object.entries(shells).find(([name]) => name === shell)?.[1];
  if (!found)
    throw new DeskFault('USAGE', `There is no completion for ${shell}: give ${nearest(shell, Object.keys(shells))}.`);
  terminal.out(found(completions(program)));
  return 0;
}

/** Prints the configured platforms, one a line: the scripts ask for them. */
export const completePlatforms: Command<object> = async (_, open, terminal) => {
  for (const { name } of platformsOf(open().installation.configuration()?.platforms ?? [])) terminal.out(name);
  return 0;
};
