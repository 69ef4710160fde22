import { nounOf } from '../../schemas/noun.ts';
import { shown } from '../../schemas/shown-filing.ts';
import type { Language } from '../console/language.ts';
import { DeskFault } from '../fault.ts';
import { differencesIn } from '../filings/differences.ts';
import { filingsUnder } from '../filings/filings-under.ts';
import { toldFiling } from '../filings/told-filing.ts';
import { filingLines } from '../render/filing.ts';
import { printable } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface ShowOptions {
  reference: string;
  /** Only what is in the lane of this authority. */
  authority?: string | undefined;
  json?: boolean | undefined;
  /** Each message as it was sent and received. */
  messages?: boolean | undefined;
  /** The language of places in messages. */
  language?: Language | undefined;
}

/** Shows everything known under a reference. */
export const show: Command<ShowOptions> = async (options, open, terminal, now = new Date()) => {
  const { reference, authority, json, messages, language } = options;
  const gateway = open();
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const [read, ...others] = await filingsUnder(await gateway.ledger(), authorities, reference, gateway.books);
  if (!read) {
    throw new DeskFault(
      'NOT_FOUND',
      `${printable(reference)} is not known to ${gateway.title}, neither as a reference of yours nor as one of ${nounOf(authorities)}.`,
    );
  }
  const filing = toldFiling(read, { language, messages });
  if (others.length > 0) {
    const list = others
      .map(({ filing: { authority, kind, status } }) => `${authority} (${kind}, ${status})`)
      .join(', ');
    const isElsewhere = others.some((other) => other.filing.authority !== filing.authority);
    const how = isElsewhere ? ' --authority picks one.' : '';
    terminal.err(`The latest filing under this reference is shown; there are more, at ${list}.${how}`);
  }
  const differences = differencesIn(read);
  const object = () => ({ ...shown(filing), ...(differences.length > 0 && { differences }) });
  terminal.out(
    json ? JSON.stringify(object(), null, 2) : filingLines(filing, terminal, { differences, now, language }).join('\n'),
  );
  return 0;
};
