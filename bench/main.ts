import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { figures } from './figures.ts';
import { costFile, writeCost } from './report/cost.ts';
import { documentFile, writeDocument } from './report/document.ts';
import { figureLines, type Result, resultLines } from './report/lines.ts';
import { type MachineAtHand, machineAtHand } from './report/machine-at-hand.ts';

const USAGE = `npm run bench -- [NAME…] [--write] [--json] [--list]

Measures what the gateway promises in numbers: all figures, or those that are named.

  --write  keeps what was measured in ${documentFile}, and in ${costFile} what it costs
  --json   prints it as JSON
  --list   names the figures and their goals
`;

/** Measures the figures, shows them, and keeps them where asked. Resolves to 1 where one could not be measured. */
async function bench(argv: readonly string[]): Promise<number> {
  const { values: options, positionals: names } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) return say(USAGE);
  if (options.list) return say(...figureLines(figures));
  const unknown = names.filter((name) => !figures.some(({ id }) => id === name));
  if (unknown.length > 0) throw new TypeError(`There is no figure ${unknown.join(', ')}: see --list`);

  const chosen = figures.filter(({ id }) => names.length === 0 || names.includes(id));
  const results: Result[] = [];
  for (const figure of chosen) results.push(await measured(figure));

  const machine = machineAtHand(new Date());
  if (options.json) say(JSON.stringify({ ...machine, results: results.map(plain) }, null, 2));
  else say(...results.flatMap(resultLines));
  if (options.write) write(results, machine);
  return results.some(({ failure }) => failure) ? 1 : 0;
}

function write(results: readonly Result[], machine: MachineAtHand): void {
  writeDocument(results, machine);
  writeCost(results);
}

async function measured(figure: Figure): Promise<Result> {
  const progress = (text: string) => void process.stderr.write(`${figure.id}: ${text}\n`);
  const began = performance.now();
  try {
    progress('begins');
    const measurement = await figure.measure(progress);
    progress(`done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return { figure, measurement };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    progress(`could not be measured: ${failure}`);
    return { figure, failure };
  }
}

/** A result for JSON, in which "never" is a word. */
function plain({ figure: { id, description, goals }, measurement, failure }: Result) {
  const values = Object.entries(measurement?.values ?? {}).map(
    ([name, value]) => [name, Number.isFinite(value) ? value : 'never'] as const,
  );
  return { id, description, goals, values: Object.fromEntries(values), notes: measurement?.notes ?? [], failure };
}

function say(...lines: string[]): number {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

// The warning is left to the documentation: the gateway is deployed on a newer Node.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof TypeError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
