import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { viewOn } from './given.ts';
import { ageOf } from './times.ts';
import { errorLine, stateStyle, stateText, statusWords } from './words.ts';

const ROOM_FOR_WIDE = 130;

/** Filings one a line. Age is counted from the latest fact of each. */
export function listLines(filings: readonly FilingSummary[], now: Date, { paint, width }: Terminal): string[] {
  const views = [...new Set(filings.map(viewOn))];
  const [only] = views.length === 1 ? views : [];
  const isWide = width === undefined || width >= ROOM_FOR_WIDE;
  const given = only && isWide ? only.columns.map(({ title }) => title) : [only ? oneColumn(only) : 'Their reference'];
  const figures = new Set(views.flatMap(({ figure }) => figure?.title ?? []));
  const columns: Column[] = [
    ...['Reference', ...(only ? [] : ['Authority']), ...given].map((title) => ({ title })),
    ...(isWide ? ['Platform', 'Status', 'State'] : ['Status or state']).map((title) => ({ title })),
    { title: [...figures].join(' or '), align: 'right' },
    { title: 'Age', align: 'right' },
    { title: 'First error' },
  ];
  const rows = filings.map((filing): Cell[] => {
    const { reference, authority, state, platform, deadline } = filing;
    const by = deadline
      ? `, ${now.toISOString() > deadline ? 'was due' : 'by'} ${dateInParis(new Date(deadline))}`
      : '';
    const texts = viewOn(filing).columns.map(({ name }) => filing.references[name] ?? '');
    const { style } = filing.decision ? decisionWords[filing.decision] : statusWords[filing.status];
    const statusCell: Cell = { text: statusText(filing, now), style };
    const stateCell = (text: string): Cell => (state ? { text, style: stateStyle(filing) } : '');
    return [
      ...[reference, ...(only ? [] : [authority])],
      // A narrow table has what says most, and the state instead of the status.
      ...(only && isWide ? texts : [texts.findLast(Boolean) ?? '']),
      ...(isWide
        ? [platform ?? '', statusCell, stateCell(`${stateText(filing)}${by}`)]
        : [state && filing.status === 'answered' ? stateCell(state) : statusCell]),
      viewOn(filing).figure ? amountText(filing) : '',
      ageOf(filing.at, now),
      errorText(filing),
    ];
  });
  const titled = columns.map(({ title, ...column }) => ({ ...column, title: title.toUpperCase() }));
  return table(titled, rows, { paint, width });
}

const oneColumn = ({ columns }: ReturnType<typeof viewOn>) =>
  columns
    .toReversed()
    .map(({ short }) => short)
    .join(' or ');

const decisionWords = {
  accepted: { text: 'accepted', style: 'green' },
  refused: { text: 'turned down', style: 'red' },
  awaited: { text: 'answered, not decided', style: 'yellow' },
} as const;

/**
 * The status, with what keeps it so: since when an answer is overdue, when the message goes again; of a request that was
 * answered, the decision on it.
 */
function statusText({ status, overdueSince, due, decision }: FilingSummary, now: Date): string {
  if (decision) return decisionWords[decision].text;
  if (overdueSince !== undefined) return `${status}, overdue ${ageOf(overdueSince, now)}`;
  if (due === undefined) return status;
  return due > now.toISOString() ? `${status}, goes in ${ageOf(now.toISOString(), new Date(due))}` : `${status}, due`;
}

function amountText({ amounts = {} }: FilingSummary): string {
  return Object.entries(amounts)
    .map(([currency, amount]) => `${amount} ${currency}`)
    .join(', ');
}

/** The first error, and how many more there are, also of those that the summary has not. */
function errorText({ authority, errors: [first], errorCount }: FilingSummary): string {
  const more = errorCount > 1 ? ` (and ${errorCount - 1} more)` : '';
  return first ? `${errorLine(first, authority)}${more}` : '';
}
