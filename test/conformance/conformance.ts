import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, root } from '../support/files.ts';

export const conformanceFile = path.join(root, 'docs/conformance.md');

interface Clause {
  id: string;
  demand: string;
  section: string;
}

interface Proof {
  file: string;
  test: string;
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

/** The tests that carry clauses' ids in their names, by id. */
export function readProofs(): Map<string, Proof[]> {
  const proofs = new Map<string, Proof[]>();
  const files = filesBelow('test').filter((file) => file.endsWith('.test.ts'));
  for (const file of files) {
    const text = readFileSync(path.join(root, file), 'utf8');
    // it('[ID, ID] name', …) and it.each(…)('[ID] name', …), on one line or wrapped.
    const subjects = [...text.matchAll(/^ *describe(?:\.each\(.+?\))?\(\s*(['"`])(.+?)(?<!\\)\1/gm)];
    for (const { 2: name, index } of text.matchAll(
      /\(\s*(['"`])(\[[A-Z0-9]+-\w+(?:, [A-Z0-9]+-\w+)*\] .+?)(?<!\\)\1/g,
    )) {
      const [, ids = '', test = ''] = /^\[(.+?)\] (.+)$/.exec(name ?? '') ?? [];
      const subject = subjects.findLast((one) => one.index < index)?.[2];
      const whole = [subject, test].filter(Boolean).join(' ').replaceAll('\\', '');
      for (const id of ids.split(', ')) proofs.set(id, [...(proofs.get(id) ?? []), { file, test: whole }]);
    }
  }
  return proofs;
}

/** The text of docs/conformance.md as the tests stand. */
export function conformance(): string {
  const proofs = readProofs();
  const clauses = readClauses();
  const proved = clauses.filter(({ id }) => proofs.has(id)).length;
  const lines = [
    '# Conformance',
    '',
    'Written by `npm run conformance` from the names of the tests; a test fails where it is out of date.',
    '',
    `${proved} of ${clauses.length} clauses are proved by tests; the others are *open*.`,
  ];
  let section = '';
  for (const clause of clauses) {
    if (clause.section !== section) {
      section = clause.section;
      lines.push('', `## ${section}`, '', '| clause | demand | proved by |', '| --- | --- | --- |');
    }
    const tests = (proofs.get(clause.id) ?? []).map(
      ({ file, test }) => `${escaped(test)} ([${path.basename(file)}](../${file}))`,
    );
    lines.push(`| ${clause.id} | ${escaped(clause.demand)} | ${tests.join('<br>') || '*open*'} |`);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (process.argv[1] === import.meta.filename) writeFileSync(conformanceFile, conformance());
