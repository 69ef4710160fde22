import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { givenIn } from '../../schemas/shown-filing.ts';
import type { Difference, Section, View } from '../../schemas/view.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { columnTexts, viewOn } from './given.ts';
import { requestLines } from './request.ts';
import { factLines, sectionLines, titled } from './section.ts';
import { momentOf, stepOf } from './times.ts';
import {
  errorText,
  type FilingError,
  stateMeaning,
  stateStyle,
  stateText,
  statusMeaning,
  statusWords,
} from './words.ts';

/** Everything about one filing, for a person. */
export function filingLines(
  filing: Filing,
  terminal: Terminal,
  { differences = [], now = new Date() }: { differences?: readonly Difference[]; now?: Date } = {},
): string[] {
  const { paint } = terminal;
  const { reference, errors, declaration } = filing;
  const view = viewOn(filing);
  const said = errors.flatMap((error) => [...errorLines(error, paint), ...adviceLines(error, view, paint)]);
  return [
    paint('bold', printable(reference)),
    ...headLines(filing, now, paint),
    ...(view.sectionsOf?.(givenIn(filing)) ?? []).flatMap((section) => sectionLines(section, terminal)),
    ...titled('Errors', said, paint),
    ...titled('Request', requestLines(filing, terminal), paint),
    ...(declaration !== null && view.declarationSection
      ? sectionLines(view.declarationSection(declaration), terminal)
      : []),
    ...(differences.length > 0 ? sectionLines(differenceSection(differences), terminal) : []),
    ...titled('History', historyLines(filing, terminal), paint),
  ];
}

/** The most differences that are printed. */
const MOST_DIFFERENCES = 20;

function differenceSection(differences: readonly Difference[]): Section {
  const text = (value: unknown) => (typeof value === 'object' ? (value ? 'there' : '') : String(value));
  const rows = differences.map(({ path, sent, returned }) => [path, text(sent), text(returned)]);
  const most = { rows: MOST_DIFFERENCES, of: 'differences' };
  const table = { columns: ['PLACE', 'SENT', 'GIVEN BACK'], numbers: [], rows, most };
  return { title: 'Sent and given back', table };
}

/** The outcomes of messages that an error cannot be about. */
const NEVER_LEFT = new Set(['held', 'refused', 'duplicate', 'asked', 'stuck', 'redriven']);

function headLines(filing: Filing, now: Date, paint: Terminal['paint']): string[] {
  const { status, orphan, state, stateDateTime, deadline, platform } = filing;
  const { title, noun } = contractOf(filing.authority as AuthorityName);
  const means = statusMeaning(filing);
  const given = columnTexts(filing).map(printable);
  const since = stateDateTime ? ` since ${printable(stateDateTime)}` : '';
  return factLines([
    ['Status', `${paint(statusWords[status].style, status)}${means ? `, ${means}` : ''}`],
    ['Message', rejectedOf(filing)],
    ['Orphan', orphan ? paint('yellow', `${noun} wrote of it, and nothing of it was submitted here`) : null],
    ['State', state && `${paint(stateStyle(filing), printable(stateText(filing)))}${since}${stateMeaning(filing)}`],
    ['Deadline', deadline ? deadlineText(deadline, now, paint) : null],
    ...viewOn(filing).columns.map(({ title: name }, index) => [name, given[index] ?? null] as const),
    ['Platform', platform && printable(platform)],
    ['Authority', title],
  ]);
}

function deadlineText(deadline: string, now: Date, paint: Terminal['paint']): string {
  return `${momentOf(deadline)}${now.toISOString() > deadline ? `, ${paint('red', 'missed')}` : ''}`;
}

/** The message that was rejected: a following one, where what it follows stands all the same. */
function rejectedOf({ status, history }: Filing): string | null {
  if (status !== 'rejected') return null;
  const went = history.filter(({ direction, outcome }) => direction === 'sent' && !NEVER_LEFT.has(outcome));
  return went.at(-1)?.message ?? null;
}

function errorLines(error: FilingError, paint: Terminal['paint']): string[] {
  const { errorType, errorCode, errorPointer } = error;
  const type = errorType === undefined ? '' : `type ${errorType}`;
  const head = [
    errorCode && paint('red', printable(errorCode)),
    errorPointer && printable(errorPointer),
    type && paint('dim', type),
  ];
  const line = head.filter(Boolean).join('  ');
  const description = printable(errorText(error));
  // A technical error has nothing but its description, or not even that.
  if (!line) return [`  ${description || 'an error without any details'}`];
  return [`  ${line}`, ...(description ? [`    ${description}`] : [])];
}

/** Our words on an error of the authority, below its own; those of a refusal of ours are ours already. */
function adviceLines(error: FilingError, { adviceOn }: View, paint: Terminal['paint']): string[] {
  const advice = error.errorPointer?.startsWith('/payload') ? [] : (adviceOn?.(error) ?? []);
  return advice.map((line) => `    ${paint('dim', line)}`);
}

const historyColumns: readonly Column[] = [
  { title: 'AT (UTC)' },
  { title: 'AFTER', align: 'right' },
  { title: '' },
  { title: 'MESSAGE' },
  { title: 'BECAME' },
  { title: 'HTTP', align: 'right' },
  { title: 'MESSAGE ID' },
];

/** The most errors that are printed below one line of the history. */
const MOST_ERRORS = 3;

/** The outcome of a message; of a parked one also how often it was asked about or failed, and its next time. */
function becameOf({ outcome, due, settled, tries = 0, asks = 0 }: Filing['history'][number]): string {
  if (settled) return `${outcome}: ${settled.created ? `created as ${settled.number}` : 'not created'}`;
  if (due === undefined) return outcome;
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  const calls = [...(asks > 0 ? [`asked ${times(asks)}`] : []), ...(tries > 0 ? [`failed ${times(tries)}`] : [])];
  return [outcome, ...calls, `due ${momentOf(due)}`].join(', ');
}

/** The filing's life, oldest first: what went out (→) and what came in (←), with the errors that are no longer the filing's. */
function historyLines({ history, errors: present }: Filing, { paint, width }: Terminal): string[] {
  const rows = history.map((entry, index): Cell[] => {
    const before = history[index - 1];
    const isGood = entry.outcome === 'accepted' || entry.outcome === 'taken';
    return [
      momentOf(entry.at),
      before ? stepOf(before.at, entry.at) : '',
      entry.direction === 'sent' ? '→' : '←',
      entry.message,
      isGood ? entry.outcome : { text: becameOf(entry), style: entry.outcome === 'refused' ? 'red' : 'yellow' },
      entry.httpStatus === null ? '' : String(entry.httpStatus),
      entry.messageId ? { text: entry.messageId, style: 'dim' } : '',
    ];
  });
  if (rows.length === 0) return [];
  const [titles = '', ...lines] = table(historyColumns, rows, { paint, indent: '  ', width });
  return [
    titles,
    ...lines.flatMap((line, index) => [
      line,
      ...pastErrorLines(history[index]?.errors ?? [], present, paint),
      ...findingLines(history[index]?.settled),
    ]),
  ];
}

/** The person who settled an unclear message, with the reason. */
function findingLines(settled: Filing['history'][number]['settled']): string[] {
  if (!settled) return [];
  const { by, reason } = settled;
  return [`        by ${printable(by)}${reason === undefined ? '' : `: ${printable(reason)}`}`];
}

/** The errors of an entry of the history, where they do not stand above already. */
function pastErrorLines(
  errors: readonly FilingError[],
  present: readonly FilingError[],
  paint: Terminal['paint'],
): string[] {
  if (JSON.stringify(errors) === JSON.stringify(present)) return [];
  const shown = errors.slice(0, MOST_ERRORS).flatMap((error) => errorLines(error, paint));
  const more = errors.length - MOST_ERRORS;
  return [...shown, ...(more > 0 ? [`  and ${more} more: --json has them`] : [])].map((line) => `      ${line}`);
}
