import { InvalidArgumentError } from 'commander';
import { authorityNames, messageOf, outboundMessages } from '../../schemas/catalogue.ts';
import { nearest } from '../../schemas/nearest.ts';
import { printable } from '../terminal/terminal.ts';

/** Takes the name of a message that is sent to an authority, as an option's value; commander tells of any other. */
export function sentMessage(name: string): string {
  if (authorityNames.some((authority) => messageOf(authority, name)?.direction === 'outbound')) return name;
  const names = authorityNames.flatMap((authority) => outboundMessages(authority).map(({ message }) => message));
  throw new InvalidArgumentError(`There is no message ${printable(name)} to send: give ${nearest(name, names)}.`);
}
