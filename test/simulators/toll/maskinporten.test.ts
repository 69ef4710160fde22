import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueCertificate } from '../../support/issue-certificate.ts';
import type { AssertionChanges } from '../support/assertion-changes.ts';
import { account, type Client, pair, SCOPE, startClient } from './client.ts';

const START = Date.parse('2026-11-22T09:00:00Z') / 1000;
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Maskinporten's answer to a grant: its status, and its code or the words without one. */
const said = ({ status, body }: { status: number; body: { error_description: string } }) => [
  status,
  /^MP-\d{3}/.exec(body.error_description)?.[0] ?? body.error_description,
];

describe('a JWT grant', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const granted = async (changes: AssertionChanges = {}) => client.grant(await client.assertion(changes));

  it('gives a token of Maskinporten, with its life and its scope', async () => {
    const { status, body, headers } = await granted();
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ access_token: expect.stringMatching(/^\S{20,}$/), token_type: 'Bearer', expires_in: 599, scope: SCOPE },
    });
    expect(headers.get('date')).toBe('Sun, 22 Nov 2026 09:00:00 GMT');
    expect([client.simulator.tokenRequests, client.simulator.grants]).toEqual([1, 1]);
  });

  it.each<[string, AssertionChanges]>([
    ['RS384', { header: { alg: 'RS384' } }],
    ['RS512', { header: { alg: 'RS512' } }],
    ['no jti', { without: ['jti'] }],
    ['a clock that is 10 s ahead', { claims: { iat: START + 10, exp: START + 130 } }],
    ['a clock that is 10 s behind', { claims: { iat: START - 10, exp: START + 110 } }],
    ['both scopes', { claims: { scope: `${SCOPE} toll:eu/movement/entry` } }],
    ['the claims that are allowed beside', { claims: { resource: ['x'], pid: '1', iss_onbehalfof: 'y' } }],
  ])('is taken with %s', async (_, changes) => {
    expect((await granted(changes)).status).toBe(200);
  });

  it.each<[string, AssertionChanges, string | RegExp]>([
    ['signed by another algorithm', { header: { alg: 'ES256' }, key: curve.privateKey }, /^Invalid assertion. alg is/],
    ['signed with PS256', { header: { alg: 'PS256' } }, /^Invalid assertion. alg is/],
    ['signed by a secret', { header: { alg: 'HS256' }, key: Buffer.alloc(64) }, /^Invalid assertion. alg is/],
    ['without kid', { header: { kid: undefined } }, /^Invalid assertion. .* kid and x5c/],
    ['with kid and x5c', { header: { x5c: ['MIIB'] } }, /^Invalid assertion. .* kid and x5c/],
    ['of an unknown client', { claims: { iss: 'client-2' } }, 'MP-100'],
    ['of no client', { without: ['iss'] }, 'MP-100'],
    ['with an unknown key', { header: { kid: 'key-2' } }, 'MP-100'],
    ['signed by another key', { key: other.privateKey }, 'MP-124'],
    ['with a claim too many', { claims: { sub: 'client-1' } }, /^Invalid assertion. The claim sub/],
    ['not valid before a time', { claims: { nbf: START } }, /^Invalid assertion. The claim nbf/],
    ['without an audience', { without: ['aud'] }, 'MP-110'],
    ['without iat', { without: ['iat'] }, /^Invalid assertion. iat/],
    ['with iat in milliseconds', { claims: { iat: START * 1000 } }, /Issue time is after now/],
    ['11 s ahead', { claims: { iat: START + 11, exp: START + 100 } }, /Issue time is after now/],
    ['11 s behind', { claims: { iat: START - 11, exp: START + 100 } }, 'MP-130'],
    ['without exp', { without: ['exp'] }, /^Invalid assertion. exp/],
    ['that lives for 121 s', { claims: { exp: START + 121 } }, 'MP-130'],
    ['that has expired', { claims: { iat: START - 9, exp: START } }, 'MP-130'],
    ['without a scope', { without: ['scope'] }, /^Invalid assertion. scope/],
    ['for a scope that is not on the client', { claims: { scope: `${SCOPE} toll:export` } }, 'MP-200'],
  ])('is refused %s', async (_, changes, expected) => {
    const answer = await granted(changes);
    expect(answer.body.error).toBe('invalid_grant');
    const [status, code] = said(answer);
    expect(status).toBe(400);
    expect(code).toMatch(expected);
    expect(client.simulator.grants).toBe(0);
  });

  it.each([
    ['its own URL', (url: string) => `${url}/token`],
    ['its name without the slash', (url: string) => url],
    ['its name in an array', (url: string) => [`${url}/`]],
  ])('is refused for %s', async (_, aud) => {
    expect(said(await granted({ claims: { aud: aud(client.simulator.url) } }))).toEqual([400, 'MP-110']);
  });

  it('on behalf of another organisation is forbidden, since nobody delegated anything', async () => {
    expect(said(await granted({ claims: { consumer_org: '910000000' } }))).toEqual([403, 'MP-251']);
  });

  it('serves once, by its jti or where it has none by itself', async () => {
    for (const changes of [{ claims: { jti: 'one' } }, { without: ['jti'] }]) {
      const assertion = await client.assertion(changes);
      expect((await client.grant(assertion)).status).toBe(200);
      expect(said(await client.grant(assertion))).toEqual([400, 'MP-012']);
    }
    expect(said(await granted({ claims: { jti: 'one', exp: START + 60 } }))).toEqual([400, 'MP-012']);
  });

  it('that was refused may come again', async () => {
    client.clock.now -= 20_000;
    const early = await client.assertion({ claims: { iat: START, exp: START + 120 } });
    expect((await client.grant(early)).status).toBe(400);
    client.clock.now += 20_000;
    expect((await client.grant(early)).status).toBe(200);
  });

  it('is refused once the registered key has ended', async () => {
    await client.close();
    client = await startClient({ accounts: [{ ...account, keyUntil: new Date(START * 1000 + 5000) }] });
    expect((await granted()).status).toBe(200);
    client.clock.now += 5000;
    expect(said(await granted())).toEqual([400, 'MP-121']);
  });

  it.each([
    ['grant_type', {}, 'invalid_request'],
    ['grant_type', { grant_type: 'client_credentials', assertion: 'x' }, 'unsupported_grant_type'],
    ['assertion', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, 'invalid_request'],
  ])('is refused where %s is wrong', async (_, form, error) => {
    const answer = await client.grant(form as Record<string, string>);
    expect(answer.body.error).toBe(Object.keys(form).length === 0 ? 'unsupported_grant_type' : error);
    expect(said(answer)).toEqual([400, 'MP-011']);
  });

  it('is refused where it is no JWT, no form, or has a parameter twice', async () => {
    expect((await client.grant('no.jwt')).body.error_description).toMatch(/^Invalid assertion. It is no signed JWT/);
    const post = (body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(client.simulator.tokenUrl, { method: 'POST', body, headers: { 'content-type': type } });
    for (const one of [post('{}', 'application/json'), post('assertion=x&assertion=y')]) {
      const { error_description: description } = (await (await one).json()) as { error_description: string };
      expect(description).toMatch(/^MP-011/);
    }
    expect((await fetch(client.simulator.tokenUrl)).status).toBe(404);
  });
});

describe('a JWT grant with certificates', () => {
  const [root, between] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 })) as [
    typeof pair,
    typeof pair,
  ];
  const issue = (name: string, key: KeyObject, issuer: string, signer: KeyObject, until?: string) =>
    issueCertificate({ name, publicKey: key, issuer: { name: issuer, key: signer }, ...(until && { until }) });
  const leaf = issue('Operator AS', pair.publicKey, 'Between', between.privateKey);
  const middle = issue('Between', between.publicKey, 'Root', root.privateKey);
  const top = issue('Root', root.publicKey, 'Root', root.privateKey);
  const der = (certificate: string) => certificate.replace(/-----[^-]+-----|\s/g, '');

  let client: Client;
  beforeEach(async () => {
    const { clientId, privateKey } = account;
    const certificateChain = [leaf, middle, top].join('');
    client = await startClient({ accounts: [{ clientId, privateKey, certificateChain }] });
  });
  afterEach(() => client.close());

  const granted = async (x5c: unknown, key = pair.privateKey) =>
    client.grant(await client.assertion({ header: { kid: undefined, x5c }, key }));

  it('is taken with the whole chain, that of the key first', async () => {
    expect((await granted([leaf, middle, top].map(der))).status).toBe(200);
  });

  const expired = issue('Operator AS', pair.publicKey, 'Between', between.privateKey, '20251231000000Z');
  const another = issue('Another AS', pair.publicKey, 'Between', between.privateKey);
  const forged = issue('Operator AS', pair.publicKey, 'Between', other.privateKey);
  const own = issue('Operator AS', pair.publicKey, 'Operator AS', pair.privateKey);
  it.each<[string, unknown, string]>([
    ['a bare text', der(leaf), 'MP-123'],
    ['no certificate', [], 'MP-123'],
    ['PEM in place of base64', [leaf, middle, top], 'MP-123'],
    ['the wrong order', [middle, leaf, top].map(der), 'MP-123'],
    ['a gap', [leaf, top].map(der), 'MP-123'],
    ['a certificate that the next did not sign', [forged, middle, top].map(der), 'MP-123'],
    ['the end left out', [leaf, middle].map(der), 'MP-120'],
    ['a certificate that it signed itself', [own].map(der), 'MP-120'],
    ['an expired certificate', [expired, middle, top].map(der), 'MP-120'],
    ['the certificate of another organisation', [another, middle, top].map(der), 'MP-122'],
  ])('is refused with %s', async (_, x5c, code) => {
    expect(said(await granted(x5c))).toEqual([400, code]);
  });

  it('is refused where another key signed it, or a key that was never registered', async () => {
    expect(said(await granted([leaf, middle, top].map(der), other.privateKey))).toEqual([400, 'MP-124']);
    expect(said(await client.grant(await client.assertion()))).toEqual([400, 'MP-100']);
  });
});
