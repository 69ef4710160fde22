import type { Filing } from '../../schemas/filing.ts';
import { latestOf } from '../filings/newest-first.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { columnTexts, figureText, viewOn } from './given.ts';
import { ageOf } from './times.ts';
import { firstError, stateStyle, stateText, statusWords } from './words.ts';

const ROOM_FOR_WIDE = 130;

/** Filings one a line. Age is counted from the latest message of each. */
export function listLines(filings: readonly Filing[], now: Date, { paint, width }: Terminal): string[] {
  const views = [...new Set(filings.map(viewOn))];
  const [only] = views.length === 1 ? views : [];
  const isWide = width === undefined || width >= ROOM_FOR_WIDE;
  const given = only && isWide ? only.columns.map(({ title }) => title) : [only ? oneColumn(only) : 'Their reference'];
  const figures = new Set(views.flatMap(({ figure }) => figure?.title ?? []));
  const columns: Column[] = [
    ...['Reference', ...(only ? [] : ['Authority']), ...given].map((title) => ({ title })),
    ...(isWide ? ['Status', 'State'] : ['Status or state']).map((title) => ({ title })),
    { title: [...figures].join(' or '), align: 'right' },
    { title: 'Age', align: 'right' },
    { title: 'First error' },
  ];
  const rows = filings.map((filing): Cell[] => {
    const { reference, authority, status, state, deadline } = filing;
    const by = deadline ? `, ${now.toISOString() > deadline ? 'was due' : 'by'} ${deadline.slice(0, 10)}` : '';
    const texts = columnTexts(filing);
    const statusCell: Cell = { text: status, style: statusWords[status].style };
    const stateCell = (text: string): Cell => (state ? { text, style: stateStyle(filing) } : '');
    return [
      ...[reference, ...(only ? [] : [authority])],
      // A narrow table has what says most, and the state instead of the status.
      ...(only && isWide ? texts : [texts.findLast(Boolean) ?? '']),
      ...(isWide ? [statusCell, stateCell(`${stateText(filing)}${by}`)] : [state ? stateCell(state) : statusCell]),
      figureText(filing),
      ageOf(latestOf(filing), now),
      firstError(filing),
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
