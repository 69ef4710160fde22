import { instantOf } from '../schemas/instant.ts';
import { DeskFault } from './fault.ts';

const MINUTE = 60_000;
const units = { s: 1000, m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE, w: 7 * 24 * 60 * MINUTE } as const;
/** A filing stays in the ledger for 10 years at most (see the configuration's retention). */
const LONGEST = 3660 * units.d;

const AGO = /^(\d{1,6})([smhdw])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const FORMS =
  'give how long ago (90s, 15m, 6h, 3d, 2w), a date (2026-11-22, in UTC) or an instant (2026-11-22T08:30:00Z)';

/**
 * The instant that `--since`, or another option like it, means.
 * @throws {DeskFault} where it means none, or one that no filing can lie after
 */
export function sinceOf(text: string, now: Date, option = '--since'): Date {
  const instant = meant(text, now);
  if (instant === undefined) throw new DeskFault('USAGE', `${option} ${text} is not understood: ${FORMS}.`);
  if (instant > now.getTime()) throw new DeskFault('USAGE', `${option} ${text} lies in the future: ${FORMS}.`);
  if (instant < now.getTime() - LONGEST) {
    throw new DeskFault(
      'USAGE',
      `${option} ${text} lies more than 3660 days back, which is longer than a filing is kept: ${FORMS}.`,
    );
  }
  return new Date(instant);
}

/** A period of time, both ends in it. */
export interface Span {
  since: Date;
  until: Date;
}

/**
 * The period from `--since` to `--until`, which is now where it is not given.
 * @throws {DeskFault} where one of them means no instant, or the first does not lie before the second
 */
export function spanOf(since: string, until: string | undefined, now: Date): Span {
  const span = { since: sinceOf(since, now), until: until === undefined ? now : sinceOf(until, now, '--until') };
  if (span.since < span.until) return span;
  throw new DeskFault('USAGE', `--since ${since} does not lie before --until ${until ?? 'now'}.`);
}

function meant(text: string, now: Date): number | undefined {
  const ago = AGO.exec(text);
  if (ago) return now.getTime() - Number(ago[1]) * units[ago[2] as keyof typeof units];
  // 31 February and 24:00 are slips, which `Date` reads as 3 March and the day after.
  if (DATE.test(text)) return instantOf(`${text}T00:00Z`);
  return INSTANT.test(text) && instantOf(text) !== undefined ? Date.parse(text) : undefined;
}
