import { billShown, laneServices } from '../support/bill-lines.ts';
import { serviceNames } from '../support/comparison.ts';
import { dollarsOf, requestsOf } from '../support/prices.ts';

/**
 * The bills of things, a line each.
 * @param values the values of a figure
 * @param subjects the things, by the names of their bills
 */
export function billTable(
  values: Readonly<Record<string, number>>,
  subjects: Readonly<Record<string, string>>,
): string {
  const rows = Object.entries(subjects).map(([subject, what]) => {
    const bill = billShown(subject, values);
    const counts = [...laneServices.map((service) => bill[service]), requestsOf(bill), dollarsOf(bill)];
    return [what, ...counts.map((count) => count.toFixed(2))];
  });
  const head = ['', ...laneServices.map((service) => serviceNames[service]), 'all', 'dollars a million'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
