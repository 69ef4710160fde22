import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Authority } from '../../functions/authorities/authority.ts';
import { deltaH7Authority } from '../../functions/authorities/delta-h7/index.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { deltaH7Lane } from '../../schemas/delta-h7/lane.ts';
import { type SendsOverTime, sendOverTime } from './send-over-time.ts';

const lane = deltaH7Lane.parse({
  baseUrl: 'https://customs.invalid/dh7',
  tokenUrl: 'https://customs.invalid/oauth2/token',
  credentialsSecret: 'credentials',
  share: { perSecond: 150, perHour: 150_000 },
});

const credentials = { clientId: 'client', clientSecret: 's3cret', username: 'technical', password: 'pass-word' };

export interface TokenLivesOptions extends Pick<SendsOverTime, 'sends' | 'seconds'> {
  client: DynamoDBClient;
  tableName: string;
  instances: number;
  /** The lifetime of a token. */
  lifeSeconds: number;
}

const message = { message: 'Creation_H7', path: '/declarations/creer', asks: 0, mayHaveArrived: false, body: '{}' };

/**
 * Sends for a while of virtual time from several instances that share their token in a real table; customs accepts only
 * the latest token that it gave.
 */
export async function tokenLives({ client, tableName, instances, lifeSeconds, ...run }: TokenLivesOptions) {
  const start = Date.parse('2026-11-22T00:00:00.000Z');
  let tokenRequests = 0;
  let clock = start;
  const now = () => clock;
  let given: { value: string; expiresAt: number } | undefined;

  const customs = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (String(url) === lane.tokenUrl) {
      tokenRequests += 1;
      given = { value: `token-${tokenRequests}`, expiresAt: clock + lifeSeconds * 1000 };
      return Response.json({ access_token: given.value, token_type: 'Bearer', expires_in: lifeSeconds });
    }
    const isGood =
      given && clock < given.expiresAt && new Headers(init?.headers).get('Authorization') === `Bearer ${given.value}`;
    return new Response(null, { status: isGood ? 200 : 401 });
  };

  const senders = Array.from({ length: instances }, (_, n): Authority => {
    const tokenStore = dynamoDbTokenStore({ client, tableName, authority: 'delta-h7', owner: `instance-${n}`, now });
    return deltaH7Authority({
      lane,
      readSecret: async () => ({ value: JSON.stringify(credentials) }),
      tokenStore,
      fetch: customs,
      now,
    });
  });
  const at = (ms: number) => {
    clock = start + ms;
  };
  const accepted = await sendOverTime(senders, { message, at, ...run });
  return { tokenRequests, accepted };
}
