import { beforeAll, expect, it } from 'vitest';
import type { Unsent, Verdict } from '../../../functions/authorities/authority.ts';
import { deltaH7Authority } from '../../../functions/authorities/delta-h7/index.ts';
import { dynamoDbTokenStore } from '../../../functions/tokens/dynamodb-token-store.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { describeOnEngines } from '../../support/engines.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

const lane = deltaH7Lane.parse({
  baseUrl: 'https://customs.invalid/dh7',
  tokenUrl: 'https://customs.invalid/oauth2/token',
  credentialsSecret: 'credentials',
  share: { perSecond: 150, perHour: 150_000 },
});
const message = { message: 'Creation_H7', path: '/declarations/creer', asks: 0, mayHaveArrived: false, body: '{}' };

describeOnEngines('what several senders make of a token endpoint that gives no token, on %s', (engine) => {
  const tables = ledgerTables(engine);
  let tableName: string;
  let clock: number;
  let password: string;
  let attempts: number[];
  let answer: () => Response;
  beforeAll(async () => {
    tableName = await tables.make();
  });

  /** A sender of its own, which knows of the others by the table alone. */
  function sender(owner: string, authority: string) {
    const now = () => clock;
    return deltaH7Authority({
      lane,
      now,
      readSecret: async () => ({
        value: JSON.stringify({ clientId: 'c', clientSecret: 's', username: 'u', password }),
      }),
      tokenStore: dynamoDbTokenStore({ client: tables.client, tableName, authority, owner, now }),
      fetch: async (url, init) => {
        if (String(url) !== lane.tokenUrl) return Response.json({});
        attempts.push(clock);
        return new URLSearchParams(String(init?.body)).get('password') === 'right'
          ? Response.json({ access_token: 't', expires_in: 300 })
          : answer();
      },
    });
  }

  async function burst(authority: string, each = 15): Promise<(Verdict | Unsent)[]> {
    const senders = Array.from({ length: 4 }, (_, n) => sender(`i-${n}`, authority));
    return Promise.all(senders.flatMap((one) => Array.from({ length: each }, () => one.send(message))));
  }

  it('[H7-A1] [F20] 60 messages make one password attempt a pause, all with its cause, until the secret is mended', async () => {
    [clock, password, attempts] = [1_000_000, 'wrong', []];
    answer = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    for (const second of [0, 1, 30, 57]) {
      clock = 1_000_000 + second * 1000;
      const verdicts = await burst('refused', second === 0 ? 15 : 2);
      for (const verdict of verdicts)
        expect(verdict).toMatchObject({ kind: 'unauthorised', cause: 'credentials', detail: 'invalid_grant' });
    }
    expect(attempts).toHaveLength(1);
    password = 'right';
    clock = 1_060_000;
    expect((await burst('refused')).map(({ kind }) => kind)).toEqual(Array(60).fill('accepted'));
    expect(attempts).toEqual([1_000_000, 1_060_000]);
  }, 60_000);

  it('[H7-A2] [F19] [F20] 60 messages ask an endpoint that is down once, and again as it says', async () => {
    [clock, password, attempts] = [2_000_000, 'wrong', []];
    answer = () => new Response('', { status: 503, headers: { 'Retry-After': '120' } });
    for (const verdict of await burst('down'))
      expect(verdict).toMatchObject({
        ...{ kind: 'unavailable', cause: 'token-endpoint', detail: 'http-503', retryMs: 120_000 },
      });
    clock = 2_110_000;
    expect(await burst('down', 1)).toEqual(Array(4).fill(expect.objectContaining({ retryMs: 10_000 })));
    expect(attempts).toHaveLength(1);
  }, 60_000);
});
