import { setImmediate as turn } from 'node:timers/promises';

/** A ledger whose every call takes a while, before and after: by the number, another while each time. */
export function slow<Ledger extends object>(ledger: Ledger, number: number): Ledger {
  let state = number + 1;
  const pause = async () => {
    state = (state * 48271) % 2147483647;
    for (let left = state % 4; left > 0; left -= 1) await turn();
  };
  return new Proxy(ledger, {
    get(target, name) {
      const member = target[name as keyof Ledger];
      if (typeof member !== 'function' || name === 'due' || name === 'recent') return member;
      return async (...given: unknown[]) => {
        await pause();
        const result = await member.apply(target, given);
        await pause();
        return result;
      };
    },
  });
}
