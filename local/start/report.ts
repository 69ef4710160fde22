import { type AuthorityName, isAuthority } from '../../schemas/catalogue.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { OutcomeKind } from '../../schemas/outcome-kinds.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Details, ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import type { FollowUp } from './samples.ts';
import { cut, type Screen, type ScreenColumn, type ScreenStyle, tableLines } from './screen.ts';
import type { SampleEnding } from './verdict.ts';

type FilingError = Filing['errors'][number];

const kindStyles: Partial<Record<OutcomeKind, ScreenStyle>> = {
  released: 'green',
  refused: 'red',
  rejected: 'red',
  error: 'red',
  duplicate: 'red',
  waiting: 'yellow',
};

/** The id that an enquiry is known by is longer than any reference, and cut. */
export const REFERENCE_WIDTH = 22;
/** The longest word for an outcome: `request-registered`. */
const WORD_WIDTH = 18;

/** One outcome as it is heard: when, of what, which, and what the authority gave. */
export function outcomeLine(outcome: Outcome, seconds: number, referenceWidth: number, screen: Screen): string {
  const { outcome: kind, reference, rawState, request, errors = [] } = outcome;
  const texts = columnTexts(outcome);
  const known = request
    ? [request.decision, countOf(request.declarations), texts[0]]
    : [rawState?.padEnd(4), texts.findLast(Boolean), figureText(outcome)];
  const rest = errors.length > 0 ? [errorText(errors)] : known;
  const style = request?.decision === 'refused' ? 'red' : kindStyles[kind];
  return progressLine({ seconds, reference, word: kind, style, rest }, referenceWidth, screen);
}

/** A follow-up that goes: when, under what, and which message. */
export function submittedLine(
  { reference, submission }: FollowUp,
  seconds: number,
  referenceWidth: number,
  screen: Screen,
): string {
  const line = { seconds, reference, word: 'submitted', style: 'cyan', rest: [submission.message] } as const;
  return progressLine(line, referenceWidth, screen);
}

interface ProgressLine {
  seconds: number;
  reference: string | null;
  word: string;
  style: ScreenStyle | undefined;
  rest: readonly unknown[];
}

function progressLine(
  { seconds, reference, word, style, rest }: ProgressLine,
  referenceWidth: number,
  screen: Screen,
): string {
  const time = `+${seconds.toFixed(1)} s`.padStart(8);
  const name = cut(reference ?? 'no reference', REFERENCE_WIDTH).padEnd(referenceWidth);
  const padded = word.padEnd(WORD_WIDTH);
  const room = screen.width - time.length - name.length - WORD_WIDTH - 6;
  const text = cut(rest.filter(Boolean).join('  '), room);
  return `${screen.paint('dim', time)}  ${name}  ${style ? screen.paint(style, padded) : padded}  ${text}`.trimEnd();
}

/** A line tells which error it is; the whole of it is shown by the desk. */
const ERROR_WIDTH = 90;

/** Below this width, what the authority gave has one column, what says most of it, and several authorities have none. */
const ROOM_FOR_BOTH = 110;

/** Every filing on one line. */
export function closingTable(endings: readonly SampleEnding[], screen: Screen): string[] {
  const views = [...new Set(endings.map(({ sample }) => viewOf(sample.submission.authority as AuthorityName)))];
  const [only] = views.length === 1 ? views : [];
  const hasRoom = screen.width >= ROOM_FOR_BOTH;
  const isWide = only !== undefined && hasRoom;
  const shorts = (only?.columns ?? []).toReversed().map(({ short }) => short);
  const given = isWide ? only.columns.map(({ title }) => title) : [shorts.join(' or ') || 'Their reference'];
  const isNamed = only === undefined && hasRoom;
  const figures = new Set(views.flatMap(({ figure }) => figure?.title ?? []));
  const columns: ScreenColumn[] = [
    ...[' ', 'Reference', ...(isNamed ? ['Authority'] : []), ...given, 'Ended as'].map((title) => ({ title })),
    { title: [...figures].join(' or '), align: 'right' },
    { title: 'Took', align: 'right' },
    { title: 'Error' },
  ];
  const rows = endings.map(({ sample, expected, filing, seconds, differences }) => {
    const texts = filing ? columnTexts(filing) : given.map(() => '');
    // A request is about declarations, and shows how many where these have their own reference.
    if (filing?.request) texts.splice(-1, 1, countOf(filing.request.declarations));
    return [
      differences.length === 0 ? '✓' : '✗',
      cut(expected.reference, REFERENCE_WIDTH),
      ...(isNamed ? [sample.submission.authority] : []),
      ...(isWide ? texts : [texts.findLast(Boolean) ?? '']),
      filing ? endOf(filing) : '',
      filing ? figureText(filing) : '',
      seconds === undefined ? '' : `${seconds.toFixed(1)} s`,
      errorText(filing?.errors ?? []),
    ];
  });
  const [title = '', ...lines] = tableLines(
    columns.map((column) => ({ ...column, title: column.title.toUpperCase() })),
    rows,
    screen.width,
  );
  return [
    screen.paint('dim', title),
    ...lines.map((line) => `${screen.paint(line.startsWith('✓') ? 'green' : 'red', line.slice(0, 1))}${line.slice(1)}`),
  ];
}

function endOf({ request, state, status }: Filing): string {
  if (request?.decision) return `request ${request.decision}`;
  return status === 'answered' ? (state ?? status) : status;
}

function countOf(declarations: readonly string[]): string {
  return declarations.length === 1 ? '1 declaration' : `${declarations.length} declarations`;
}

/** The differences of each filing that did not end as it should. */
export function differenceLines(endings: readonly SampleEnding[], screen: Screen): string[] {
  return endings
    .filter(({ differences }) => differences.length > 0)
    .flatMap(({ sample, expected, differences }) => [
      `${screen.paint('red', '✗')} ${screen.paint('bold', expected.reference)}  ${sample.title}  ${screen.paint('dim', sample.file)}`,
      ...differences.map((difference) => `    ${difference}`),
    ]);
}

type Given = Pick<Outcome, 'authority'> & Details;

/** The texts that the authority gave, in the columns of its view; '' where it gave nothing. */
function columnTexts(given: Given): string[] {
  if (!isAuthority(given.authority)) return [];
  return viewOf(given.authority).columns.map(({ name }) => String(given[name] ?? ''));
}

function figureText(given: Given): string {
  return (isAuthority(given.authority) && viewOf(given.authority).figure?.text(given)) || '';
}

function errorText(errors: readonly FilingError[]): string {
  const [first, ...more] = errors;
  if (!first) return '';
  const { errorCode, errorPointer, errorDescription } = first;
  const text = [errorCode ?? errorPointer, errorDescription].filter(Boolean).join(' ');
  return `${cut(text, ERROR_WIDTH)}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}
