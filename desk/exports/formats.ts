import { stringify } from 'csv-stringify/sync';
import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { listedFiling } from '../filings/listed-filing.ts';
import { safeCell } from './cell.ts';
import { exportColumns } from './columns.ts';
import { filingRows } from './filing-rows.ts';
import type { ExportFormat } from './format-names.ts';

/** The text of an export, a filing at a time. */
export interface ExportText {
  /** The text before all filings. */
  beginning: string;
  /** The text of a filing, with its end of line. */
  of(filing: ReadFiling): string;
}

/**
 * The text of an export in a format.
 * @param withBodies also the content of declarations and messages
 */
export function exportText(format: ExportFormat, withBodies: boolean): ExportText {
  return format === 'csv' ? csv(withBodies) : ndjson(withBodies);
}

/** CSV as spreadsheets read it: UTF-8 with its mark, commas, CRLF. */
function csv(withBodies: boolean): ExportText {
  const columns = exportColumns();
  const lines = (rows: readonly (readonly string[])[]) => stringify([...rows], { record_delimiter: 'windows' });
  return {
    beginning: `\uFEFF${lines([columns.map(({ name }) => name)])}`,
    of: (filing) => lines(filingRows(filing, withBodies).map((row) => columns.map(({ name }) => safeCell(row[name])))),
  };
}

function ndjson(withBodies: boolean): ExportText {
  return {
    beginning: '',
    of: (filing) => `${JSON.stringify(listedFiling(filing, { withBodies }))}\n`,
  };
}
