import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { World } from '../../local/resources/resource.ts';
import { makeRule } from '../../local/resources/schedule.ts';
import { intervalOf } from '../../local/schedules/expression.ts';
import { Schedule } from '../../local/schedules/schedule.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const shown = (time: number) => new Date(time).toISOString().slice(0, 16);

describe('the interval of a schedule', () => {
  it.each([
    ['rate(1 minute)', 1],
    ['rate(5 minutes)', 5],
    ['rate(2 hours)', 120],
    ['rate(1 day)', 1440],
  ])('%s: %i minutes', (expression, minutes) => {
    expect(intervalOf(expression)).toBe(minutes * 60_000);
  });

  it.each(['rate(0 minutes)', 'rate(1 second)', 'cron(* * * * ? *)', 'at(2026-11-22T10:00:00)'])(
    'is not guessed: %s',
    (expression) => {
      expect(() => intervalOf(expression)).toThrow('is not known to the local machine');
    },
  );
});

describe('a rule', () => {
  const properties = {
    ScheduleExpression: 'rate(1 minute)',
    Targets: [{ Arn: 'arn:aws:lambda:eu-west-3:000000000000:function:tend' }],
  };
  const intervalWith = async (mostMs: number) => {
    const functions = new Map([[properties.Targets[0]?.Arn, {}]]);
    const world = { region: 'eu-west-3', functions, schedules: [] as Schedule[], mostMs, log() {} };
    const resource = {
      logicalId: 'Rule',
      kind: 'AWS::Events::Rule',
      properties,
      metadata: {},
      stack: { name: 's', directory: '' },
    };
    await makeRule(resource, world as unknown as World);
    return world.schedules.map(({ definition }) => definition.intervalMs);
  };

  it('fires as its template says, or as often as a feed is read', async () => {
    expect(await intervalWith(Number.POSITIVE_INFINITY)).toEqual([60_000]);
    expect(await intervalWith(120_000)).toEqual([60_000]);
    expect(await intervalWith(2000)).toEqual([2000]);
  });
});

describe('a schedule', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: at('2026-11-22T10:00') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const scheduled = (rate = 'rate(1 minute)', invoke = vi.fn(async (): Promise<unknown> => undefined)) => {
    const lines: string[] = [];
    const schedule = new Schedule(
      {
        ...{ logicalId: 'Rule', name: 'each-minute', intervalMs: intervalOf(rate) },
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
      'rate(1 minute)',
      vi.fn(() => Promise.reject(new Error('once'))),
    );
    schedule.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(invoke).toHaveBeenCalledTimes(2);
    expect(lines).toEqual(['each-minute failed: Error: once', 'each-minute failed: Error: once']);
    schedule.stop();
  });

  it('waits for longer than the longest timer', async () => {
    const { schedule, invoke } = scheduled('rate(300 days)');
    schedule.start();
    await vi.advanceTimersByTimeAsync(300 * 24 * 60 * 60_000 - 1);
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(invoke).toHaveBeenCalledTimes(1);
    schedule.stop();
  });

  it('fires on demand, and rejects where a function failed', async () => {
    const { schedule, invoke } = scheduled(
      'rate(1 minute)',
      vi.fn(() => Promise.reject(new Error('told'))),
    );
    await expect(schedule.fire()).rejects.toThrow('told');
    expect(invoke).toHaveBeenCalledTimes(1);
  });
});
