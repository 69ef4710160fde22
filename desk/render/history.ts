import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Language } from '../console/language.ts';
import type { PlacedError, ToldEntry, ToldFiling } from '../filings/told-filing.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { errorLines } from './errors.ts';
import { momentOf, stepOf } from './times.ts';

const columns: readonly Column[] = [
  { title: 'AT' },
  { title: 'AFTER', align: 'right' },
  { title: '' },
  { title: 'MESSAGE' },
  { title: 'BECAME' },
  { title: 'HTTP', align: 'right' },
  { title: 'MESSAGE ID' },
];

/** The most errors that are printed below one line of the history. */
const MOST_ERRORS = 3;
/** They stand further in than those of the filing itself. */
const DEEPER = 6;

/**
 * The filing's life, oldest first: what went out (→) and what came in (←), with the errors that are no longer the
 * filing's. Where a terminal has no room for a line, it is broken: no id is cut.
 */
export function historyLines(filing: ToldFiling, terminal: Terminal, language?: Language): string[] {
  const { history, errors: present } = filing;
  if (history.length === 0) return [];
  const authority = filing.authority as AuthorityName;
  const { paint, width } = terminal;
  const rows = history.map((entry, index) => cellsOf(entry, history[index - 1]));
  const plain = table(columns, rows, { paint: (_, text) => text, indent: '  ' });
  const isNarrow = width !== undefined && plain.some((line) => [...line].length > width);
  const [titles, ...lines] = isNarrow ? [] : table(columns, rows, { paint, indent: '  ' });
  return [
    ...(titles === undefined ? [] : [titles]),
    ...history.flatMap((entry, index) => [
      ...(isNarrow ? narrowLines(entry, history[index - 1], terminal) : [lines[index] ?? '']),
      ...pastErrorLines(entry.errors ?? [], present, authority, terminal, language),
      ...findingLines(entry),
      ...tellingLines(entry, terminal),
    ]),
  ];
}

function cellsOf(entry: ToldEntry, before: ToldEntry | undefined): Cell[] {
  return [
    momentOf(entry.at),
    before ? stepOf(before.at, entry.at) : '',
    arrowOf(entry),
    entry.message,
    isGood(entry)
      ? becameOf(entry)
      : { text: becameOf(entry), style: bad.includes(entry.outcome) || entry.overdueSince ? 'red' : 'yellow' },
    entry.httpStatus === null ? '' : String(entry.httpStatus),
    entry.messageId ? { text: entry.messageId, style: 'dim' } : '',
  ];
}

/** An entry on as many lines as it takes. */
function narrowLines(entry: ToldEntry, before: ToldEntry | undefined, { paint, width }: Terminal): string[] {
  const { at, message, messageId, httpStatus } = entry;
  const after = before ? `  ${stepOf(before.at, at)}` : '';
  const became = `      ${becameOf(entry)}${httpStatus === null ? '' : `, HTTP ${httpStatus}`}`;
  return [
    ...wrapped(`  ${momentOf(at)}${after}  ${arrowOf(entry)} ${printable(message)}`, width, 6),
    ...wrapped(printable(became), width, 6),
    ...(messageId ? [`      ${paint('dim', printable(messageId))}`] : []),
  ];
}

const bad: readonly string[] = ['refused', 'rejected', 'failed'];
const arrowOf = ({ direction }: ToldEntry) => (direction === 'sent' ? '→' : '←');
const isGood = ({ outcome, overdueSince }: ToldEntry) =>
  (outcome === 'accepted' || outcome === 'taken') && overdueSince === undefined;

/**
 * The outcome of a message; of a parked one also how often it was asked about or failed, and its next time; of an error,
 * the message that it turned down.
 */
function becameOf({ outcome, due, settled, about, overdueSince, tries = 0, asks = 0 }: ToldEntry): string {
  if (settled) return `${outcome}: ${settled.created ? `created as ${settled.number}` : 'not created'}`;
  if (about) return `${outcome}: about ${about.message}${about.attempt > 1 ? `, attempt ${about.attempt}` : ''}`;
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  return [
    // It says how often, too.
    ...(outcome === 'failed' && tries > 0 ? [] : [outcome]),
    ...(asks > 0 ? [`asked ${times(asks)}`] : []),
    ...(tries > 0 ? [`failed ${times(tries)}`] : []),
    ...(due === undefined ? [] : [`due ${momentOf(due)}`]),
    ...(overdueSince === undefined ? [] : [`overdue since ${momentOf(overdueSince)}`]),
  ].join(', ');
}

/** The person who settled an unclear message, with the reason. */
function findingLines({ settled }: ToldEntry): string[] {
  if (!settled) return [];
  const { by, reason } = settled;
  return [`        by ${printable(by)}${reason === undefined ? '' : `: ${printable(reason)}`}`];
}

/** The outcome that the platform was told of a received message, or the reason why it was not. */
function tellingLines({ told }: ToldEntry, { paint, width }: Terminal): string[] {
  if (!told) return [];
  const { end, at = '', outcome = '', againAt } = told;
  const again = againAt === undefined ? '' : `, again ${momentOf(againAt)}`;
  const text = end === 'told' ? `told ${momentOf(at)} as ${printable(outcome)}${again}` : untoldTexts[end];
  const style = end === 'aside' ? 'red' : 'dim';
  return wrapped(`      ${text}`, width, 6).map((line) => paint(style, line));
}

const untoldTexts = {
  nothing: 'nothing to tell',
  aside: 'not told, put aside: "declarant retell" tells it',
  'not-yet': 'not told yet',
  unknown: 'not known whether it was told',
} as const;

/** The errors of an entry of the history, where they do not stand above already. */
function pastErrorLines(
  errors: readonly PlacedError[],
  present: readonly PlacedError[],
  authority: AuthorityName,
  { paint, width }: Terminal,
  language: Language | undefined,
): string[] {
  if (JSON.stringify(errors) === JSON.stringify(present)) return [];
  const within = { paint, width: width === undefined ? undefined : width - DEEPER };
  const shown = errors.slice(0, MOST_ERRORS).flatMap((error) => errorLines(error, authority, within, language));
  const more = errors.length - MOST_ERRORS;
  return [...shown, ...(more > 0 ? [`  and ${more} more: --json has them`] : [])].map(
    (line) => `${' '.repeat(DEEPER)}${line}`,
  );
}
