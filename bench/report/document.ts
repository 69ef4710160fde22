import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../test/support/files.ts';
import type { Figure, Measurement } from '../figure.ts';
import { figures } from '../figures.ts';
import { type Result, rowsOf } from './lines.ts';
import type { MachineAtHand } from './machine-at-hand.ts';

export const documentFile = 'docs/performance.md';

/** Keeps the results between each figure's markers; figures that were not measured stay as they are. */
export function writeDocument(results: readonly Result[], machine: MachineAtHand): void {
  const file = path.join(root, documentFile);
  const text = readFileSync(file, 'utf8');
  const sections = sectionsIn(text);
  for (const { figure, measurement } of results) {
    if (measurement) sections.set(figure.id, sectionOf(figure, measurement, machine));
  }
  const kept = figures.flatMap(({ id }) => {
    const section = sections.get(id);
    return section ? [`${opening(id)}\n${section}\n${CLOSING}`] : [];
  });
  const [introduction = ''] = text.split(/^<!-- figure /m);
  writeFileSync(file, `${introduction.trimEnd()}\n\n${kept.join('\n\n')}\n`);
}

const opening = (id: string) => `<!-- figure ${id} -->`;
const CLOSING = '<!-- end of figure -->';

function sectionsIn(text: string): Map<string, string> {
  const found = text.matchAll(/^<!-- figure (\S+) -->\n(.*?)\n<!-- end of figure -->$/gms);
  return new Map([...found].map(([, id = '', section = '']) => [id, section]));
}

function sectionOf(figure: Figure, measurement: Measurement, { cores, node, platform, date }: MachineAtHand): string {
  const rows = rowsOf(figure, measurement).map(
    ({ what, goal, measured, judged }) => `| ${[what, goal, measured, judged].join(' | ')} |`,
  );
  return [
    `## ${figure.id}`,
    '',
    figure.description,
    '',
    '| figure | goal | measured | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...measurement.notes.map((note) => `- ${note}`),
    ...(measurement.notes.length > 0 ? [''] : []),
    `Measured ${date} on ${cores} cores, ${platform}, Node ${node}, by \`npm run bench -- ${figure.id}\`.`,
  ].join('\n');
}
