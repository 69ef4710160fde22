import { describe, expect, it } from 'vitest';
import { settingsChecks } from '../../desk/doctor/settings.ts';
import { nextCommands } from '../../desk/init/questions.ts';
import { feedsOf } from '../../schemas/catalogue.ts';
import { type Configuration, configuration, parseConfiguration } from '../../schemas/configuration.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { credentialFaults, settings } from '../../schemas/settings.ts';
import { connectionOf } from '../desk/support/connection.ts';

const production = {
  baseUrl: 'https://api.toll.no',
  tokenUrl: 'https://maskinporten.no/token',
  audience: 'https://maskinporten.no/',
  exchangeUrl: 'https://api.toll.no/api/access/external/oauth/token',
  scope: 'toll:movement/entry',
  credentialsSecret: 'declarant/prod/toll/credentials',
  share: { perSecond: 10, perHour: 20_000 },
};
const local = {
  baseUrl: 'http://127.0.0.1:9000',
  tokenUrl: 'http://127.0.0.1:9000/maskinporten/token',
  audience: 'http://127.0.0.1:9000/',
  exchangeUrl: 'http://127.0.0.1:9000/exchange',
};
const configured = (lane: object = {}) => ({
  stage: 'prod',
  lanes: { toll: { ...production, ...lane } },
  platforms: [],
});

describe('the next steps after init', () => {
  it('show the form of the secret: one of the two ways to sign is enough', () => {
    const effects = nextCommands('prod.json', configured() as unknown as Configuration).map(({ effect }) => effect);
    expect(effects).toContain(
      'gives it the credentials: {"clientId", "privateKey"}, with "keyId" or "certificateChain"; then delete the file',
    );
  });
});

const pointers = (lane: object) => schemaFaults(configuration, configured(lane)).map(({ pointer }) => pointer);

describe('the lane to Tolletaten', () => {
  it('needs no callbacks, and has the defaults of its status and its feed', () => {
    const { lanes } = configuration.parse(configured());
    expect(lanes.toll).toMatchObject({
      validation: { firstSeconds: 2, everySeconds: 5, times: 60 },
      validationStatusPath: '/api/movement/presentation/v1/validation-status?requestId={requestId}',
      routing: { everySeconds: 60 },
    });
    expect(feedsOf('toll', lanes.toll)).toEqual({ routing: 60 });
  });

  it('asks no more often than it may, but of this machine', () => {
    const often = { validation: { everySeconds: 4 }, routing: { everySeconds: 59 } };
    expect(pointers(often)).toEqual(['/lanes/toll/validation/everySeconds', '/lanes/toll/routing/everySeconds']);
    expect(pointers({ ...local, validation: { everySeconds: 0.5 }, routing: { everySeconds: 1 } })).toEqual([]);
  });

  it.each([
    ['an issuer without its slash', { audience: 'https://maskinporten.no' }, '/audience'],
    ['two scopes', { scope: 'toll:movement/entry toll:other' }, '/scope'],
    ['a path without the request', { validationStatusPath: '/api/status' }, '/validationStatusPath'],
    ['an address that is not safe', { exchangeUrl: 'http://api.toll.no/token' }, '/exchangeUrl'],
    ['a key that nobody knows', { keyId: 'k' }, '/keyId'],
  ])('refuses %s', (_, lane, pointer) => {
    expect(pointers(lane)).toEqual([`/lanes/toll${pointer}`]);
  });

  it('has a secret with a client and a key', () => {
    expect(credentialFaults('toll', JSON.stringify({ clientId: 'c', keyId: 'k', privateKey: 'p' }))).toEqual([]);
    expect(credentialFaults('toll', JSON.stringify({ clientId: 'c', privateKey: 'p', certificateChain: 'x' }))).toEqual(
      [],
    );
    expect(credentialFaults('toll', '{"clientId":"c","keyId":""}')).toEqual([
      ': privateKey must be filled text, and is nothing',
      ': keyId must be filled text, and is empty string',
    ]);
  });

  it('is set up for production or for the playground by the first answer', () => {
    const answers = (baseUrl: string) => {
      const given: Record<string, string> = {};
      for (const { flag, usual } of settings.toll.questions)
        given[flag] = flag === 'base-url' ? baseUrl : (usual(given) ?? '');
      return given;
    };
    expect(answers('https://api.toll.no')).toMatchObject({
      'token-url': production.tokenUrl,
      ...{ audience: production.audience, 'exchange-url': production.exchangeUrl, scope: production.scope },
    });
    expect(answers('https://api-test.toll.no/')).toMatchObject({
      'token-url': 'https://test.maskinporten.no/token',
      audience: 'https://test.maskinporten.no/',
      'exchange-url': 'https://api-test.toll.no/api/access/external/oauth/token',
    });
  });
});

describe('the doctor on the settings of the lane', () => {
  const look = async (lane: object = {}) =>
    await settingsChecks(
      { ...connectionOf('toll'), authorities: ['toll'] },
      parseConfiguration(JSON.stringify(configured(lane)), 'c.json'),
    )[0];

  it('finds nothing in those of one environment', async () => {
    expect(await look()).toMatchObject({ part: 'settings of toll', verdict: 'ok' });
    expect(await look(local)).toMatchObject({ verdict: 'ok' });
    const playground = {
      baseUrl: 'https://api-test.toll.no',
      tokenUrl: 'https://test.maskinporten.no/token',
      audience: 'https://test.maskinporten.no/',
      exchangeUrl: 'https://api-test.toll.no/api/access/external/oauth/token',
    };
    expect(await look(playground)).toMatchObject({ verdict: 'ok' });
  });

  it('warns of test and production side by side, of the wrong audience and of a scope that is none', async () => {
    expect(await look({ baseUrl: 'https://api-test.toll.no' })).toMatchObject({
      verdict: 'warning',
      says: 'its URLs mix test and production: api-test.toll.no and maskinporten.no, api.toll.no',
    });
    expect(await look({ audience: 'https://test.maskinporten.no/' })).toMatchObject({
      verdict: 'warning',
      remedy: 'set audience to https://maskinporten.no/',
    });
    expect(await look({ scope: 'toll:movement/road' })).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('scope is none of'),
    });
    expect(await look({ scope: 'toll:eu/movement/entry' })).toMatchObject({ verdict: 'ok' });
  });
});
