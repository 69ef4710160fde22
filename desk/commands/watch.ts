import { eventWatch } from '../filings/event-watch.ts';
import type { FilingEvent } from '../filings/filing-events.ts';
import { type FilterOptions, textsInOptions } from '../filter/options.ts';
import { filterAt, readFilter } from '../filter/read-filter.ts';
import { filterNoun, filterWords } from '../render/filter-words.ts';
import { momentOf } from '../render/times.ts';
import { interruption } from '../terminal/interruption.ts';
import { sleepUnlessStopped } from '../terminal/sleep-unless-stopped.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface WatchOptions extends FilterOptions {
  json?: boolean | undefined;
}

const EVERY_MS = 1000;
/** The time by which the books are usually behind. */
const BEHIND_MS = 10_000;

/** Tells what happens to filings as it happens, each thing once, until Ctrl-C. */
export const watch: Command<WatchOptions> = async (options, open, terminal, now = new Date()) => {
  const texts = textsInOptions(options);
  const selection = readFilter(texts, now);
  const gateway = open();
  const filter = filterAt(selection, gateway);
  const since = (texts.since && filter.since) ?? now.toISOString();
  const [books, ledger] = await Promise.all([gateway.books(), gateway.ledger()]);
  const { signal, forget } = interruption();
  const onProgress = (read: number) => read % 100 === 0 && terminal.progress(`${read} filings read …`);
  const watched = eventWatch(filter, since, { books, ledger, signal, onProgress });
  const { since: _, ...narrowed } = selection.filter;
  const words = filterWords({ ...selection, filter: narrowed });
  terminal.err(`Watching every ${filterNoun(selection)}${words} since ${momentOf(since)}: Ctrl-C ends it.`);
  try {
    while (!signal.aborted) {
      const events = await watched.look(new Date());
      terminal.progress('');
      for (const event of events) terminal.out(lineOf(event, options, terminal));
      if (filter.until !== undefined && Date.parse(filter.until) + BEHIND_MS < Date.now()) return 0;
      await sleepUnlessStopped(EVERY_MS, signal);
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
