import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dictionary } from '../../../../schemas/delta-h7/dictionary/dictionary.ts';
import { valueIn } from '../../../../schemas/fault.ts';
import { jsonIn } from '../../../../schemas/json.ts';
import { MOST_BYTES } from '../../../../schemas/lane-files.ts';
import { DeskFault } from '../../../fault.ts';
import { printable, type Terminal } from '../../../terminal/terminal.ts';
import { checkRows } from './check-rows.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { placeInTable } from './places-by-name.ts';
import { readTable, type TableFault } from './table.ts';
import { describingColumns, templateText } from './template.ts';

export interface DictionaryOptions {
  /** The operator's table. */
  file?: string | undefined;
  out?: string | undefined;
  config?: string | undefined;
  template?: boolean | undefined;
  semicolons?: boolean | undefined;
  missing?: boolean | undefined;
  json?: boolean | undefined;
}

const USUAL_NAME = 'delta-h7.dictionary.json';
const MOST_FAULTS_TOLD = 100;

/** Makes the rename map of an operator's own table, or writes the table to fill in. */
export function writeDictionary(options: DictionaryOptions, terminal: Terminal): number {
  if (options.template) return writeTemplate(options, terminal);
  const { file, json } = options;
  if (file === undefined) throw new DeskFault('USAGE', 'Name the file of your table, or begin with --template.');
  const table = readTable(readBytes(file));
  const { fields, faults } = table.faults.length > 0 ? { fields: {}, faults: table.faults } : checkRows(table);
  if (faults.length > 0) return tellFaults(faults, options, terminal);

  const text = mapText({ source: { file: path.basename(file), rows: table.rows.length }, fields });
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new DeskFault(
      'INPUT',
      `The map would have ${Buffer.byteLength(text)} bytes, and a lane's file has at most ${MOST_BYTES}: leave out rows that say what our schemas say.`,
    );
  const out = outFile(options);
  refuseToReplaceOthers(out);
  writeFileSync(out, text);
  const coverage = coverageOf({ fields });
  const { config } = options;
  const setting = config === undefined ? out : path.relative(path.dirname(config), out);
  if (json) {
    terminal.out(
      JSON.stringify(
        {
          file: out,
          rows: table.rows.length,
          ...coverage,
          unread: table.unread,
          configuration: { dictionary: setting },
        },
        null,
        2,
      ),
    );
    return 0;
  }
  tell(coverage, table.rows.length, options, terminal);
  const unread = table.unread.filter((name) => !describingColumns.includes(name));
  if (unread.length > 0) terminal.err(`Columns that are not read: ${unread.map(printable).join(', ')}.`);
  terminal.out(`Written: ${out}`);
  terminal.out(
    `Put "dictionary": ${JSON.stringify(setting)} into the lane "delta-h7" of the configuration, and deploy it.`,
  );
  return 0;
}

function writeTemplate({ out, semicolons }: DictionaryOptions, terminal: Terminal): number {
  const text = templateText(semicolons ? ';' : ',');
  if (out === undefined) void terminal.write(text);
  else {
    if (existsSync(out))
      throw new DeskFault('USAGE', `${printable(out)} is there already, and perhaps filled in: name another file.`);
    writeFileSync(out, text);
    terminal.out(`Written: ${out}. Fill in official, length and cardinality, then: npx declarant dictionary ${out}`);
  }
  return 0;
}

function tell(coverage: Coverage, rows: number, { file = '', missing }: DictionaryOptions, { out }: Terminal): void {
  const { names, lengths, cardinalities, inferred, missing: left } = coverage;
  out(
    `${rows} rows of ${printable(path.basename(file))} read: ${names} names changed, ${lengths} lengths and ${cardinalities} cardinalities given.`,
  );
  out(
    left.length === 0
      ? `All ${inferred} inferred names are in it.`
      : `${left.length} of ${inferred} inferred names are not in it yet${missing ? ':' : '; --missing lists them.'}`,
  );
  if (missing) for (const { place, messages } of left) out(`  ${placeInTable(place)}  (${messages.join(' ')})`);
}

function tellFaults(faults: readonly TableFault[], { file = '', json }: DictionaryOptions, terminal: Terminal): number {
  if (json) {
    terminal.out(JSON.stringify({ faults }, null, 2));
    return 1;
  }
  for (const { line, column, header, rule, found, remedy } of faults.slice(0, MOST_FAULTS_TOLD)) {
    const where = `${path.basename(file)}, line ${line}${column === undefined ? '' : `, column ${column} (${header})`}`;
    terminal.out(printable(`${where}: ${rule}; found ${found}; ${remedy}`));
  }
  if (faults.length > MOST_FAULTS_TOLD)
    terminal.out(`… and ${faults.length - MOST_FAULTS_TOLD} more: --json has them all.`);
  terminal.err(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}: nothing was written.`);
  return 1;
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'there is no such file' : String(code);
    throw new DeskFault('INPUT', `${printable(file)} cannot be read: ${problem}. Give the file of your table.`);
  }
}

/** The map, a field a line, so that a version control shows what changed. */
function mapText({ source, fields }: { source: object; fields: object }): string {
  const lines = Object.entries(fields).map(([key, field]) => `${JSON.stringify(key)}:${JSON.stringify(field)}`);
  return `{"source":${JSON.stringify(source)},\n"fields":{\n${lines.join(',\n')}\n}}\n`;
}

/** The file to write: as given, or the one that the configuration names, or beside it. */
function outFile({ out, config }: DictionaryOptions): string {
  if (out !== undefined) return out;
  if (config === undefined) return USUAL_NAME;
  let text: string;
  try {
    text = readFileSync(config, 'utf8');
  } catch {
    throw new DeskFault('CONFIGURATION', `The configuration ${printable(config)} cannot be read: give its path.`);
  }
  // The configuration is not checked: it may name the very file that is to be made.
  const named = valueIn(jsonIn(text), ['lanes', 'delta-h7', 'dictionary']);
  return path.join(path.dirname(config), typeof named === 'string' ? named : USUAL_NAME);
}

/** @throws {DeskFault} where the file is there, and no map */
function refuseToReplaceOthers(file: string): void {
  if (!existsSync(file)) return;
  if (dictionary().safeParse(jsonIn(readFileSync(file, 'utf8'))).success) return;
  throw new DeskFault(
    'USAGE',
    `${printable(file)} is there already, and is no map of names: name another file with --out.`,
  );
}
