import { beforeAll, expect, it } from 'vitest';
import { dynamoDbTokenStore } from '../../../functions/tokens/dynamodb-token-store.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

describeOnEngines('the shared token on %s', (engine) => {
  const tables = ledgerTables(engine);
  let tableName: string;
  let now = 1000;
  const storeOf = (owner: string) =>
    dynamoDbTokenStore({ client: tables.client, tableName, authority: 'toy', owner, now: () => now });
  const token = { value: 't', obtainedAt: 1000, expiresAt: 9000 };

  beforeAll(async () => {
    tableName = await tables.make();
  });

  it('[H7-A2] is renewed by one of many, and read by all', async () => {
    expect(await storeOf('first').read()).toEqual({});
    const rights = await Promise.all(Array.from({ length: 10 }, (_, n) => storeOf(`i-${n}`).acquire(now + 500, {})));
    expect(rights.filter(Boolean)).toHaveLength(1);
    await storeOf(`i-${rights.indexOf(true)}`).write(token);
    expect(await storeOf('other').read()).toEqual({ token });
    // An instance that read nothing before the token was there must look again before it asks for one.
    expect(await storeOf('late').acquire(now + 500, {})).toBe(false);
  });

  it('[F20] is not asked for by who has not read that the latest request failed, nor is that forgotten', async () => {
    const failed = {
      kind: 'unauthorised',
      cause: 'credentials',
      detail: 'invalid_grant',
      at: now,
      until: 61_000,
    } as const;
    expect(await storeOf('one').acquire(now + 500, { token })).toBe(true);
    await storeOf('one').fail(failed);
    expect(await storeOf('other').read()).toEqual({ token, failed });
    expect(await storeOf('other').acquire(now + 500, { token })).toBe(false);
    expect(await storeOf('other').acquire(now + 500, { token, failed })).toBe(true);
    await storeOf('other').write(token);
    expect(await storeOf('other').read()).toEqual({ token });
  });

  it('is renewed by another where the one that had the right to died, or failed', async () => {
    const failed = { kind: 'unavailable', cause: 'token-endpoint', at: now, until: now } as const;
    expect(await storeOf('dead').acquire(now + 500, { token })).toBe(true);
    expect(await storeOf('other').acquire(now + 500, { token })).toBe(false);
    await storeOf('other').fail(failed);
    expect(await storeOf('other').read()).toEqual({ token });
    expect(await storeOf('other').acquire(now + 500, { token })).toBe(false);
    now += 501;
    expect(await storeOf('other').acquire(now + 500, { token })).toBe(true);
    await storeOf('other').fail(failed);
    expect(await storeOf('third').acquire(now + 500, { token, failed })).toBe(true);
  });

  it('keeps the times of requests with the lease, so that those of an instance that died count', async () => {
    const named = (owner: string) =>
      dynamoDbTokenStore({
        client: tables.client,
        tableName,
        authority: 'toy',
        name: 'counted',
        owner,
        now: () => now,
      });
    expect(await named('dead').acquire(now + 500, {}, [now])).toBe(true);
    now += 501;
    // One that read before must look again: else the request would be forgotten.
    expect(await named('other').acquire(now + 500, {}, [now])).toBe(false);
    const seen = await named('other').read();
    expect(seen).toEqual({ requests: [now - 501] });
    expect(await named('other').acquire(now + 500, seen, [now - 501, now])).toBe(true);
    const failed = { kind: 'unauthorised', cause: 'secret', at: now, until: now } as const;
    await named('other').fail(failed, [now - 501]);
    expect(await named('other').read()).toEqual({ failed, requests: [now - 501] });
    expect(await named('other').acquire(now + 500, { failed, requests: [now - 501] }, [now - 501, now])).toBe(true);
    await named('other').fail(failed, []);
    expect(await named('other').acquire(now + 500, { failed, requests: [] }, [now])).toBe(true);
    await named('other').write(token);
    expect(await named('third').read()).toEqual({ token, requests: [now] });
  });
});
