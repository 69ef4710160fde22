import { describe, expect, it } from 'vitest';
import { remembered } from '../../../functions/tokens/remembered.ts';

/** A value whose source counts its reads, with a clock that moves only on command. */
function source(...answers: (string | Error)[]) {
  const clock = { now: 0 };
  let fetches = 0;
  const fetch = async () => {
    const answer = answers[Math.min(fetches, answers.length - 1)];
    fetches += 1;
    await Promise.resolve();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const value = remembered({ fetch, now: () => clock.now, maxAge: 1000, cooldown: 100 });
  return { clock, fetches: () => fetches, value };
}

describe('a remembered value', () => {
  it('is fetched once for all who ask at once, and again when it is too old', async () => {
    const { clock, fetches, value } = source('a', 'b');
    expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual(['a', 'a', 'a']);
    clock.now = 999;
    expect(await value.get()).toBe('a');
    expect(fetches()).toBe(1);
    clock.now = 1000;
    expect(await value.get()).toBe('b');
  });

  it('is served stale where a new fetch fails, and not asked for again within the cooldown', async () => {
    const { clock, fetches, value } = source('a', new Error('down'), 'b');
    await value.get();
    clock.now = 1000;
    expect(await value.get()).toBe('a');
    clock.now = 1050;
    expect(await value.get()).toBe('a');
    expect(await value.renew(1050)).toBe('a');
    expect(fetches()).toBe(2);
    clock.now = 1100;
    expect(await value.get()).toBe('b');
  });

  it('fails where there never was one, and is not fetched again within the cooldown', async () => {
    const { clock, fetches, value } = source(new Error('down'), 'a');
    await expect(Promise.all([value.get(), value.get()])).rejects.toThrow('down');
    clock.now = 99;
    await expect(value.get()).rejects.toThrow('down');
    await expect(value.renew(99)).rejects.toThrow('down');
    expect(fetches()).toBe(1);
    clock.now = 100;
    expect(await value.get()).toBe('a');
  });

  it('is renewed at once where it is older than is asked for, and then not within the cooldown', async () => {
    const { clock, fetches, value } = source('a', 'b', 'c');
    await value.get();
    clock.now = 1;
    expect(await Promise.all([value.renew(1), value.renew(1)])).toEqual(['b', 'b']);
    clock.now = 50;
    expect(await value.renew(50)).toBe('b');
    expect(fetches()).toBe(2);
    clock.now = 101;
    expect(await value.renew(101)).toBe('c');
  });

  it('is not renewed where it was fetched since', async () => {
    const { clock, fetches, value } = source('a', 'b');
    await value.get();
    expect(await value.renew(0)).toBe('a');
    clock.now = 99;
    expect(await value.renew(99)).toBe('a');
    expect(fetches()).toBe(1);
  });
});
