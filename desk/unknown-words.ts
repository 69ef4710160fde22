import type { Command } from 'commander';
import { authorityNames, contractOf, messageOf } from '../schemas/catalogue.ts';
import { nearest } from '../schemas/nearest.ts';
import { DeskFault } from './fault.ts';
import { printable } from './terminal/terminal.ts';

/**
 * Refuses a command or a message that there is none of where help is asked for: commander would print the help of what
 * it knows, as if nothing were wrong.
 * @throws {DeskFault} with what may have been meant
 */
export function refuseUnknownWords(root: Command, argv: readonly string[]): void {
  if (!argv.some((word) => word === '--help' || word === '-h')) return;
  let command = root;
  for (const word of argv) {
    if (word.startsWith('-')) return;
    const names = command.commands.map((one) => one.name());
    const next = command.commands.find((one) => one.name() === word);
    if (next) command = next;
    else if (names.length > 0 && word !== 'help') {
      const title = command === root ? '' : ` of ${command.name()}`;
      throw new DeskFault('USAGE', `There is no command ${printable(word)}${title}: give ${nearest(word, names)}.`);
    } else {
      refuseUnknownMessage(command, word);
      return;
    }
  }
}

function refuseUnknownMessage(command: Command, word: string): void {
  if (command.registeredArguments[0]?.name() !== 'message') return;
  if (authorityNames.some((authority) => messageOf(authority, word))) return;
  const names = authorityNames.flatMap((authority) => contractOf(authority).messages.map(({ message }) => message));
  throw new DeskFault('USAGE', `The message ${printable(word)} is not known: give ${nearest(word, names)}.`);
}
