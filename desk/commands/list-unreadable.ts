import { readingTexts } from '../actions/reading-bodies.ts';
import { DeskFault } from '../fault.ts';
import { type UnreadableText, unreadableTexts } from '../filings/unreadable-texts.ts';
import { textsInOptions } from '../filter/options.ts';
import { limitOf } from '../filter/page-options.ts';
import { spanOf } from '../filter/span.ts';
import { momentOf } from '../render/times.ts';
import { type ListedText, unreadableLines } from '../render/unreadable.ts';
import type { Command } from './command.ts';
import type { ListOptions } from './list-options.ts';

/** Lists what was put on outboxes, or called back with, and could not be read: newest first, each with its text. */
export const listUnreadable: Command<ListOptions> = async (options, open, terminal, now = new Date()) => {
  const { authority, since = ['7d'], until, status, ...others } = textsInOptions(options);
  const isOnly = status?.length === 1 && Object.keys(others).length === 0;
  if (!isOnly || options.count || options.groupBy || options.cursor !== undefined)
    throw new DeskFault(
      'USAGE',
      'What could not be read belongs to no filing: --status unreadable goes with --authority, --since, --until and --limit alone.',
    );
  const limit = limitOf(options.limit);
  const span = spanOf(since[0] ?? '', until?.[0], now);
  const gateway = open();
  const authorities = authority?.map((name) => gateway.lane(name)) ?? gateway.authorities;
  const { texts, isMore } = await unreadableTexts(gateway, { authorities, ...span, limit });
  await readingTexts(gateway, texts, 'list');
  const shown = texts.map(listed);
  if (options.ndjson) for (const one of shown) terminal.out(JSON.stringify(one));
  else if (options.json) terminal.out(JSON.stringify(shown, null, 2));
  else if (shown.length === 0)
    terminal.out(`Nothing that could not be read came since ${momentOf(span.since.toISOString())}.`);
  else for (const line of unreadableLines(shown, terminal)) terminal.out(line);
  if (isMore) terminal.err(`Cut at ${limit}: there are more. Narrow with --since, or raise --limit.`);
  return 0;
};

function listed({ isDeadLetter, ...text }: UnreadableText): ListedText {
  return { ...text, where: `the ledger${isDeadLetter ? `, and the dead letters of ${text.authority}` : ''}` };
}
