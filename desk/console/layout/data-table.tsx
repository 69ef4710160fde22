import type { Child } from 'hono/jsx';

/** A column of a table: its title, and the cell of a row. */
export interface DataColumn<Row> {
  title: string;
  cell(row: Row): Child;
  /** Figures stand to the right. */
  isNumber?: boolean;
  /** It holds references, which are not broken where there is room. */
  isReference?: boolean;
  /** On a narrow screen it stands alone, without its title. */
  isWhole?: boolean;
  /** On a narrow screen it shares a line with its neighbours. */
  isShort?: boolean;
}

export interface DataTableProperties<Row> {
  /** The table's name, for those who do not see where it stands. */
  caption: string;
  /** Shows the caption, too. */
  showsCaption?: boolean;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  /** The sentence in place of a table without rows. */
  empty: string;
}

/** A table; on a narrow screen each row is a card with the titles beside its cells. */
export function DataTable<Row>({ caption, showsCaption = false, columns, rows, empty }: DataTableProperties<Row>) {
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <table class="data">
      <caption class={showsCaption ? '' : 'hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, isNumber }) => (
            <th scope="col" class={isNumber ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map(({ title, cell, ...is }) => (
              <td data-title={title} class={classOf(is)}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function classOf({ isNumber, isReference, isWhole, isShort }: Omit<DataColumn<never>, 'title' | 'cell'>) {
  const names = [isNumber && 'number', isReference && 'reference', isWhole && 'whole', isShort && 'short'];
  return names.filter(Boolean).join(' ') || undefined;
}
