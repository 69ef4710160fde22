import { describe, expect, it } from 'vitest';
import { Ending, within } from '../../local/ending.ts';

describe('an ending', () => {
  it('takes the latest step first, each after the one before, and only once', async () => {
    const taken: string[] = [];
    const ending = new Ending(1000);
    for (const name of ['first', 'second', 'third']) {
      ending.add(async () => {
        await Promise.resolve();
        taken.push(name);
      });
    }
    await Promise.all([ending.run(), ending.run()]);
    await ending.run();
    expect(taken).toEqual(['third', 'second', 'first']);
  });

  it('goes on after a step that fails, and reports it at the end', async () => {
    const taken: string[] = [];
    const ending = new Ending(1000);
    ending.add(() => taken.push('first'));
    ending.add(() => {
      throw new Error('second failed');
    });
    await expect(ending.run()).rejects.toThrow('second failed');
    expect(taken).toEqual(['first']);
  });

  it('comes at once if a start fails half way, and not if it succeeds', async () => {
    const taken: string[] = [];
    const start = (ending: Ending, fails: boolean) =>
      ending.around(async () => {
        ending.add(() => taken.push('ended'));
        if (fails) throw new Error('the second half failed');
        return 'started';
      });
    expect(await start(new Ending(1000), false)).toBe('started');
    expect(taken).toEqual([]);
    await expect(start(new Ending(1000), true)).rejects.toThrow('the second half failed');
    expect(taken).toEqual(['ended']);
  });

  it('gives all steps together the time that is left', async () => {
    const left: number[] = [];
    const ending = new Ending(200);
    const look = () => left.push(ending.left());
    ending.add(look);
    ending.add(() => new Promise((resolve) => setTimeout(resolve, 250)));
    ending.add(look);
    expect(ending.left()).toBe(Number.POSITIVE_INFINITY);
    await ending.run();
    expect(left[0]).toBeGreaterThan(100);
    expect(left[1]).toBe(0);
  });
});

describe('within', () => {
  it.each([
    ['a promise that holds', () => Promise.resolve(), true],
    ['a promise that fails', () => Promise.reject(new Error('failed')), true],
    ['a promise that stays open', () => new Promise(() => {}), false],
  ])('%s', async (_, start, settled) => {
    expect(await within(start(), 10)).toBe(settled);
  });
});
