import { shown } from '../../schemas/shown-filing.ts';
import { readingBodies } from '../actions/reading-bodies.ts';
import type { Language } from '../console/language.ts';
import { differencesIn } from '../filings/differences.ts';
import { latestUnder } from '../filings/latest-under.ts';
import { toldFiling } from '../filings/told-filing.ts';
import { withTellings } from '../filings/with-tellings.ts';
import { filingLines } from '../render/filing.ts';
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
  const found = await latestUnder({ reference, authority, done: 'shown' }, gateway, terminal);
  const read = await withTellings(found, gateway, now);
  // The declaration has names, too: it is kept, where that is wanted, who reads it before it is shown.
  await readingBodies(gateway, [read.key], 'show');
  const actions = await (await gateway.filingActions()).of(read.key);
  const filing = toldFiling(read, { language, messages });
  const differences = differencesIn(read);
  const more = { ...(differences.length > 0 && { differences }), ...(actions.length > 0 && { actions }) };
  const lines = () => filingLines(filing, terminal, { differences, now, language, actions });
  terminal.out(json ? JSON.stringify({ ...shown(filing), ...more }, null, 2) : lines().join('\n'));
  return 0;
};
