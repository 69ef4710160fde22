import { beforeAll, expect, it } from 'vitest';
import { dynamoDbTokenStore } from '../../../functions/tokens/dynamodb-token-store.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

describeOnEngines('the shared token on %s', (engine) => {
  const tables = ledgerTables(engine);
  let tableName: string;
  let now = 1000;
  const storeOf = (owner: string) =>
    dynamoDbTokenStore({ client: tables.client, tableName, authority: 'delta-h7', owner, now: () => now });
  const token = { value: 't', obtainedAt: 1000, expiresAt: 9000 };

  beforeAll(async () => {
    tableName = await tables.make();
  });

  it('[H7-A2] is renewed by one of many, and read by all', async () => {
    const rights = await Promise.all(
      Array.from({ length: 10 }, (_, n) => storeOf(`i-${n}`).acquire(now + 500, undefined)),
    );
    expect(rights.filter(Boolean)).toHaveLength(1);
    await storeOf(`i-${rights.indexOf(true)}`).write(token);
    expect(await storeOf('other').read()).toEqual(token);
    // Who read nothing before the token was there must look again before it asks for one.
    expect(await storeOf('late').acquire(now + 500, undefined)).toBe(false);
  });

  it('is renewed by another where the one that had the right to died, or gave it back', async () => {
    expect(await storeOf('dead').acquire(now + 500, token)).toBe(true);
    expect(await storeOf('other').acquire(now + 500, token)).toBe(false);
    await storeOf('other').release();
    expect(await storeOf('other').acquire(now + 500, token)).toBe(false);
    now += 501;
    expect(await storeOf('other').acquire(now + 500, token)).toBe(true);
    await storeOf('other').release();
    expect(await storeOf('third').acquire(now + 500, token)).toBe(true);
  });
});
