import { dollarsAMillion, monthlyBill, type Usage } from '../support/monthly-bill.ts';
import { type MonthlyCount, usageBefore, usageOf } from '../support/monthly-usage.ts';

/** Millions of validated declarations a month. */
const VOLUMES = [0.1, 1, 10];

/** The bill of a month at each volume, and beside it that of the design before. */
export function monthlyTable(values: Readonly<Record<MonthlyCount, number>>): string {
  const usage = usageOf(values);
  const head = ['dollars a month', ...VOLUMES.map((millions) => `${millions} million`), '10 million, before'];
  const linesBefore = monthlyBill(usageBefore, 10);
  const rows = monthlyBill(usage, 1).map(({ what }, n) => [
    what,
    ...VOLUMES.map((millions) => fixed(monthlyBill(usage, millions)[n]?.dollars ?? 0)),
    fixed(linesBefore[n]?.dollars ?? 0),
  ]);
  return [
    head,
    head.map(() => '---'),
    ...rows,
    totals('all, where declarations come in bursts', usage, false),
    totals('all, where they come at four a second', usage, true),
    ['a declaration in bursts, cents', ...each(usage).map((dollars) => (dollars / 10_000).toFixed(4))],
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function totals(what: string, usage: Usage, isTrickle: boolean): string[] {
  const all = VOLUMES.map((millions) => dollarsAMillion(usage, millions, { isTrickle }) * millions);
  // Of the design before, a trickle was not counted.
  const before = isTrickle ? '' : fixed(dollarsAMillion(usageBefore, 10) * 10);
  return [what, ...all.map(fixed), before].map((cell) => cell && `**${cell}**`);
}

/** The dollars for a million, at each volume, and before. */
function each(usage: Usage): number[] {
  return [...VOLUMES.map((millions) => dollarsAMillion(usage, millions)), dollarsAMillion(usageBefore, 10)];
}

const fixed = (number: number) => number.toFixed(2);
