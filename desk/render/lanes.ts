import { troubleLine } from '../../schemas/causes.ts';
import type { BreakerStatus, LaneStatus } from '../lane-status.ts';
import { type Cell, type Column, table } from '../table.ts';
import { printable, type Style, type Terminal } from '../terminal.ts';
import { momentOf } from './times.ts';

const columns: readonly Column[] = [
  { title: 'LANE' },
  { title: 'STATE' },
  { title: 'LAST HOUR', align: 'right' },
  { title: 'WAITING', align: 'right' },
  { title: 'OUTBOX', align: 'right' },
  { title: 'DEAD LETTERS', align: 'right' },
  { title: 'WHY' },
];

const styles: Readonly<Record<BreakerStatus['state'], Style>> = {
  closed: 'green',
  open: 'red',
  probing: 'yellow',
  ramping: 'yellow',
  paused: 'yellow',
};

/** Lanes one a line, and below what to do about those that cannot send. */
export function laneLines(lanes: readonly LaneStatus[], { paint, width }: Terminal): string[] {
  const rows = lanes.map(({ authority, breaker, hour, waiting, outbox, deadLetters, lastWord }): Cell[] => [
    authority,
    { text: stateOf(breaker), style: styles[breaker.state] },
    usedOf(hour),
    `${waiting.more ? 'more than ' : ''}${waiting.count}`,
    String(outbox),
    deadLetters > 0 ? { text: String(deadLetters), style: 'red' } : '0',
    whyOf(breaker, lastWord),
  ]);
  const remedies = lanes.flatMap(({ authority, breaker }) =>
    'remedy' in breaker ? [`→ ${authority}: ${breaker.remedy}`] : [],
  );
  return [...table(columns, rows, { paint, width }), ...remedies, ...lanes.flatMap((lane) => aloneLines(lane, paint))];
}

/** The messages that fail although others pass, each with when it goes again. */
function aloneLines({ authority, alone }: LaneStatus, paint: Terminal['paint']): string[] {
  if (alone.length === 0) return [];
  const title = `Failing at ${authority} while others pass (declarant withdraw REFERENCE --reason "…" takes one out):`;
  return [
    '',
    paint('bold', title),
    ...alone.map(
      ({ reference, message, failures, next, cause }) =>
        `  ${printable(reference)}  ${message}  failed ${failures} times, ${printable(cause)}; next try ${momentOf(next)}`,
    ),
  ];
}

function stateOf(breaker: BreakerStatus): string {
  switch (breaker.state) {
    case 'open':
      return `open until ${momentOf(breaker.until)}`;
    case 'ramping':
      return `ramping, ${breaker.percent} %`;
    default:
      return breaker.state;
  }
}

function usedOf({ used, share }: LaneStatus['hour']): string {
  return share === null ? String(used) : `${used} of ${share} (${Math.floor((used / share) * 100)} %)`;
}

/** Why a lane stands as it does; empty where it needs no reason. */
export function whyOf(breaker: BreakerStatus, lastWord: LaneStatus['lastWord']): string {
  switch (breaker.state) {
    case 'open':
    case 'probing':
      return `since ${momentOf(breaker.since)}: ${troubleLine(breaker)}`;
    case 'paused':
      return `since ${momentOf(breaker.since)}: ${breaker.reason}`;
    default:
      return lastWord?.word === 'resumed' ? `resumed ${momentOf(lastWord.at)}: ${lastWord.reason}` : '';
  }
}
