const MINUTE = 60_000;
const UNITS: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

/**
 * The milliseconds between two runs of a schedule, from `rate(…)` as EventBridge writes it.
 * @throws {TypeError} where it is no rate: the app has no other schedule
 */
export function intervalOf(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const interval = Number(count) * (UNITS[unit] ?? MINUTE);
  if (interval > 0) return interval;
  throw new TypeError(`the schedule ${expression} is not known to the local machine`);
}
