import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Agenda, realTimer } from '../../../local/simulators/support/agenda.ts';

const DAY = 86_400_000;

describe('the agenda of a simulator', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  // setTimeout takes 2^31 - 1 ms at most, some 24.8 days, and fires at once beyond.
  it('waits 30 days, neither more nor less', () => {
    const fired = vi.fn();
    realTimer(30 * DAY, fired);
    vi.advanceTimersByTime(30 * DAY - 1);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
  });

  it('calls off what it waits for, also in its second month', () => {
    const fired = vi.fn();
    const callOff = realTimer(60 * DAY, fired);
    vi.advanceTimersByTime(40 * DAY);
    callOff();
    vi.advanceTimersByTime(40 * DAY);
    expect(fired).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('drops everything on close', async () => {
    const agenda = new Agenda(realTimer, () => undefined);
    const done = vi.fn();
    agenda.run(() => agenda.wait(1000).then(done));
    agenda.later(1000, async () => done());
    const idle = agenda.idle();
    agenda.close();
    await idle;
    agenda.run(async () => done());
    agenda.later(1, async () => done());
    await vi.advanceTimersByTimeAsync(2000);
    expect(done).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('survives a task that fails, and says so', async () => {
    const log = vi.fn();
    const agenda = new Agenda(realTimer, log);
    agenda.run(async () => {
      throw new Error('out of paper');
    });
    await agenda.idle();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('out of paper'));
  });

  it('is idle only when all its tasks are done', async () => {
    const agenda = new Agenda(realTimer, () => undefined);
    const done: number[] = [];
    for (const millis of [10, 30]) agenda.run(() => agenda.wait(millis).then(() => void done.push(millis)));
    agenda.later(5000, async () => void done.push(5000));
    const idle = agenda.idle().then(() => [...done]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await idle).toEqual([10, 30]);
    agenda.close();
  });
});
