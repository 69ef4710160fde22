import type { Estimate, EstimatedCharge } from '../../schemas/estimate.ts';
import { table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';

/** The words that stand below every estimate. */
export const ONLY_AN_ESTIMATE = 'An estimate by public texts: the authority alone assesses (docs/charges.md).';

/** An amount with its currency: `18.80 EUR`. */
export function moneyText(amount: number, currency: string): string {
  return `${amount.toFixed(2)} ${currency}`;
}

/** The most charges of a declaration that are printed. */
const MOST = 30;

/** The estimate of one declaration: its charges, what could not be estimated and why, and the lines that may be one. */
export function estimateLines({ charges, unestimated, mergeable, total, currency, on }: Estimate, terminal: Terminal) {
  const { paint, width } = terminal;
  const columns = [
    { title: 'ITEM', align: 'right' as const },
    { title: 'CHARGE' },
    { title: 'AMOUNT', align: 'right' as const },
    { title: 'OF', align: 'right' as const },
    { title: 'CERTAINTY' },
    { title: 'PAID' },
  ];
  const rows = charges
    .slice(0, MOST)
    .map(({ item, text, amount, base, certainty, payment, ...one }) => [
      ...[String(item), text, moneyText(amount, one.currency), base === null ? '' : moneyText(base, one.currency)],
      ...[certainty, payment === 'return' ? 'by return' : ''],
    ]);
  const more = charges.length - rows.length;
  return [
    ...(rows.length > 0 ? table(columns, rows, { paint, width, indent: '  ' }) : []),
    ...(more > 0 ? [`  … and ${more} more charges (--json has all)`] : []),
    `  ${paint('bold', `Estimated: ${moneyText(total, currency)}`)} by the law of ${on}`,
    ...unestimatedLines(unestimated).flatMap((line) =>
      wrapped(`  ${paint('yellow', 'not estimated')}  ${printable(line)}`, width, 4),
    ),
    ...mergeable.flatMap(({ items, saves, currency: of }) => {
      const line = `  Items ${printable(items.join(', '))} may be one line, which saves ${moneyText(saves, of)}.`;
      return wrapped(line, width, 4);
    }),
  ];
}

/** The charges that could not be estimated, each reason once with its items. */
function unestimatedLines(unestimated: Estimate['unestimated']): string[] {
  const byReason = new Map<string, (string | number)[]>();
  for (const { code, item, reason } of unestimated) {
    const name = `${code}: ${reason}`;
    byReason.set(name, [...(byReason.get(name) ?? []), item]);
  }
  return [...byReason].map(([name, items]) => `${name} (${items.length === 1 ? 'item' : 'items'} ${items.join(', ')})`);
}

/** The sources of charges, each once. */
export function sourceLines(
  charges: Iterable<EstimatedCharge>,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string[] {
  const sources = new Map([...charges].map(({ code, source, certainty }) => [source, { code, certainty }]));
  return [...sources].flatMap(([source, { code, certainty }]) =>
    wrapped(`${paint('dim', `${code} (${certainty})`)}  ${printable(source)}`, width, 2),
  );
}

/** The most declarations whose estimates are printed; beyond, they are counted and summed. */
const MOST_LISTED = 20;

/** The estimates of many declarations: the first of them line by line, then what all come to, and the sources. */
export function estimateReport(terminal: Terminal) {
  const { out, paint } = terminal;
  const sums = new Map<string, number>();
  const sources = new Map<string, EstimatedCharge>();
  let count = 0;
  return {
    add({ source, reference }: { source: string; reference: string | null }, estimate: Estimate): void {
      count += 1;
      for (const charge of estimate.charges) sources.set(charge.source, charge);
      // Cents are summed, which are whole.
      sums.set(estimate.currency, (sums.get(estimate.currency) ?? 0) + Math.round(estimate.total * 100));
      if (count > MOST_LISTED) return;
      out(paint('bold', [source, reference].flatMap((part) => (part ? [printable(part)] : [])).join('  ')));
      for (const line of estimateLines(estimate, terminal)) out(line);
    },
    end(): void {
      if (count > MOST_LISTED) out(`… and ${count - MOST_LISTED} more declarations: --json has them all.`);
      if (count === 0) {
        out('Nothing here is charged for.');
        return;
      }
      const totals = [...sums].map(([currency, cents]) => moneyText(cents / 100, currency)).join(', ');
      out(`${count} ${count === 1 ? 'declaration' : 'declarations'}, estimated in all: ${paint('bold', totals)}`);
      for (const line of sourceLines(sources.values(), terminal)) out(line);
      out(ONLY_AN_ESTIMATE);
    },
  };
}
