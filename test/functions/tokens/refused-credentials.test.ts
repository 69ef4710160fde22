import { beforeAll, expect, it } from 'vitest';
import { type NoToken, TokenFailure } from '../../../functions/tokens/token-failure.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { tokenInstance } from '../../support/token-instance.ts';

const PAUSE_MS = 60_000;
const START = 1_000_000;

describeOnEngines('[F20] what several instances make of a token endpoint that gives no token, on %s', (engine) => {
  const tables = ledgerTables(engine);
  let tableName: string;
  let clock: number;
  let failing: NoToken | undefined;
  let attempts: number[];
  beforeAll(async () => {
    tableName = await tables.make();
  });

  function instance(owner: string, authority: string) {
    const request = async () => {
      attempts.push(clock);
      if (failing) throw new TokenFailure(failing);
      return { value: 't', obtainedAt: clock, expiresAt: clock + 300_000 };
    };
    return tokenInstance({ client: tables.client, tableName, authority, owner, now: () => clock, request });
  }

  /** The token, or the reason why there is none, for each of many messages at once. */
  async function burst(authority: string, each = 15): Promise<(string | NoToken)[]> {
    const instances = Array.from({ length: 4 }, (_, n) => instance(`i-${n}`, authority));
    const all = instances.flatMap((one) => Array.from({ length: each }, () => one.get()));
    return Promise.all(all.map((one) => one.catch((error) => TokenFailure.of(error))));
  }

  it('60 messages make one attempt a pause, all with its cause, until the secret is mended', async () => {
    [clock, attempts] = [START, []];
    failing = { kind: 'unauthorised', cause: 'credentials', detail: 'invalid_grant' };
    for (const second of [0, 1, 30, 57]) {
      clock = START + second * 1000;
      for (const reason of await burst('refused', second === 0 ? 15 : 2)) expect(reason).toMatchObject(failing);
    }
    expect(attempts).toHaveLength(1);
    failing = undefined;
    clock = START + PAUSE_MS;
    expect(await burst('refused')).toEqual(Array(60).fill('t'));
    expect(attempts).toEqual([START, START + PAUSE_MS]);
  }, 60_000);

  it('[F19] 60 messages ask an endpoint that is down once, and again as it says', async () => {
    [clock, attempts] = [2_000_000, []];
    failing = { kind: 'unavailable', cause: 'token-endpoint', detail: 'http-503', retryMs: 120_000 };
    for (const reason of await burst('down')) expect(reason).toMatchObject({ ...failing });
    clock = 2_110_000;
    expect(await burst('down', 1)).toEqual(Array(4).fill(expect.objectContaining({ retryMs: 10_000 })));
    expect(attempts).toHaveLength(1);
  }, 60_000);
});
