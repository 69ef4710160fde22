import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timingOf } from '../../local/schedules/expression.ts';
import { Schedule } from '../../local/schedules/schedule.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const shown = (time: number) => new Date(time).toISOString().slice(0, 16);

describe('when a schedule is due', () => {
  // 22 November 2026 is a Sunday.
  it.each([
    ['rate(1 minute)', '2026-11-22T10:00', '2026-11-22T10:01'],
    ['rate(5 minutes)', '2026-11-22T10:00', '2026-11-22T10:05'],
    ['rate(2 hours)', '2026-11-22T23:00', '2026-11-23T01:00'],
    ['rate(1 day)', '2026-11-22T10:00', '2026-11-23T10:00'],
    ['cron(* * * * ? *)', '2026-11-22T10:00', '2026-11-22T10:01'],
    ['cron(0/15 * * * ? *)', '2026-11-22T10:46', '2026-11-22T11:00'],
    ['cron(30 6 * * ? *)', '2026-11-22T10:00', '2026-11-23T06:30'],
    ['cron(0 8-10,14 * * ? *)', '2026-11-22T10:00', '2026-11-22T14:00'],
    ['cron(0 6 ? * MON-FRI *)', '2026-11-22T10:00', '2026-11-23T06:00'],
    ['cron(0 6 ? * 1 *)', '2026-11-22T10:00', '2026-11-29T06:00'],
    ['cron(0 0 1 * ? *)', '2026-11-22T10:00', '2026-12-01T00:00'],
    ['cron(0 0 1 JAN ? 2027)', '2026-11-22T10:00', '2027-01-01T00:00'],
  ])('%s after %s: %s', (expression, after, due) => {
    expect(shown(timingOf(expression).next(at(after)))).toBe(due);
  });

  it('is never where the year is over', () => {
    expect(timingOf('cron(0 0 1 1 ? 2025)').next(at('2026-11-22T10:00'))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 second)',
    'cron(* * * * *)',
    'cron(60 * * * ? *)',
    'cron(0 0 L * ? *)',
    'cron(0 0 ? * 2#1 *)',
    'at(2026-11-22T10:00:00)',
  ])('is not guessed: %s', (expression) => {
    expect(() => timingOf(expression)).toThrow('is not known to the local machine');
  });
});

describe('a schedule', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: at('2026-11-22T10:00') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const scheduled = (enabled = true, invoke = vi.fn(async (): Promise<unknown> => undefined)) => {
    const lines: string[] = [];
    const schedule = new Schedule(
      {
        ...{ logicalId: 'Rule', name: 'each-minute', enabled, timing: timingOf('rate(1 minute)') },
        targets: [{ invoke, event: (time) => ({ at: shown(time.getTime()) }) }],
      },
      (line) => lines.push(line),
    );
    return { schedule, invoke, lines };
  };

  it('invokes its target each time it is due, until it stops', async () => {
    const { schedule, invoke } = scheduled();
    schedule.start();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_001);
    expect(invoke.mock.calls).toEqual([[{ at: '2026-11-22T10:01' }], [{ at: '2026-11-22T10:02' }]]);
    schedule.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it('goes on after a failure, which is logged', async () => {
    const { schedule, invoke, lines } = scheduled(
      true,
      vi.fn(() => Promise.reject(new Error('once'))),
    );
    schedule.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(invoke).toHaveBeenCalledTimes(2);
    expect(lines).toEqual(['each-minute failed: Error: once', 'each-minute failed: Error: once']);
    schedule.stop();
  });

  it('waits for as long as a year', async () => {
    const timing = timingOf('cron(0 0 1 10 ? *)');
    const invoke = vi.fn(async () => undefined);
    const targets = [{ invoke, event: () => ({}) }];
    const schedule = new Schedule({ logicalId: 'R', name: 'yearly', enabled: true, timing, targets }, () => {});
    schedule.start();
    await vi.advanceTimersByTimeAsync(at('2027-09-30T23:59') - at('2026-11-22T10:00'));
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(invoke).toHaveBeenCalledTimes(1);
    schedule.stop();
  });

  it('that is disabled fires on demand only, and tells whoever fired it of a failure', async () => {
    const { schedule, invoke } = scheduled(
      false,
      vi.fn(() => Promise.reject(new Error('told'))),
    );
    schedule.start();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(invoke).not.toHaveBeenCalled();
    await expect(schedule.fire()).rejects.toThrow('told');
    expect(invoke).toHaveBeenCalledTimes(1);
  });
});
