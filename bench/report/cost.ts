import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../test/support/files.ts';
import { type Count, plainTextbookOf, serviceNames, sideOf } from '../support/comparison.ts';
import { type Billed, dollarsOf, prices, requestsOf, type Service, services } from '../support/prices.ts';

type Pair = [ours: number, textbook: number];

export const costFile = 'docs/cost.md';
const OPENING = '<!-- figure validated-declaration -->';
const CLOSING = '<!-- end of figure -->';

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

/** The part of the document on cost that follows from the counts. */
export function costSection(values: Readonly<Record<Count, number>>): string {
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

/** Keeps it in the document, between the figure's markers. */
export function writeCost(values: Readonly<Record<Count, number>>): void {
  const file = path.join(root, costFile);
  const [before, rest = ''] = readFileSync(file, 'utf8').split(OPENING);
  const after = rest.slice(rest.indexOf(CLOSING));
  writeFileSync(file, `${before}${OPENING}\n${costSection(values)}\n${after}`);
}
