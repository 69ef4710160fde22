import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../test/support/files.ts';
import { months } from '../figures/months.ts';
import { requestsPresentation } from '../figures/requests-presentation.ts';
import { requestsSignal } from '../figures/requests-signal.ts';
import { validatedDeclaration } from '../figures/validated-declaration.ts';
import { type Count, plainTextbookOf, serviceNames, sideOf } from '../support/comparison.ts';
import type { MonthlyCount } from '../support/monthly-usage.ts';
import { type Billed, dollarsOf, prices, requestsOf, type Service, services } from '../support/prices.ts';
import { billTable } from './bill-table.ts';
import type { Result } from './lines.ts';
import { monthlyTable } from './monthly-table.ts';

type Pair = [ours: number, textbook: number];

export const costFile = 'docs/cost.md';
const CLOSING = '<!-- end of figure -->';

/** The parts of the document that follow from what a figure measured, by the figures' ids. */
export const costSections: Readonly<Record<string, (values: Readonly<Record<string, number>>) => string>> = {
  [validatedDeclaration.id]: (values) => costSection(values as Record<Count, number>),
  [requestsPresentation.id]: (values) =>
    billTable(values, { other: 'a presentation', house: 'a house consignment, with the filing of its consignment' }),
  [months.id]: (values) => monthlyTable(values as Record<MonthlyCount, number>),
  [requestsSignal.id]: (values) => billTable(values, { signal: 'a signal' }),
};

/** The reasons for the differences between the two sides. */
const reasons: Readonly<Record<Service, string>> = {
  api: 'both have a REST API: an HTTP API cannot answer in the contract’s form',
  lambda:
    'batches of 100 and not of 10; notifying is a function of its own, with a batch of the stream at a time; no authorizer, whose answer is cached for 300 s',
  writeUnits:
    'one put for each message, which claims or keeps it once, and admission by the batch, against idempotency in two writes, a limiter, and two writes for each callback in one transaction, of bodies that are not compressed',
  readUnits:
    'before it publishes, the gateway reads the whole filing, and the messages that came before its reference was known',
  sqs: 'the sender deletes finished messages before its batch ends',
  sns: 'ten outcomes in a call',
};

/** The comparison of a validated declaration. */
function costSection(values: Readonly<Record<Count, number>>): string {
  const [ours, textbook] = [sideOf(values, 'ours'), sideOf(values, 'textbook')];
  const rows = services.map((service) => {
    const price = prices[service];
    const counts = [ours[service], textbook[service]];
    return [
      serviceNames[service],
      ...counts.map(fixed),
      String(price),
      ...counts.map((count) => fixed(count * price)),
      reasons[service],
    ];
  });
  const totals = (name: string, theirs: Billed) => {
    const [requests, dollars] = [requestsOf, dollarsOf].map((of) => [of(ours), of(theirs)]) as [Pair, Pair];
    const why = `${ratio(requests)} of the textbook’s requests, ${ratio(dollars)} of its dollars`;
    return [strong(name), ...requests.map(fixed).map(strong), '', ...dollars.map(fixed).map(strong), why];
  };
  return [
    '| for one declaration | gateway | textbook | dollars a million | gateway, dollars | textbook, dollars | why |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[
      ...rows,
      totals('all', textbook),
      totals('all, with plain writes in place of the textbook’s transactions', plainTextbookOf(values)),
    ].map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

const fixed = (number: number) => number.toFixed(2);
const strong = (text: string) => `**${text}**`;
const ratio = ([ours, theirs]: Pair) => fixed(ours / theirs);

/** Keeps in the document what follows from figures that were measured, between their markers. */
export function writeCost(results: readonly Result[]): void {
  const file = path.join(root, costFile);
  let text = readFileSync(file, 'utf8');
  for (const { figure, measurement } of results) {
    const section = costSections[figure.id];
    if (!section || !measurement) continue;
    const opening = `<!-- figure ${figure.id} -->`;
    const [before, rest = ''] = text.split(opening);
    text = `${before}${opening}\n${section(measurement.values)}\n${rest.slice(rest.indexOf(CLOSING))}`;
  }
  writeFileSync(file, text);
}
