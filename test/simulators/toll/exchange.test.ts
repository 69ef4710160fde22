import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, type Client, exchangeOf, presentation, ROUTING, SCOPE, startClient } from './client.ts';

describe("the exchange of Maskinporten's token", () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const grant = async (scope = SCOPE): Promise<string> =>
    (await client.grant(await client.assertion({ claims: { scope } }))).body.access_token;
  const call = (token: string) => client.get(ROUTING, { authorization: `Bearer ${token}` });

  it("gives Tolletaten's, which its services take", async () => {
    const { status, body } = await client.exchange(exchangeOf(await grant()));
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ issued_token_type: 'access_token', token_type: 'Bearer', expires_in: 970 },
      access_token: expect.stringMatching(/^\S{20,}$/),
    });
    expect((await call(body.access_token)).status).toBe(200);
    expect(client.simulator.exchanges).toBe(1);
  });

  it("is not to be left out: Maskinporten's own token is refused by the services", async () => {
    const answer = await call(await grant());
    expect(answer).toMatchObject({ status: 401, body: { message: expect.stringContaining('exchanged first') } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is not done twice: its own token cannot be exchanged', async () => {
    expect(await client.exchange(exchangeOf(await client.token()))).toMatchObject({ status: 401 });
  });

  const own = exchangeOf('');
  it.each([
    ['the URN of RFC 8693 as grant_type', { ...own, grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }],
    [
      'the URN of RFC 8693 as type of the token',
      { ...own, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
    ],
    ['another type of token', { ...own, subject_token_type: 'jwt' }],
  ])('refuses %s', async (_, form) => {
    expect(await client.exchange({ ...form, subject_token: await grant() })).toMatchObject({ status: 400 });
    expect(client.simulator.exchanges).toBe(0);
  });

  it('refuses a token that is missing, unknown or expired', async () => {
    const token = await grant();
    const { subject_token: _, ...without } = exchangeOf(token);
    for (const form of [without, exchangeOf('unknown')])
      expect(await client.exchange(form)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    client.clock.now += 598_999;
    expect((await client.exchange(exchangeOf(token))).status).toBe(200);
    client.clock.now += 1;
    expect((await client.exchange(exchangeOf(token))).status).toBe(401);
  });

  it('refuses a scope that Tolletaten did not grant, in its own words', async () => {
    await client.close();
    client = await startClient({ accounts: [{ ...account, granted: [SCOPE] }] });
    expect((await client.exchange(exchangeOf(await grant()))).status).toBe(200);
    const scope = 'toll:eu/movement/entry';
    expect(await client.exchange(exchangeOf(await grant(scope)))).toMatchObject({
      status: 400,
      body: { error_description: `Not authorized to request scope ${scope}` },
    });
  });

  it('gives a token that ends, of a life of its own', async () => {
    await client.close();
    client = await startClient({ grantLifeSeconds: 30, tokenLifeSeconds: 60 });
    const token = await client.token();
    client.clock.now += 59_999;
    expect((await call(token)).status).toBe(200);
    client.clock.now += 1;
    expect(await call(token)).toMatchObject({ status: 401 });
  });

  it.each([
    ['missing', ''],
    ['unknown', 'Bearer unknown'],
    ['of another kind', 'Basic dTpw'],
  ])('is what a presentation needs: a token that is %s is refused', async (_, authorization) => {
    const answer = await client.present('container', presentation('container'), { authorization });
    expect(answer).toMatchObject({ status: 401 });
    expect(client.simulator.received.at(-1)).toMatchObject({ status: 401, processed: false });
  });
});
