import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { readTable, type TableFault } from '../../../../desk/authorities/delta-h7/dictionary/table.ts';
import {
  type DictionaryOptions,
  writeDictionary,
} from '../../../../desk/authorities/delta-h7/dictionary/write-dictionary.ts';
import { readConfiguration } from '../../../../desk/gateway/connect.ts';
import { correctContracts } from '../../../../schemas/corrections.ts';
import { dictionaryFile } from '../../../../schemas/delta-h7/dictionary/dictionary-file.ts';
import { deltaH7 } from '../../../../schemas/delta-h7/index.ts';
import { schemaFaults } from '../../../../schemas/fault.ts';
import { temporaryFolder } from '../../../local/support/folder.ts';
import { madeUpTable } from '../../../support/made-up-dictionary.ts';
import { keptTerminal } from '../../support/terminal.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = temporaryFolder();
  out = path.join(folder, 'delta-h7.dictionary.json');
});

function run(table: string | Uint8Array, options: DictionaryOptions = {}) {
  const file = path.join(folder, 'names.csv');
  writeFileSync(file, table);
  const { terminal, out: lines, err } = keptTerminal();
  const code = writeDictionary({ file, out, ...options }, terminal);
  return { code, lines, err };
}
const fieldsIn = () => JSON.parse(readFileSync(out, 'utf8')).fields;
const faultsOf = (table: string): TableFault[] => JSON.parse(run(table, { json: true }).lines.join('')).faults;

describe('declarant dictionary', () => {
  it('writes the map of a table, says what changed and what is missing, and what to configure', () => {
    const { code, lines, err } = run(madeUpTable);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(lines).toEqual([
      '22 rows of names.csv read: 24 names changed, 9 lengths and 7 cardinalities given.',
      expect.stringMatching(/^\d+ of \d+ inferred names are not in it yet; --missing lists them\.$/),
      `Written: ${out}`,
      expect.stringMatching(
        /^Put "dictionary": ".*delta-h7\.dictionary\.json" into the lane "delta-h7" of the configuration/,
      ),
    ]);
    expect(fieldsIn()['declaration.items.commodityCode']).toEqual({
      name: 'codeMarchandise',
      length: 'n6',
      cardinality: '1..1',
    });
    const { lines: missing } = run(madeUpTable, { missing: true });
    expect(missing).toContainEqual(expect.stringMatching(/^ {2}declaration\.items\.itemNumber {2}\(Creation_H7 /));
    expect(missing).not.toContainEqual(expect.stringMatching(/^ {2}declaration\.items\.commodityCode/));
  });

  it('lies beside the configuration, under the name that this has for it, and is taken from there', () => {
    const config = path.join(folder, 'prod.json');
    const share = { perSecond: 1, perHour: 10 };
    const urls = { baseUrl: 'https://dh7.example', tokenUrl: 'https://dh7.example/token' };
    const lane = { ...urls, credentialsSecret: 'a', share, dictionary: 'names.json' };
    const lanes = { 'delta-h7': lane };
    writeFileSync(config, JSON.stringify({ stage: 'prod', lanes, callbacks: { tokenSecret: 'b' } }));
    const { code, lines } = run(madeUpTable, { out: undefined, config, json: true });
    expect(code).toBe(0);
    expect(JSON.parse(lines.join(''))).toMatchObject({
      file: path.join(folder, 'names.json'),
      configuration: { dictionary: 'names.json' },
      rows: 22,
      names: 24,
    });
    const { files } = readConfiguration(config, 'prod.json');
    correctContracts({});
    expect(files['delta-h7']).toMatchObject({ dictionary: { fields: { 'declaration.items': { name: 'articles' } } } });
  });

  it.each([
    ['commas, English headers and a name alone', 'Ours,Official\r\ncommodityCode,codeMarchandise\r\n'],
    [
      'semicolons in Windows-1252',
      Buffer.from('Nom interne;Nom officiel;Cardinalité\ncommodityCode;codeMarchandise;\n', 'latin1'),
    ],
    ['tabs, and the pointer of JSON', 'place\tofficial name\n/declaration/items/0/commodityCode\tcodeMarchandise\n'],
    [
      'quotation marks, brackets and a blank line',
      '"ours","official"\n\n"declaration.items[].commodityCode","codeMarchandise"\n',
    ],
  ])('reads %s', (_, table) => {
    expect(run(table).code).toBe(0);
    expect(fieldsIn()).toEqual({ 'declaration.items.commodityCode': { name: 'codeMarchandise' } });
  });

  it('gives a name alone to every place of that name, and messages to those that are named', () => {
    run(
      'messages,ours,official\n,supportingDocumentType,docType\nState_H7,header.lrn,ref\n,Consult_H7:declarations.lrn,num\n',
    );
    expect(fieldsIn()).toEqual({
      'declaration.supportingDocuments.supportingDocumentType': { name: 'docType' },
      'declaration.items.supportingDocuments.supportingDocumentType': { name: 'docType' },
      'declarations.supportingDocuments.supportingDocumentType': { name: 'docType' },
      'supportingDocuments.supportingDocumentType': { name: 'docType' },
      'State_H7:header.lrn': { name: 'ref' },
      'Consult_H7:declarations.lrn': { name: 'num' },
    });
  });

  it.each([
    [
      'a mistyped place',
      'declaration.items.comodityCode,x,,',
      { column: 1, header: 'ours', remedy: 'give declaration.items.commodityCode' },
    ],
    ['a mistyped name', 'comodityCode,x,,', { column: 1, remedy: 'give commodityCode' }],
    ['no place', ',x,,', { column: 1, found: 'nothing' }],
    [
      'a path as the official name',
      'commodityCode,articles.code,,',
      {
        column: 2,
        header: 'official',
        found: '"articles.code"',
        remedy: expect.stringContaining('the last name alone'),
      },
    ],
    ['a name that begins with a digit', 'commodityCode,1code,,', { column: 2 }],
    ['the name that no object holds', 'commodityCode,__proto__,,', { column: 2 }],
    [
      'the name of a sibling that stays',
      'commodityCode,goodsDescription,,',
      { column: 2, found: expect.stringContaining('declaration.items.goodsDescription') },
    ],
    ['no length', 'commodityCode,x,an70..,', { column: 3, header: 'length', found: '"an70.."' }],
    ['a length with decimals of a text', 'commodityCode,x,"an..8,2",', { column: 3 }],
    ['a length of an object', 'declaration.items,x,an..8,', { column: 3, found: '"an..8" of an object' }],
    ['the length of a text for a number', 'declaration.items.grossMass,x,an..8,', { column: 3 }],
    ['decimals of a whole number', 'itemNumber,x,"n..8,2",', { column: 3 }],
    ['no cardinality', 'commodityCode,x,,0-1', { column: 4, header: 'cardinality', found: '"0-1"' }],
    ['the most before the least', 'declaration.items,x,,9..1', { column: 4, remedy: 'exchange them' }],
    ['a list where one value is', 'commodityCode,x,,0..9', { column: 4 }],
  ])('names %s by line and column, and writes nothing', (_, row, fault) => {
    expect(faultsOf(`ours,official,length,cardinality\ngoodsDescription,,,\n${row}\n`)).toEqual([
      expect.objectContaining({ line: 3, ...fault }),
    ]);
    expect(existsSync(out)).toBe(false);
  });

  it('names two rows of one place, and two places of one name, each once', () => {
    const table = 'ours,official\ncommodityCode,a\ndeclaration.items.commodityCode,b\nimporterName,c\nimporterId,c\n';
    expect(faultsOf(table)).toEqual([
      expect.objectContaining({ line: 3, column: 1, found: expect.stringContaining('line 2') }),
    ]);
    expect(faultsOf(table.replace('declaration.items.commodityCode,b\n', ''))).toEqual([
      expect.objectContaining({
        line: 4,
        column: 2,
        found: 'the name that line 3 gives declaration.importer.importerName',
      }),
    ]);
    // Two that exchange their names clash with nobody.
    expect(run('ours,official\nimporterName,importerId\nimporterId,importerName\n').code).toBe(0);
  });

  it.each([
    [
      'messages',
      'messages,ours,official\nCreationH7,commodityCode,x\n',
      { line: 2, column: 1, remedy: 'give Creation_H7' },
    ],
    [
      'a message that does not have it',
      'messages,ours,official\nState_H7,commodityCode,x\n',
      { line: 2, column: 1, rule: 'a message that has commodityCode' },
    ],
    ['a header that is missing', 'ours,officiel name\nx,y\n', { line: 1, rule: 'a column "official"' }],
    ['a column twice', 'ours,official,Officiel\n', { line: 1, column: 3 }],
    [
      'an open quotation mark',
      'ours,official\n"commodityCode,x\n',
      { found: expect.stringContaining('quotation mark') },
    ],
    [
      'more cells than headers',
      'ours,official,length\ngrossMass,x,n..16,2\n',
      { line: 2, found: '4 cells', remedy: expect.stringContaining('"n..16,2"') },
    ],
    ['an empty file', '', { line: 1, found: 'an empty file' }],
  ])('names %s', (_, table, fault) => {
    expect(faultsOf(table)).toEqual([expect.objectContaining(fault)]);
  });

  it('says faults as people read them, and ends with 1', () => {
    const { code, lines, err } = run('ours,official\ncomodityCode,x\n');
    expect(code).toBe(1);
    expect(lines).toEqual([
      'names.csv, line 2, column 1 (ours): a place of our schemas, as declaration.items.commodityCode; found "comodityCode"; give commodityCode',
    ]);
    expect(err).toEqual(['1 fault: nothing was written.']);
  });

  it('leads from a wrong level to the place of that name', () => {
    const [fault] = faultsOf('ours,official\ndeclaration.items.importer,x\n');
    expect(fault).toMatchObject({ remedy: 'give declaration.importer' });
  });

  it('replaces no file that is not such a map', () => {
    writeFileSync(out, '{"lanes":{}}');
    expect(() => run(madeUpTable)).toThrow('is no map of names');
    expect(readFileSync(out, 'utf8')).toBe('{"lanes":{}}');
    expect(() => writeDictionary({ file: path.join(folder, 'none.csv') }, keptTerminal().terminal)).toThrow(
      'there is no such file',
    );
    expect(() => writeDictionary({}, keptTerminal().terminal)).toThrow('--template');
  });

  it('writes a template of every place, which changes nothing as it is, and fits when all of it is filled in', () => {
    const { terminal } = keptTerminal();
    const template = path.join(folder, 'template.csv');
    expect(writeDictionary({ template: true, out: template, semicolons: true }, terminal)).toBe(0);
    const text = readFileSync(template, 'utf8');
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, delimiter: ';' });
    expect(rows.length).toBeGreaterThan(200);
    expect(rows).toContainEqual(
      expect.objectContaining({
        ours: 'declaration.items.commodityCode',
        certainty: 'inferred',
        is: 'text',
        meaning: 'commodity code',
      }),
    );
    expect(new Set(rows.flatMap(({ messages = '' }) => messages.split(' ')))).toEqual(
      new Set(deltaH7.messages.flatMap(({ message }) => (message.includes('_H7') ? [message] : []))),
    );
    expect(run(text).lines[0]).toBe(
      `${rows.length} rows of names.csv read: 0 names changed, 0 lengths and 0 cardinalities given.`,
    );
    expect(run(text).err).toEqual([]);

    const filled = rows.map(({ messages, ours = '' }) => `${messages};${ours};${ours.split(/[./]/).at(-1)}X;;`);
    const { code, lines } = run(`messages;ours;official;length;cardinality\n${filled.join('\n')}\n`);
    expect(code, lines.join('\n')).toBe(0);
    expect(lines[1]).toMatch(/^All \d+ inferred names are in it\.$/);
    expect(schemaFaults(dictionaryFile(), JSON.parse(readFileSync(out, 'utf8')))).toEqual([]);
    expect(() => writeDictionary({ template: true, out: template }, terminal)).toThrow('is there already');
  });

  it('reads the headers of a table in either language', () => {
    const { rows, unread } = readTable(Buffer.from('Notre nom;Officiel;Longueur;Cardinalité;Remarque\na;b;c;d;e\n'));
    expect(rows).toEqual([
      { line: 2, cells: { ours: 'a', official: 'b', length: 'c', cardinality: 'd', messages: '' } },
    ]);
    expect(unread).toEqual(['Remarque']);
  });
});

describe('the map as the file of a lane', () => {
  it.each([
    ['of an unknown place', { 'declaration.items.comodityCode': { name: 'x' } }, 'a place of our schemas'],
    [
      'of a place that the message does not have',
      { 'State_H7:declaration.items': { name: 'x' } },
      'a place of our schemas',
    ],
    [
      'of two equal names',
      { 'declaration.items.commodityCode': { name: 'goodsDescription' } },
      'both be goodsDescription',
    ],
    ['of no name', { 'declaration.items': { name: 'a.b' } }, 'a name of letters'],
    ['of no length', { 'declaration.items': { length: 'long' } }, 'a length as'],
    ['with another part', { 'declaration.items': { official: 'x' } }, 'unknown property'],
  ])('%s is refused when it is read', (_, fields, rule) => {
    expect(schemaFaults(dictionaryFile(), { fields }).map((fault) => fault.rule)).toContainEqual(
      expect.stringContaining(rule),
    );
  });
});
