import { setTimeout as sleep } from 'node:timers/promises';
import { eventWatch, type FilingEvent } from '../filings/filing-events.ts';
import { type FilterOptions, textsInOptions } from '../filter/options.ts';
import { filterAt, readFilter } from '../filter/read-filter.ts';
import { filterNoun, filterWords } from '../render/filter-words.ts';
import { momentOf } from '../render/times.ts';
import { interruption } from '../terminal/interruption.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface WatchOptions extends FilterOptions {
  json?: boolean | undefined;
}

const EVERY_MS = 1000;

/** Tells what happens to filings as it happens, each thing once, until Ctrl-C. */
export const watch: Command<WatchOptions> = async (options, open, terminal, now = new Date()) => {
  const texts = textsInOptions(options);
  const selection = readFilter(texts, now);
  const gateway = open();
  const filter = filterAt(selection, gateway);
  const since = (texts.since && filter.since) ?? now.toISOString();
  const [books, ledger] = await Promise.all([gateway.books(), gateway.ledger()]);
  const { signal, forget } = interruption();
  const watched = eventWatch(filter, since, { books, ledger });
  const { since: _, ...narrowed } = selection.filter;
  const words = filterWords({ ...selection, filter: narrowed });
  terminal.err(`Watching every ${filterNoun(selection)}${words} since ${momentOf(since)}: Ctrl-C ends it.`);
  try {
    while (!signal.aborted) {
      for (const event of await watched.look(new Date())) terminal.out(lineOf(event, options, terminal));
      if (filter.until !== undefined && filter.until < new Date().toISOString()) return 0;
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    return 0;
  } finally {
    forget();
  }
};

function lineOf(event: FilingEvent, { json }: WatchOptions, { paint }: Terminal): string {
  if (json) return JSON.stringify(event);
  const { at, reference, event: name, status, state } = event;
  const stands = state === null ? status : `${status}, ${state}`;
  return [momentOf(at), paint('bold', printable(reference)), printable(name), printable(stands)].join('  ');
}
