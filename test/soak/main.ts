import { parseArgs } from 'node:util';
import { type SoakReport, soak } from './soak.ts';

const MOST_MINUTES = 240;
const SHOWN = 40;

const USAGE = `npm run soak -- [--minutes 8] [--seed N] [--json]

Runs the whole gateway on this machine under faults of every kind, and names every message that is not
where it should be. Ends with 0 where there is none, with 1 where there is one, with 2 on a wrong option.
`;

/** Reads the options; returns the fault in them where there is one. */
function optionsOf(args: string[]): { minutes: number; seed: number; isJson: boolean } | string {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '8' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (values.help) return '';
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) return `--minutes is a number above 0, up to ${MOST_MINUTES}`;
  if (!Number.isInteger(seed) || seed < 0) return '--seed is a whole number';
  return { minutes, seed, isJson: values.json };
}

async function main(args: string[]): Promise<number> {
  let options: ReturnType<typeof optionsOf>;
  try {
    options = optionsOf(args);
  } catch (error) {
    options = error instanceof Error ? error.message : String(error);
  }
  if (typeof options === 'string') {
    process.stderr.write(options ? `${options}\n\n${USAGE}` : USAGE);
    return options ? 2 : 0;
  }
  const { minutes, seed, isJson } = options;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  say(`A soak of ${minutes} minutes by seed ${seed}`);
  const report = await soak({ minutes, seed, progress: say });
  process.stdout.write(isJson ? `${JSON.stringify(report, undefined, 2)}\n` : textOf(report));
  return report.misplaced.length > 0 ? 1 : 0;
}

function textOf(report: SoakReport): string {
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const { misplaced } = report;
  const found = misplaced.slice(0, SHOWN).map(({ kind, what }) => `  ${kind}: ${what}`);
  return [
    '',
    `submitted ${report.submitted}, seen by customs ${report.seenByCustoms}, callbacks ${report.callbacks}, published ${report.told}`,
    `filings: ${list(report.filings)}`,
    `faults of customs: ${list(report.faults)}`,
    `lost answers of AWS: ${list(report.lostAnswersOfAws)}; wrong callbacks: ${report.wrongCallbacks}`,
    `killed: ${list(report.kills)}`,
    misplaced.length === 0
      ? 'Every message is where it should be.'
      : `${misplaced.length} messages are not where they should be (plan the same with --seed ${report.seed}):`,
    ...found,
    ...(misplaced.length > SHOWN ? [`  … and ${misplaced.length - SHOWN} more: --json lists all`] : []),
    '',
  ].join('\n');
}

process.exitCode = await main(process.argv.slice(2));
