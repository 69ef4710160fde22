import { resolve } from 'node:path';
import {
  type AuthorityName,
  authorityNames,
  contractOf,
  fanOutMessages,
  isAuthority,
  messageOf,
} from '../../schemas/catalogue.ts';
import type { MessageContract } from '../../schemas/contract.ts';
import { messageSchema, standalone } from '../../schemas/documents/json-schema.ts';
import { nearest } from '../../schemas/nearest.ts';
import { DeskFault } from '../fault.ts';
import { readConfiguration } from '../gateway/connect.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface SchemaOptions {
  message?: string | undefined;
  authority?: string | undefined;
  /** As it goes over the wire, not as it is submitted. */
  wire?: boolean | undefined;
  /** The configuration whose files correct the messages. */
  config?: string | undefined;
  json?: boolean | undefined;
}

/** Prints the JSON Schema of a message, or which messages there are. */
export async function schema(options: SchemaOptions, terminal: Terminal): Promise<number> {
  if (options.config !== undefined) readConfiguration(resolve(options.config), options.config);
  const authorities = authoritiesOf(options.authority);
  if (options.message === undefined) listMessages(authorities, options.json ?? false, terminal);
  else {
    const { entry } = find(options.message, authorities);
    const form = options.wire || entry.direction === 'inbound' ? 'wire' : 'submission';
    const inOurs = messageSchema(entry, form);
    const printed = form === 'wire' ? (entry.wire?.schema(inOurs) ?? inOurs) : inOurs;
    terminal.out(JSON.stringify(standalone(printed), null, 2));
  }
  return 0;
}

function authoritiesOf(name: string | undefined): readonly AuthorityName[] {
  if (name === undefined) return authorityNames;
  if (isAuthority(name)) return [name];
  throw new DeskFault('USAGE', `The authority ${name} is not known: give one of ${authorityNames.join(', ')}.`);
}

interface Found {
  authority: AuthorityName;
  entry: MessageContract;
}

function find(message: string, authorities: readonly AuthorityName[]): Found {
  const found = authorities.flatMap((authority): Found[] => {
    const entry = messageOf(authority, message);
    return entry ? [{ authority, entry }] : [];
  });
  const [only, ...others] = found;
  if (!only) {
    const names = messagesOf(authorities).map(({ entry }) => entry.message);
    throw new DeskFault('USAGE', `The message ${message} is not known: give ${nearest(message, names)}.`);
  }
  if (others.length === 0) return only;
  const names = found.map(({ authority }) => authority);
  throw new DeskFault('USAGE', `${message} is a message of ${names.join(' and of ')}: say whose with --authority.`);
}

function messagesOf(authorities: readonly AuthorityName[]): Found[] {
  return authorities.flatMap((authority) => contractOf(authority).messages.map((entry) => ({ authority, entry })));
}

const columns: readonly Column[] = ['MESSAGE', 'DIRECTION', 'CERTAINTY', 'SOURCE', 'WHAT IT IS FOR'].map((title) => ({
  title,
}));

/** The side to which a message goes, or from which it comes: the gateway itself carries out some for nobody else. */
function otherSide(authority: AuthorityName, message: string): string {
  const isOurs = fanOutMessages(authority).some((one) => one.message === message || one.fanOut.answer === message);
  return isOurs ? 'the gateway' : contractOf(authority).noun;
}

function listMessages(authorities: readonly AuthorityName[], json: boolean, { out, paint, width }: Terminal): void {
  const messages = messagesOf(authorities);
  if (json) {
    const list = messages.map(({ authority, entry }) => {
      const { message, direction, title, certainty, source } = entry;
      return { authority, message, direction, title, certainty, source };
    });
    out(JSON.stringify(list, null, 2));
    return;
  }
  for (const authority of authorities) {
    const rows = contractOf(authority).messages.map(({ message, direction, title, certainty, source }): Cell[] => [
      message,
      `${direction === 'outbound' ? 'to' : 'from'} ${otherSide(authority, message)}`,
      certainty === 'verified' ? certainty : { text: certainty, style: 'yellow' },
      source,
      title,
    ]);
    out(paint('bold', `${contractOf(authority).title} (${authority})`));
    for (const line of table(columns, rows, { paint, indent: '  ', width })) out(line);
  }
}
