import type { FilingKey } from '../../functions/ledger/records.ts';
import { nearest } from '../../schemas/nearest.ts';
import { readingBodies } from '../actions/reading-bodies.ts';
import { type Exported, type ExportSink, exportFilings } from '../exports/export-filings.ts';
import { type ExportFormat, exportFormats } from '../exports/format-names.ts';
import { exportText } from '../exports/formats.ts';
import { partFile } from '../exports/part-file.ts';
import { DeskFault } from '../fault.ts';
import { knownTotal } from '../filings/count-filings.ts';
import { type FilterOptions, optionsOf, textsInOptions } from '../filter/options.ts';
import { filterAt, readFilter, type Selection } from '../filter/read-filter.ts';
import { interruption } from '../terminal/interruption.ts';
import { quoted } from '../terminal/quoted.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface ExportOptions extends FilterOptions {
  format?: string | undefined;
  /** Also what declarations and messages say. */
  withBodies?: boolean | undefined;
  /** The file; standard output where it is left out. */
  out?: string | undefined;
  json?: boolean | undefined;
}

/** The number of filings after which the terminal is told how far it is. */
const A_STEP = 50;

/** Writes all filings that match, one after the other, so that it takes no more memory for many than for few. */
export const exportAll: Command<ExportOptions> = async (options, open, terminal, now = new Date()) => {
  const selection = readFilter(textsInOptions(options), now);
  const format = formatOf(options.format);
  const gateway = open();
  const filter = filterAt(selection, gateway);
  const [books, ledger] = await Promise.all([gateway.books(), gateway.ledger()]);
  const file = options.out === undefined ? undefined : await partFile(options.out);
  const { signal, forget } = interruption();
  const total = await knownTotal(books, filter, now);
  const of = total === undefined ? '' : ` of ${total}`;
  const text = exportText(format, options.withBodies ?? false);
  const sink: ExportSink = file ?? { write: (text) => terminal.write(text) };
  const begun = new Date();
  const reading = (keys: readonly FilingKey[]) => readingBodies(gateway, keys, 'export');
  const ports = { books, ledger, now: () => begun, ...(options.withBodies && { reading }) };
  let isWhole = false;
  try {
    const onProgress = (filings: number) => {
      if (filings % A_STEP === 0) terminal.progress(`${filings}${of} filings exported …`);
    };
    const exported = await exportFilings(filter, text, sink, ports, { signal, onProgress });
    isWhole = exported.isWhole;
    terminal.progress('');
    if (isWhole) return done(exported, options, terminal);
    stopped(exported, { selection, options, begun, again: gateway.options }, terminal);
    if (exported.fault) throw exported.fault.error;
    return 1;
  } finally {
    forget();
    await file?.end(isWhole);
  }
};

function done({ filings }: Exported, { out, json }: ExportOptions, terminal: Terminal): number {
  // On standard output it is the export itself that is printed.
  if (out !== undefined && json) terminal.out(JSON.stringify({ filings, file: out }));
  else terminal.err(`${filings} filings were exported${out === undefined ? '' : ` to ${out}`}.`);
  return 0;
}

interface Stopped {
  selection: Selection;
  options: ExportOptions;
  begun: Date;
  /** The options by which the same gateway is reached. */
  again: string;
}

/** Says how to go on: what was not reached yet, and what changed since and moved to the front. */
function stopped(
  { filings, stoppedAt }: Exported,
  { selection, options, begun, again }: Stopped,
  terminal: Terminal,
): void {
  const { since: _, until: __, ...texts } = selection.texts;
  const { since, until } = selection.filter;
  const rest = `--format ${options.format}${options.withBodies ? ' --with-bodies' : ''}${again}`;
  const command = (period: { since?: string | undefined; until?: string | undefined }) => {
    const given = { ...(period.since && { since: [period.since] }), ...(period.until && { until: [period.until] }) };
    return `  npx declarant export${optionsOf({ ...texts, ...given })} ${rest} --out FILE`;
  };
  const where =
    options.out === undefined ? '' : ` ${quoted(`${options.out}.part`)} has them; ${options.out} was not written.`;
  terminal.err(`Stopped after ${filings} filings.${where}`);
  terminal.err('The same command begins again. To go on instead, the rest, and what changed meanwhile:');
  terminal.err(command({ since, until: stoppedAt ?? until }));
  if (stoppedAt !== undefined && until === undefined) terminal.err(command({ since: begun.toISOString() }));
}

/** @throws {DeskFault} where it is missing, or none of them */
function formatOf(given: string | undefined): ExportFormat {
  const found = exportFormats.find((format) => format === given?.toLowerCase());
  if (found) return found;
  const which = `--format csv (a row an item, for spreadsheets) or --format ndjson (a filing a line)`;
  if (given === undefined) throw new DeskFault('USAGE', `Say in which format: ${which}.`);
  throw new DeskFault('USAGE', `--format ${given} is not known: give ${nearest(given, exportFormats)}.`);
}
