import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { validatedDeclaration } from '../../bench/figures/validated-declaration.ts';
import { figures } from '../../bench/figures.ts';
import { costFile, costSections } from '../../bench/report/cost.ts';
import { documentFile } from '../../bench/report/document.ts';
import { plainTextbookOf, sideOf } from '../../bench/support/comparison.ts';
import { dollarsOf, requestsOf } from '../../bench/support/prices.ts';
import { root } from '../support/files.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const sectionOf = (text: string, id: string) =>
  new RegExp(`<!-- figure ${id} -->\n(.*?)\n<!-- end of figure -->`, 's').exec(text)?.[1] ?? '';

/** The values of a figure in the document on performance, by the goals' names. */
function measured(id: string): Record<string, number> {
  const rows = sectionOf(read(documentFile), id).matchAll(/^\| (.*?) \| .*? \| ([\d.,]+)(?: ×)? \| \w* \|$/gm);
  const shown = new Map([...rows].map(([, what = '', number]) => [what, Number(number?.replaceAll(',', ''))]));
  const { goals } = figures.find((figure) => figure.id === id) as (typeof figures)[number];
  return Object.fromEntries(Object.entries(goals).map(([name, { what }]) => [name, shown.get(what) ?? Number.NaN]));
}
const compared = () => measured(validatedDeclaration.id) as Record<keyof typeof validatedDeclaration.goals, number>;

it.each(Object.entries(costSections))('the table of costs of %s follows from what was measured', (id, section) => {
  expect(sectionOf(read(costFile), id)).toBe(section(measured(id)));
});

it('its prose says what a textbook without transactions comes to', () => {
  const prose = read(costFile).replaceAll(/\s+/g, ' ');
  const dollars = compared().plainDollars.toFixed(2);
  expect(prose).toContain(`Against a textbook with plain writes the gateway costs ${dollars} of the dollars`);
});

it('what the figure compares follows from what it counted', () => {
  const values = compared();
  const [ours, textbook] = [sideOf(values, 'ours'), sideOf(values, 'textbook')];
  expect(values.dollars).toBeCloseTo(dollarsOf(ours) / dollarsOf(textbook), 2);
  expect(values.requests).toBeCloseTo(requestsOf(ours) / requestsOf(textbook), 2);
  const plain = plainTextbookOf(values);
  expect(values.plainDollars).toBeCloseTo(dollarsOf(ours) / dollarsOf(plain), 2);
  expect(values.plainRequests).toBeCloseTo(requestsOf(ours) / requestsOf(plain), 2);
});
