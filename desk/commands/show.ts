import { nounOf } from '../../schemas/noun.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { readingBodies } from '../actions/reading-bodies.ts';
import type { Language } from '../console/language.ts';
import { DeskFault } from '../fault.ts';
import { differencesIn } from '../filings/differences.ts';
import { filingsUnder } from '../filings/filings-under.ts';
import { toldFiling } from '../filings/told-filing.ts';
import { withTellings } from '../filings/with-tellings.ts';
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

/** The most other filings under the same reference that are named. */
const MOST_OTHERS = 10;

/** Shows everything known under a reference. */
export const show: Command<ShowOptions> = async (options, open, terminal, now = new Date()) => {
  const { reference, authority, json, messages, language } = options;
  const gateway = open();
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const [found, ...others] = await filingsUnder(await gateway.ledger(), authorities, reference, gateway.books);
  if (!found) {
    throw new DeskFault(
      'NOT_FOUND',
      `${printable(reference)} is not known to ${gateway.title}, neither as a reference of yours nor as one of ${nounOf(authorities)}.`,
    );
  }
  const read = await withTellings(found, gateway, now);
  // The declaration has names, too: it is kept, where that is wanted, who reads it before it is shown.
  await readingBodies(gateway, [read.key], 'show');
  const actions = await (await gateway.filingActions()).of(read.key);
  const filing = toldFiling(read, { language, messages });
  if (others.length > 0) {
    const list = others
      .slice(0, MOST_OTHERS)
      .map(({ key, filing: { authority, kind, status } }) => {
        const named = key.reference === read.key.reference ? '' : `${printable(key.reference)} `;
        return `${named}at ${authority} (${kind}, ${status})`;
      })
      .join(', ');
    const rest = others.length > MOST_OTHERS ? ` and ${others.length - MOST_OTHERS} more` : '';
    const isElsewhere = others.some((other) => other.filing.authority !== filing.authority);
    const how = isElsewhere ? ' --authority picks one.' : '';
    terminal.err(`The latest filing under this reference is shown; there are more: ${list}${rest}.${how}`);
  }
  const differences = differencesIn(read);
  const more = { ...(differences.length > 0 && { differences }), ...(actions.length > 0 && { actions }) };
  const lines = () => filingLines(filing, terminal, { differences, now, language, actions });
  terminal.out(json ? JSON.stringify({ ...shown(filing), ...more }, null, 2) : lines().join('\n'));
  return 0;
};
