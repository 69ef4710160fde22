import type { SharedToken, TokenStore } from '../../../functions/tokens/access-token.ts';

/** Stores of tokens that all who are given the same ones share. */
export function memoryTokens(now: () => number): (name: string) => TokenStore {
  const items = new Map<string, { shared: SharedToken; until: number }>();
  return (name) => {
    const of = () => items.get(name) ?? { shared: {}, until: 0 };
    return {
      read: async () => of().shared,
      async acquire(until, { token, failed }) {
        const { shared, until: leased } = of();
        const isSame = shared.token?.obtainedAt === token?.obtainedAt && shared.failed?.at === failed?.at;
        if (leased >= now() || !isSame) return false;
        items.set(name, { shared, until });
        return true;
      },
      write: async (token) => void items.set(name, { shared: { token }, until: 0 }),
      fail: async (failed) => void items.set(name, { shared: { ...of().shared, failed }, until: 0 }),
    };
  };
}
