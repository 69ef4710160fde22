import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { nearest } from '../../schemas/nearest.ts';
import { DeskFault } from '../fault.ts';
import { countFilings, knownTotal } from '../filings/count-filings.ts';
import { fullFilings } from '../filings/full-filings.ts';
import { type GroupField, groupFields, groupFilings } from '../filings/groups.ts';
import { listPage } from '../filings/list-page.ts';
import { listedFiling } from '../filings/listed-filing.ts';
import { optionsOf, textsInOptions } from '../filter/options.ts';
import { limitOf } from '../filter/page-options.ts';
import { filterAt, readFilter, type Selection, UNREADABLE } from '../filter/read-filter.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { filterNoun, filterWords } from '../render/filter-words.ts';
import { groupLines } from '../render/groups.ts';
import { listLines } from '../render/list.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';
import type { ListOptions } from './list-options.ts';
import { listUnreadable } from './list-unreadable.ts';

/** A list that was understood: how its filings are selected, and what is to be said of them. */
interface Asked {
  selection: Selection;
  options: ListOptions;
  now: Date;
}

/** Lists filings as they stand now, newest fact first; counts or groups them where told to. */
export const list: Command<ListOptions> = async (options, open, terminal, now = new Date()) => {
  const texts = textsInOptions(options);
  if (texts.status?.some((status) => status.toLowerCase() === UNREADABLE))
    return listUnreadable(options, open, terminal, now);
  const selection = readFilter(texts, now);
  const fields = groupFieldsOf(options);
  limitOf(options.limit);
  if (options.cursor !== undefined && (options.count || fields.length > 0))
    throw new DeskFault('USAGE', '--cursor is for lists: leave it out with --count and --group-by.');
  if (options.count && fields.length > 0)
    throw new DeskFault('USAGE', '--group-by counts already: leave out --count, or --group-by.');
  const gateway = open();
  const asked = { selection, options, now };
  if (options.count) return count(asked, gateway, terminal);
  return fields.length > 0 ? group(asked, fields, gateway, terminal) : page(asked, gateway, terminal);
};

async function count({ selection, options, now }: Asked, gateway: GatewayConnection, terminal: Terminal) {
  const progress = (read: number) => terminal.progress(`${read} counted …`);
  const found = await countFilings(await gateway.books(), filterAt(selection, gateway), now, progress);
  terminal.progress('');
  if (options.json || options.ndjson) terminal.out(JSON.stringify({ count: found.count }));
  else {
    const noun = `${filterNoun(selection)}${found.count === 1 ? '' : 's'}`;
    terminal.out(`${found.count} ${noun}${filterWords(selection)}`);
  }
  return 0;
}

async function group(
  { selection, options }: Asked,
  fields: readonly GroupField[],
  gateway: GatewayConnection,
  terminal: Terminal,
) {
  const filter = filterAt(selection, gateway);
  const books = await gateway.books();
  const all = await groupFilings(counted(books.all(filter), terminal), fields, filter.codes);
  terminal.progress('');
  const groups = options.limit === undefined ? all : all.slice(0, limitOf(options.limit));
  const objects = groups.map(({ values, count, first, last, example }) => ({
    ...values,
    ...{ count, first, last, example: example.reference },
  }));
  if (options.ndjson) for (const one of objects) terminal.out(JSON.stringify(one));
  else if (options.json) terminal.out(JSON.stringify(objects, null, 2));
  else if (groups.length === 0) terminal.out(`No ${filterNoun(selection)}${filterWords(selection)}.`);
  else for (const line of groupLines(groups, fields, terminal)) terminal.out(line);
  if (groups.length < all.length) terminal.err(`${groups.length} of ${all.length} groups are shown: raise --limit.`);
  return 0;
}

/** Filings as they come, with how many of them came on the terminal. */
async function* counted(filings: AsyncIterable<FilingSummary>, terminal: Terminal): AsyncGenerator<FilingSummary> {
  let read = 0;
  for await (const filing of filings) {
    read += 1;
    if (read % 100 === 0) terminal.progress(`${read} filings read …`);
    yield filing;
  }
}

async function page({ selection, options, now }: Asked, gateway: GatewayConnection, terminal: Terminal) {
  const filter = filterAt(selection, gateway);
  const books = await gateway.books();
  const { summaries, next, read } = await listPage(
    books,
    filter,
    { limit: limitOf(options.limit), cursor: options.cursor },
    (found, read) => terminal.progress(`${found} found among ${read} …`),
  );
  terminal.progress('');
  if (options.ndjson) await printLines(summaries, gateway, terminal);
  else if (options.json) await printArray(summaries, gateway, terminal);
  else if (summaries.length > 0) for (const line of listLines(summaries, now, terminal)) terminal.out(line);
  else terminal.out(`No ${filterNoun(selection)}${filterWords(selection)}.`);

  if (summaries.some(({ status }) => status === 'unclear'))
    terminal.err(
      'unclear: it may have been done. Find out at the authority, then npx declarant settle REFERENCE records what you found.',
    );
  if ([filter.text, filter.messages, filter.places].some((one) => one !== undefined))
    terminal.err(`${read} filings were read, of which ${summaries.length} match${periodWords(selection)}.`);
  if (next === undefined) return 0;
  if (options.ndjson) terminal.out(JSON.stringify({ cursor: next }));
  const total = await knownTotal(books, filter, now);
  terminal.err(total === undefined ? 'There are more.' : `There are ${total} in all.`);
  const same = `${optionsOf(selection.texts)}${pageOptionsOf(options)}${gateway.options}`;
  terminal.err(`Next page: npx declarant list${same} --cursor ${next}`);
  return 0;
}

/** The options that make the next page like this one. */
function pageOptionsOf({ limit, json, ndjson }: ListOptions): string {
  return `${limit === undefined ? '' : ` --limit ${limitOf(limit)}`}${json ? ' --json' : ''}${ndjson ? ' --ndjson' : ''}`;
}

function periodWords({ defaultDays }: Selection): string {
  return defaultDays === undefined ? '' : ` (of the last ${defaultDays} days: --since says otherwise)`;
}

async function printLines(summaries: readonly FilingSummary[], gateway: GatewayConnection, { out }: Terminal) {
  for await (const filing of fullFilings(await gateway.ledger(), summaries)) out(JSON.stringify(listedFiling(filing)));
}

/** One array, written as it is read: all of it may be more than a text can hold. */
async function printArray(summaries: readonly FilingSummary[], gateway: GatewayConnection, { out }: Terminal) {
  let held: string | undefined;
  for await (const filing of fullFilings(await gateway.ledger(), summaries)) {
    out(held === undefined ? '[' : `${held},`);
    held = indented(listedFiling(filing));
  }
  if (held === undefined) return out('[]');
  out(held);
  out(']');
}

const indented = (value: unknown) => JSON.stringify(value, null, 2).replaceAll(/^/gm, '  ');

/** @throws {DeskFault} where filings are not grouped by one of them */
function groupFieldsOf({ groupBy = [] }: ListOptions): GroupField[] {
  return [...new Set(groupBy)].map((given) => {
    const found = groupFields.find((field) => field === given.toLowerCase());
    if (found) return found;
    throw new DeskFault('USAGE', `--group-by ${given} is not known: give ${nearest(given, groupFields)}.`);
  });
}
