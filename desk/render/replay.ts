import type { ReplayPlan } from '../replay/plan.ts';
import type { ReplayRow } from '../replay/replay-row.ts';
import { printable, type Style, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';

const styles: Readonly<Record<ReplayRow['action'], Style>> = {
  replayed: 'green',
  'would-replay': 'cyan',
  skipped: 'dim',
  failed: 'red',
};

/** A line on a filing: what became of it, and why it was left out. */
export function rowLine({ reference, action, reason, messageId }: ReplayRow, { paint }: Terminal): string {
  const more = reason ?? messageId;
  return `${paint(styles[action], action.padEnd(8))}  ${printable(reference)}${more === undefined ? '' : `  ${printable(more)}`}`;
}

/** The preview of a replay: how many go, with examples; which are left out and why; and the time that it takes. */
export function planLines(
  { going, beyondLimit, leftOut, examples, hours }: ReplayPlan,
  isCorrected: boolean,
  terminal: Terminal,
): string[] {
  const { paint } = terminal;
  const lines = [
    `${paint('cyan', 'would replay')}  ${filings(going.length)}${isCorrected ? ', corrected' : ', unchanged'}`,
  ];
  for (const { reference, differences } of examples) {
    lines.push(`  ${paint('bold', printable(reference))}`);
    for (const { pointer, before, after } of differences)
      lines.push(`    ${printable(`${pointer}: ${before ?? 'nothing'} becomes ${after ?? 'nothing'}`)}`);
  }
  if (beyondLimit > 0) lines.push(`${filings(beyondLimit)} more match, beyond --limit`);
  for (const { reason, count, example } of leftOut)
    lines.push(`${paint('dim', 'left out')}  ${filings(count)}: ${printable(reason)} (${printable(example)})`);
  for (const { authority, count, used, share, minutes } of hours)
    lines.push(
      share === null
        ? `${authority}: ${messages(count)}; ${used} were sent in the last hour`
        : `${authority}: ${messages(count)} beside ${used} of ${share} in the last hour; sent within ${minutes} min at the earliest`,
    );
  return lines.flatMap((line) => wrapped(line, terminal.width));
}

/** The end of a replay: how many went, and what was left out and why, where not each was shown. */
export function runLines(rows: readonly ReplayRow[], shown: number, { paint }: Terminal): string[] {
  const count = (action: ReplayRow['action']) => rows.filter((row) => row.action === action).length;
  const replayed = `${paint('green', 'replayed')}  ${filings(count('replayed'))}`;
  const others = (['skipped', 'failed'] as const).flatMap((action) => {
    const number = count(action);
    return number === 0 ? [] : [`${paint(styles[action], action)} ${number}`];
  });
  const listed = rows.length > shown ? ': --json or --out FILE has each' : '';
  return [`${[replayed, ...others].join(', ')}${listed}`];
}

const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
const filings = (count: number) => (count === 1 ? '1 filing' : `${count} filings`);
