import { beforeAll, describe, expect, it } from 'vitest';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { tokenInstance } from '../../support/token-instance.ts';

const LIFE_MS = 300_000;
/** A token is given up 30 s before it expires. */
const USED_MS = LIFE_MS - 30_000;
const ROUNDS = 75;

describe('the token of several instances', () => {
  const tables = ledgerTables();
  let tableName: string;
  beforeAll(async () => {
    tableName = await tables.make();
  });

  it('is asked for as often as it expires, however many send with it, and is the same for all', async () => {
    let clock = Date.parse('2026-11-22T00:00:00.000Z');
    let requests = 0;
    const request = async () => {
      requests += 1;
      return { value: `token-${requests}`, obtainedAt: clock, expiresAt: clock + LIFE_MS };
    };
    const instances = Array.from({ length: 4 }, (_, n) =>
      tokenInstance({ client: tables.client, tableName, authority: 'toy', owner: `i-${n}`, now: () => clock, request }),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      const used = await Promise.all(instances.map((one) => one.get()));
      expect(used).toEqual(Array(4).fill(`token-${requests}`));
      clock += Math.floor((3 * USED_MS) / ROUNDS);
    }
    expect(requests).toBe(3);
  });
});
