import { type Paint, printable, type Style } from './terminal.ts';

export interface Column {
  title: string;
  /** Numbers stand to the right. */
  align?: 'right';
  /** Never cut: as the last column it stands below its row where there is no room beside it. */
  isWhole?: true;
}

/** A cell: its text, in a style or in none. */
export type Cell = string | { text: string; style: Style };

export interface TableOptions {
  paint: Paint;
  /** Before each line. */
  indent?: string;
  /** The most that a line may be wide: the last column is cut to it. */
  width?: number | undefined;
}

const GAP = '  ';

/** The lines of a table, titles first. A column that is empty in every row is left out. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], options: TableOptions): string[] {
  const { paint, indent = '', width } = options;
  const texts = rows.map((row) => row.map((cell) => printable(typeof cell === 'string' ? cell : cell.text)));
  const shown = columns.map((_, index) => index).filter((index) => texts.some((row) => row[index]));
  const widths = columns.map((column, index) =>
    Math.max(lengthOf(column.title), ...texts.map((row) => lengthOf(row[index] ?? ''))),
  );

  const before = shown.slice(0, -1).reduce((sum, index) => sum + (widths[index] ?? 0) + GAP.length, indent.length);
  const last = shown.at(-1);
  const room = width === undefined ? Number.POSITIVE_INFINITY : Math.max(width - before, 8);

  const isBelow = last !== undefined && columns[last]?.isWhole && texts.some((row) => lengthOf(row[last] ?? '') > room);
  if (isBelow) {
    const beside = table(
      columns.filter((_, index) => index !== last),
      rows.map((row) => row.filter((_, index) => index !== last)),
      options,
    );
    return beside.flatMap((line, at) => {
      const below = texts[at - 1]?.[last];
      return below ? [line, `${indent}${GAP}${paintedIn(rows[at - 1]?.[last], below, paint)}`] : [line];
    });
  }

  const line = (text: (index: number) => string, style: (index: number) => Style | undefined) => {
    const cells = shown.map((index) => {
      const cut = index === last ? shortened(text(index), room) : text(index);
      const isRight = columns[index]?.align === 'right';
      // Nothing follows the last column, so nothing fills it up.
      const filled = isRight
        ? padStart(cut, widths[index] ?? 0)
        : index === last
          ? cut
          : padEnd(cut, widths[index] ?? 0);
      const chosen = style(index);
      return chosen && cut ? filled.replace(cut, () => paint(chosen, cut)) : filled;
    });
    return `${indent}${cells.join(GAP)}`.trimEnd();
  };
  return [
    line(
      (index) => columns[index]?.title ?? '',
      () => 'dim',
    ),
    ...rows.map((row, at) =>
      line(
        (index) => texts[at]?.[index] ?? '',
        (index) => styleOf(row[index]),
      ),
    ),
  ];
}

/** A text in so much room: cut, with an ellipsis for what is missing. */
export function shortened(text: string, room: number): string {
  return lengthOf(text) <= room ? text : `${[...text].slice(0, Math.max(room - 1, 0)).join('')}…`;
}

const lengthOf = (text: string) => [...text].length;
const padEnd = (text: string, width: number) => text + ' '.repeat(Math.max(width - lengthOf(text), 0));
const padStart = (text: string, width: number) => ' '.repeat(Math.max(width - lengthOf(text), 0)) + text;
const paintedIn = (cell: Cell | undefined, text: string, paint: Paint) => {
  const style = styleOf(cell);
  return style ? paint(style, text) : text;
};
const styleOf = (cell: Cell | undefined) => (typeof cell === 'object' ? cell.style : undefined);
