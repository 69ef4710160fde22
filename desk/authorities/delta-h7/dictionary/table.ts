import { type CsvError, type Info, parse } from 'csv-parse/sync';

/** The columns of an operator's table that are read. */
export type TableColumn = 'ours' | 'official' | 'length' | 'cardinality' | 'messages';

/** A row of the table: its cells by their columns, `''` where there is none. */
export interface TableRow {
  /** The line of the file, from 1. */
  line: number;
  cells: Readonly<Record<TableColumn, string>>;
}

/** A fault in the table, at a line and perhaps a column, both from 1. */
export interface TableFault {
  line: number;
  column?: number;
  /** The name of the column, as its header has it. */
  header?: string;
  rule: string;
  found: string;
  remedy: string;
}

/** A table as it was read, or the faults for which it cannot be. */
export interface ReadTable {
  rows: TableRow[];
  faults: TableFault[];
  /** The headers of columns that are not read. */
  unread: string[];
  /** The place of a fault in a column. */
  at(line: number, column: TableColumn): Pick<TableFault, 'line' | 'column' | 'header'>;
}

/** The names that a header may have, in English and in French, without accents and in small letters. */
const headers: Readonly<Record<TableColumn, readonly string[]>> = {
  ours: ['ours', 'our name', 'our place', 'place', 'notre nom', 'nos noms', 'nom interne', 'emplacement'],
  official: ['official', 'official name', 'officiel', 'nom officiel', 'nom dgddi', 'dictionnaire'],
  length: ['length', 'format', 'longueur', 'taille'],
  cardinality: ['cardinality', 'cardinalite', 'occurrence', 'occurrences'],
  messages: ['message', 'messages'],
};

/**
 * Reads an operator's table as spreadsheets write it: CSV with commas, semicolons or tabs, in UTF-8 with or without its
 * mark, or in Windows-1252 as older French ones.
 */
export function readTable(bytes: Uint8Array): ReadTable {
  const text = decoded(bytes);
  const none: ReadTable = { rows: [], faults: [], unread: [], at: (line) => ({ line }) };
  let lines: { record: string[]; line: number }[];
  try {
    lines = recordsIn(text);
  } catch (error) {
    const { lines: line = 1, code, message } = error as CsvError & { lines?: number };
    const remedy = 'close the quotation mark, or double each one within a cell';
    const rule = 'a table as spreadsheets write it (CSV)';
    return {
      ...none,
      faults: [
        {
          line,
          rule,
          found: quoteCodes.test(code) ? 'a quotation mark that is open or stands within a cell' : message,
          remedy,
        },
      ],
    };
  }
  const [head, ...rest] = lines;
  if (!head) {
    const rule = 'a row of headers, then a row for each name';
    return {
      ...none,
      faults: [{ line: 1, rule, found: 'an empty file', remedy: 'begin with declarant dictionary --template' }],
    };
  }
  const columns = head.record.map(columnOf);
  const at: ReadTable['at'] = (line, column) => {
    const index = columns.indexOf(column);
    return index < 0 ? { line } : { line, column: index + 1, header: head.record[index]?.trim() ?? '' };
  };
  const rows = rest.map(({ record, line }) => ({ line, cells: cellsOf(record, columns) }));
  const faults = [
    ...headerFaults(columns, head.line, head.record),
    ...rest.flatMap(({ record, line }) => tooLong(record, columns.length, line)),
  ];
  return { rows, faults, unread: head.record.filter((name, n) => columns[n] === undefined && name.trim() !== ''), at };
}

const quoteCodes = /QUOTE/;

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function recordsIn(text: string): { record: string[]; line: number }[] {
  const parsed = parse(text, {
    ...{ bom: true, info: true, trim: true, relax_column_count: true, skip_empty_lines: true },
    delimiter: delimiterOf(text),
  }) as unknown as { record: string[]; info: Info }[];
  return parsed.flatMap(({ record, info }) =>
    record.every((cell) => cell === '') ? [] : [{ record, line: info.lines - inner(record) }],
  );
}

/** The lines that a record takes beyond its first. */
const inner = (record: readonly string[]) => record.join('').split(/\r\n|\r|\n/).length - 1;

/** The sign between two cells of the headers, where most are. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/).filter((line) => line.trim() !== '');
  const count = (sign: string) => first.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function columnOf(header: string): TableColumn | undefined {
  const name = header
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
  const found = Object.entries(headers).find(([, names]) => names.includes(name));
  return found?.[0] as TableColumn | undefined;
}

function cellsOf(record: readonly string[], columns: readonly (TableColumn | undefined)[]): TableRow['cells'] {
  const cell = (column: TableColumn) => (columns.includes(column) ? (record[columns.indexOf(column)] ?? '') : '');
  return {
    ours: cell('ours'),
    official: cell('official'),
    length: cell('length'),
    cardinality: cell('cardinality'),
    messages: cell('messages'),
  };
}

function headerFaults(
  columns: readonly (TableColumn | undefined)[],
  line: number,
  names: readonly string[],
): TableFault[] {
  const missing = (['ours', 'official'] as const).filter((column) => !columns.includes(column));
  const twice = columns.flatMap((column, n) =>
    column && columns.indexOf(column) < n ? [{ column: n + 1, name: names[n] ?? '' }] : [],
  );
  return [
    ...missing.map((column) => ({
      line,
      rule: `a column "${column}"`,
      found: `the columns ${names.map((name) => `"${name}"`).join(', ')}`,
      remedy: `call one of them "${column}", or "${headers[column].find((name) => /off|notre/.test(name) && name !== column) ?? column}"`,
    })),
    ...twice.map(({ column, name }) => ({
      ...{ line, column, header: name },
      rule: 'each column once',
      found: 'a second column of this meaning',
      remedy: 'remove one of them',
    })),
  ];
}

/** A row with more cells than there are headers: most often a comma that has no quotation marks around it. */
function tooLong(record: readonly string[], columns: number, line: number): TableFault[] {
  if (record.slice(columns).every((cell) => cell === '')) return [];
  const rule = `at most ${columns} cells, as there are headers`;
  const remedy = 'put quotation marks around a cell that has the sign between cells in it: "n..16,2"';
  return [{ line, rule, found: `${record.length} cells`, remedy }];
}
