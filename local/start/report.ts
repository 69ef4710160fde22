import { valueAt } from '../../schemas/fault.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { OutcomeKind } from '../../schemas/outcome-kinds.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import type { FollowUp } from './samples.ts';
import { type Column, cut, type Screen, type Style, tableLines } from './screen.ts';
import type { Ending } from './verdict.ts';

type FilingError = Filing['errors'][number];

const kindStyles: Partial<Record<OutcomeKind, Style>> = {
  released: 'green',
  refused: 'red',
  rejected: 'red',
  error: 'red',
  duplicate: 'red',
  waiting: 'yellow',
};

/** The id that a consultation is known by is longer than any reference, and cut. */
export const REFERENCE_WIDTH = 18;
/** The longest word for an outcome: `request-registered`. */
const WORD_WIDTH = 18;

/** One outcome as it is heard: `+3.2 s  FR26-IOSS-0001  accepted  VLD  26FR…  12 EUR`. */
export function outcomeLine(outcome: Outcome, seconds: number, referenceWidth: number, screen: Screen): string {
  const { outcome: kind, reference, rawState, mrn, customsDeclarationReference, dutiesAndTaxes, errors = [] } = outcome;
  const { request } = outcome;
  const known = request
    ? [request.decision, countOf(request.declarations), customsDeclarationReference]
    : [rawState?.padEnd(4), mrn ?? customsDeclarationReference, payableOf(dutiesAndTaxes)];
  const rest = errors.length > 0 ? [errorText(errors)] : known;
  const style = request?.decision === 'refused' ? 'red' : kindStyles[kind];
  return progressLine({ seconds, reference, word: kind, style, rest }, referenceWidth, screen);
}

/** A follow-up that goes: `+4.1 s  FR26-REQ-0001  submitted  Request_Invalidation_H7`. */
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
  style: Style | undefined;
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

/** Below this width, an MRN takes the place of the customs reference. */
const ROOM_FOR_BOTH = 110;

/** Every filing on one line. */
export function closingTable(endings: readonly Ending[], screen: Screen): string[] {
  const isWide = screen.width >= ROOM_FOR_BOTH;
  const titles = ['REFERENCE', ...(isWide ? ['CUSTOMS REFERENCE', 'MRN'] : ['MRN OR CUSTOMS REF']), 'ENDED AS'];
  const columns: Column[] = [
    ...[' ', ...titles].map((title) => ({ title })),
    { title: 'PAYABLE', align: 'right' },
    { title: 'TOOK', align: 'right' },
    { title: 'ERROR' },
  ];
  const rows = endings.map(({ expected, filing, seconds, differences }) => {
    const customs = String(filing?.customsDeclarationReference ?? '');
    // A request has no MRN, and is about declarations instead.
    const mrn = filing?.request ? countOf(filing.request.declarations) : String(filing?.mrn ?? '');
    return [
      differences.length === 0 ? '✓' : '✗',
      cut(expected.reference, REFERENCE_WIDTH),
      ...(isWide ? [customs, mrn] : [mrn || customs]),
      filing ? endOf(filing) : '',
      payableOf(filing?.dutiesAndTaxes),
      seconds === undefined ? '' : `${seconds.toFixed(1)} s`,
      errorText(filing?.errors ?? []),
    ];
  });
  const [title = '', ...lines] = tableLines(columns, rows, screen.width);
  return [
    screen.paint('dim', title),
    ...lines.map((line) => `${screen.paint(line.startsWith('✓') ? 'green' : 'red', line.slice(0, 1))}${line.slice(1)}`),
  ];
}

function endOf({ request, state, status }: Filing): string {
  return request?.decision ? `request ${request.decision}` : (state ?? status);
}

function countOf(declarations: readonly string[]): string {
  return declarations.length === 1 ? '1 declaration' : `${declarations.length} declarations`;
}

/** The differences of each filing that did not end as it should. */
export function differenceLines(endings: readonly Ending[], screen: Screen): string[] {
  return endings
    .filter(({ differences }) => differences.length > 0)
    .flatMap(({ sample, expected, differences }) => [
      `${screen.paint('red', '✗')} ${screen.paint('bold', expected.reference)}  ${sample.title}  ${screen.paint('dim', sample.file)}`,
      ...differences.map((difference) => `    ${difference}`),
    ]);
}

/** The amount to pay in euro; `relief` where an assessment has no total (Response_H7). */
export function payableOf(dutiesAndTaxes: unknown): string {
  if (dutiesAndTaxes === undefined || dutiesAndTaxes === null) return '';
  const total = valueAt(dutiesAndTaxes, '/generalTaxation/totalPayableTaxAmount');
  return typeof total === 'number' ? `${total} EUR` : 'relief';
}

function errorText(errors: readonly FilingError[]): string {
  const [first, ...more] = errors;
  if (!first) return '';
  const { errorCode, errorPointer, errorDescription } = first;
  const text = [errorCode ?? errorPointer, errorDescription].filter(Boolean).join(' ');
  return `${cut(text, ERROR_WIDTH)}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}
