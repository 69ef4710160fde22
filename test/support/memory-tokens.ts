import type { SharedToken, TokenStore } from '../../functions/tokens/access-token.ts';

/** Stores of tokens that all who are given the same ones share. */
export function memoryTokens(now: () => number): (name: string) => TokenStore {
  const items = new Map<string, { shared: SharedToken; until: number }>();
  return (name) => {
    const of = () => items.get(name) ?? { shared: {}, until: 0 };
    return {
      read: async () => of().shared,
      async acquire(until, { token, failed, requests: seen }, requests) {
        const { shared, until: leased } = of();
        const isSame = shared.token?.obtainedAt === token?.obtainedAt && shared.failed?.at === failed?.at;
        if (leased >= now() || !isSame || shared.requests?.at(-1) !== seen?.at(-1)) return false;
        items.set(name, { shared: { ...shared, ...(requests && { requests }) }, until });
        return true;
      },
      async write(token) {
        const { failed: _, ...shared } = of().shared;
        items.set(name, { shared: { ...shared, token }, until: 0 });
      },
      async fail(failed, requests) {
        items.set(name, { shared: { ...of().shared, failed, ...(requests && { requests }) }, until: 0 });
      },
    };
  };
}
