import { troubleLine } from '../../schemas/causes.ts';
import type { BreakerStatus, LaneStatus } from '../lanes/lane-status.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import { printable, type Style, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { durationText, momentOf } from './times.ts';

const columns: readonly Column[] = [
  { title: 'LANE' },
  { title: 'STATE' },
  { title: 'LAST HOUR', align: 'right' },
  { title: 'WAITING', align: 'right' },
  { title: 'OUTBOX', align: 'right' },
  { title: 'DEAD LETTERS', align: 'right' },
];

const styles: Readonly<Record<BreakerStatus['state'], Style>> = {
  closed: 'green',
  open: 'red',
  probing: 'yellow',
  ramping: 'yellow',
  paused: 'yellow',
};

/** Lanes one a line; below why each stands as it does and what to do, as wide as the terminal. */
export function laneLines(lanes: readonly LaneStatus[], { paint, width }: Terminal): string[] {
  const rows = lanes.map(({ authority, breaker, hour, waiting, outbox, deadLetters }): Cell[] => [
    authority,
    { text: stateOf(breaker), style: styles[breaker.state] },
    usedOf(hour),
    `${waiting.more ? 'more than ' : ''}${waiting.count}`,
    String(outbox),
    deadLetters > 0 ? { text: String(deadLetters), style: 'red' } : '0',
  ]);
  return [
    ...table(columns, rows, { paint, width }),
    ...lanes.flatMap((lane) => whyLines(lane, width)),
    ...lanes.flatMap((lane) => aloneLines(lane, paint, width)),
    ...lanes.flatMap((lane) => platformLines(lane, width)),
    ...oldestLines(lanes, width),
  ];
}

function whyLines({ authority, breaker, lastWord }: LaneStatus, width: number | undefined): string[] {
  const why = whyOf(breaker, lastWord);
  if (why === '') return [];
  const until = breaker.state === 'open' ? ` until ${momentOf(breaker.until)},` : '';
  const state = breaker.state === 'ramping' || breaker.state === 'closed' ? '' : ` is ${breaker.state}`;
  return [
    '',
    ...wrapped(printable(`${authority}${state}${until} ${why}`), width, 2),
    ...('remedy' in breaker ? wrapped(`  → ${printable(breaker.remedy)}`, width, 4) : []),
  ];
}

/** The platforms that nobody configured. */
function platformLines({ authority, unknownPlatforms = [] }: LaneStatus, width: number | undefined): string[] {
  if (unknownPlatforms.length === 0) return [];
  const names = unknownPlatforms.map(printable).join(', ');
  return [
    '',
    ...wrapped(
      `${authority}: submissions under names that are not configured, of which nobody hears: ${names}`,
      width,
      2,
    ),
    ...wrapped('  → add them to platforms, and deploy; or have the name corrected where they are submitted', width, 4),
  ];
}

/** The ages of the oldest messages, where any waits. */
function oldestLines(lanes: readonly LaneStatus[], width: number | undefined): string[] {
  const unknown = lanes.find(({ oldest }) => oldest?.unknown)?.oldest?.unknown;
  if (unknown !== undefined)
    return ['', ...wrapped(`How old the oldest messages are is not known. ${printable(unknown)}`, width, 2)];
  const ages = lanes.flatMap(({ authority, oldest }) => {
    const told = [
      ...(oldest?.outbox ? [`on the outbox ${durationText(oldest.outbox.seconds)}`] : []),
      ...(oldest?.deadLetters ? [`among the dead letters ${durationText(oldest.deadLetters.seconds)}`] : []),
    ];
    return told.length > 0 ? [`  ${authority}: ${told.join(', ')}`] : [];
  });
  return ages.length > 0 ? ['', 'Oldest message, by CloudWatch some minutes ago:', ...ages] : [];
}

/** The messages that fail although others pass, each with when it goes again. */
function aloneLines({ authority, alone }: LaneStatus, paint: Terminal['paint'], width: number | undefined): string[] {
  if (alone.length === 0) return [];
  return [
    '',
    paint('bold', `Failing at ${authority} while others pass:`),
    ...alone.flatMap(({ reference, message, failures, next, cause }) =>
      wrapped(
        `  ${printable(reference)}  ${message}  failed ${failures} times, ${printable(cause)}; next try ${momentOf(next)}`,
        width,
        4,
      ),
    ),
    ...wrapped('  → to take one out: npx declarant withdraw REFERENCE --reason "…"', width, 4),
  ];
}

const stateOf = (breaker: BreakerStatus) =>
  breaker.state === 'ramping' ? `ramping, ${breaker.percent} %` : breaker.state;

function usedOf({ used, share }: LaneStatus['hour']): string {
  return share === null ? String(used) : `${used} of ${share} (${Math.floor((used / share) * 100)} %)`;
}

/** The reason why a lane stands as it does; empty where it needs none. */
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
