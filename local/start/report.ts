import { valueAt } from '../../schemas/fault.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { type Column, cut, type Screen, type Style, tableLines } from './screen.ts';
import type { Ending } from './verdict.ts';

type FilingError = Filing['errors'][number];

const kindStyles: Partial<Record<Outcome['outcome'], Style>> = {
  released: 'green',
  refused: 'red',
  rejected: 'red',
  error: 'red',
  duplicate: 'red',
};

/** One outcome as it is heard: `+3.2 s  FR26-IOSS-0001  accepted  VLD  26FR…  12 EUR`. */
export function outcomeLine(outcome: Outcome, seconds: number, referenceWidth: number, screen: Screen): string {
  const { outcome: kind, reference, rawState, mrn, customsDeclarationReference, dutiesAndTaxes, errors = [] } = outcome;
  const time = `+${seconds.toFixed(1)} s`.padStart(8);
  const name = (reference ?? 'no reference').padEnd(referenceWidth);
  const rest =
    errors.length > 0
      ? [errorText(errors)]
      : [rawState?.padEnd(4), mrn ?? customsDeclarationReference, payableOf(dutiesAndTaxes)];
  const text = rest.filter(Boolean).join('  ');
  const room = screen.width - time.length - name.length - 18;
  const style = kindStyles[kind];
  const word = kind.padEnd(13);
  return `${screen.paint('dim', time)}  ${name}  ${style ? screen.paint(style, word) : word}  ${cut(text, room)}`.trimEnd();
}

/** A line tells which error it is; the whole of it is shown by the desk. */
const ERROR_WIDTH = 90;

/** Below this width, an MRN takes the place of the customs reference. */
const ROOM_FOR_BOTH = 110;

/** Every sample on one line. */
export function closingTable(endings: readonly Ending[], screen: Screen): string[] {
  const isWide = screen.width >= ROOM_FOR_BOTH;
  const titles = ['LRN', ...(isWide ? ['CUSTOMS REFERENCE', 'MRN'] : ['MRN OR CUSTOMS REF']), 'ENDED AS'];
  const columns: Column[] = [
    ...[' ', ...titles].map((title) => ({ title })),
    { title: 'PAYABLE', align: 'right' },
    { title: 'TOOK', align: 'right' },
    { title: 'ERROR' },
  ];
  const rows = endings.map(({ sample, filing, seconds, differences }) => {
    const { mrn, customsDeclarationReference } = filing ?? { mrn: null, customsDeclarationReference: null };
    return [
      differences.length === 0 ? '✓' : '✗',
      sample.reference,
      ...(isWide ? [customsDeclarationReference ?? '', mrn ?? ''] : [mrn ?? customsDeclarationReference ?? '']),
      filing ? (filing.state ?? filing.status) : '',
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

/** What each sample that went wrong should have come to. */
export function differenceLines(endings: readonly Ending[], screen: Screen): string[] {
  return endings
    .filter(({ differences }) => differences.length > 0)
    .flatMap(({ sample, differences }) => [
      `${screen.paint('red', '✗')} ${screen.paint('bold', sample.reference)}  ${sample.title}  ${screen.paint('dim', sample.file)}`,
      ...differences.map((difference) => `    ${difference}`),
    ]);
}

/** What is to be paid, in euro; `relief` where an assessment has no total (Response_H7). */
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
