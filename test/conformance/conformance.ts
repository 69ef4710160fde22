import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/files.ts';
import { type Definition, readDefinitions } from './definitions.ts';
import { digestOf, doubt, NOT_RUN, readRuns } from './runs.ts';

export const conformanceFile = path.join(root, 'docs/conformance.md');

interface Clause {
  id: string;
  demand: string;
  section: string;
}

/** Every clause of docs/clauses.md, in its order. */
export function readClauses(): Clause[] {
  const clauses: Clause[] = [];
  let section = '';
  for (const line of readFileSync(path.join(root, 'docs/clauses.md'), 'utf8').split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    const [, id, demand] = /^- \*\*([A-Z0-9]+-\w+)\*\* (.+)$/.exec(line) ?? [];
    if (id && demand) clauses.push({ id, demand, section });
  }
  return clauses;
}

/** The text of docs/conformance.md where these tests prove what they name. */
export function conformance(tests: readonly Definition[]): string {
  const clauses = readClauses();
  const proofsOf = (id: string) => tests.filter(({ ids }) => ids.includes(id));
  const proved = clauses.filter(({ id }) => proofsOf(id).length > 0).length;
  const lines = [
    '# Conformance',
    '',
    'Written by `npm run conformance` from the tests that ran and passed: each names the clauses that it proves. A test',
    'fails where this is out of date, and the build where one of these tests was skipped, or did not run.',
    '',
    `${proved} of ${clauses.length} clauses are proved by tests; the others are *open*.`,
  ];
  let section = '';
  for (const clause of clauses) {
    if (clause.section !== section) {
      section = clause.section;
      lines.push('', `## ${section}`, '', '| clause | demand | proved by |', '| --- | --- | --- |');
    }
    const proofs = proofsOf(clause.id).map(
      ({ file, test }) => `${escaped(test)} ([${path.basename(file)}](../${file}))`,
    );
    lines.push(`| ${clause.id} | ${escaped(clause.demand)} | ${proofs.join('<br>') || '*open*'} |`);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Writes docs/conformance.md, or with `--check` compares it; nothing is written where a test proved nothing. */
function main(isCheck: boolean): string[] {
  const { tests } = readDefinitions();
  const runs = readRuns();
  const digests = new Map([...new Set(tests.map(({ file }) => file))].map((file) => [file, digestOf(file)]));
  const faults = tests.flatMap((one) => {
    const why = doubt(one, runs, digests.get(one.file) ?? '');
    const name = why === NOT_RUN ? one.file : `${one.file}:${one.from} [${one.ids.join(', ')}] ${one.test}`;
    return why ? [`${name} ${why}`] : [];
  });
  if (faults.length > 0) {
    const count = `${faults.length} of ${tests.length} tests that name clauses prove nothing`;
    return [...new Set(faults), `${count}: run npm test, or the files that are named here, and try again.`];
  }
  const text = conformance(tests);
  if (!isCheck) writeFileSync(conformanceFile, text);
  else if (readFileSync(conformanceFile, 'utf8') !== text)
    return ['docs/conformance.md is out of date: run npm run conformance.'];
  return [];
}

if (process.argv[1] === import.meta.filename) {
  const faults = main(process.argv.includes('--check'));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
