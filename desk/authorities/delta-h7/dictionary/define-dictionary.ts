import type { Define, Flags } from '../../../definitions/common.ts';
import type { DictionaryOptions } from './write-dictionary.ts';

/** The command that makes the map of official names: dictionary. */
export const defineDictionary: Define = (root, run, terminal) => {
  root
    .command('dictionary')
    .description("Make the map of official names of your own table, by DGDDI's dictionary of messages.")
    .argument('[file]', 'the table: CSV with the columns ours, official, length, cardinality')
    .option('--template', 'write the table of all our names, to be filled in')
    .option('--semicolons', 'with --template: semicolons between cells, as French spreadsheets read them')
    .option('--out <file>', 'where to write (default: delta-h7.dictionary.json beside the configuration)')
    .option('--config <file>', 'the configuration whose lane will name the map')
    .option('--missing', 'list the inferred names that the table does not have yet')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', help)
    .action((file: string | undefined, flags: Flags<DictionaryOptions, 'file'>) =>
      run(flags, async () => (await import('./write-dictionary.ts')).writeDictionary({ file, ...flags }, terminal)),
    );
};

const help = `
Examples:
  $ npx declarant dictionary --template --out names.csv
  $ npx declarant dictionary names.csv --config prod.json
  $ npx declarant dictionary names.csv --missing --out delta-h7.dictionary.json

Each row has a place of ours (declaration.items.commodityCode) and its official
name, length (an..70, n..16,2) and cardinality (0..1, 1..99); what is left empty
stays as it is. A name alone stands for every place of that name; a column
"messages" restricts a row to some messages. docs/dictionary.md says more.
Exit codes: 0 written, 1 faults in the table (nothing was written), 2 wrong use.`;
