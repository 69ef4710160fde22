import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callbackTokenCheck, readCallbackTokens } from '../../../functions/tokens/callback-token.ts';
import { remembered } from '../../../functions/tokens/remembered.ts';
import { type ReadSecretVersion, secretVersions } from '../../../functions/tokens/secrets.ts';
import { type SecretsManagerStandIn, startSecretsManager } from '../../../local/stand-ins/secrets-manager.ts';

const SECRET = 'declarant/test/callback-token';
const COOLDOWN = 30_000;
const MAX_AGE = 300_000;

describe("the check of a callback's token", () => {
  let service: SecretsManagerStandIn;
  let client: SecretsManagerClient;
  let clock: { now: number };
  let failing: boolean;
  beforeEach(async () => {
    service = await startSecretsManager('eu-west-3');
    service.create(SECRET, 'first');
    client = new SecretsManagerClient({
      region: 'eu-west-3',
      endpoint: service.endpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    clock = { now: 0 };
    failing = false;
  });
  afterEach(async () => {
    client.destroy();
    await service.close();
  });

  /** One instance of the receiver. */
  function instance(read: ReadSecretVersion = secretVersions(client)) {
    let fetches = 0;
    const fetch = async () => {
      fetches += 1;
      if (failing) throw new Error('down');
      return readCallbackTokens(read, SECRET);
    };
    const now = () => clock.now;
    const check = callbackTokenCheck(remembered({ fetch, now, maxAge: MAX_AGE, cooldown: COOLDOWN }), now);
    return {
      check,
      fetches: () => fetches,
      token: async (token: string) => (await check(`Bearer ${token}`))?.token,
    };
  }
  const rotate = (SecretString: string) => client.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString }));
  const calls = () => service.calls.counts()['GetSecretValue'] ?? 0;

  it('[H7-A4] takes the right token as a bearer token, however the scheme is written', async () => {
    const { check } = instance();
    for (const header of ['Bearer first', 'bearer first', 'BEARER  first '])
      expect(await check(header), header).toMatchObject({ token: 'current' });
  });

  it('[H7-A4] refuses a missing, wrong or malformed one', async () => {
    const { check } = instance();
    const malformed = [
      ...[undefined, '', 'Bearer', 'Bearer ', 'first', 'Basic first', 'Bearerfirst', 'Bearer "first"'],
      ...['Bearer\tfirst', 'Bearer first first', 'Bearer first, Bearer x'],
    ];
    const wrong = ['Bearer wrong', 'Bearer firs', 'Bearer firstx', 'Bearer First'];
    for (const header of [...malformed, ...wrong]) expect(await check(header), String(header)).toBeUndefined();
  });

  it('asks for no secret where there is no token to be compared', async () => {
    const { check, fetches } = instance();
    for (const header of [undefined, 'Bearer', 'Basic x']) await check(header);
    expect(fetches()).toBe(0);
  });

  it('[H7-A5] takes the token of before as well once it is changed, and tells which one came', async () => {
    const { token } = instance();
    expect(await token('first')).toBe('current');
    const { VersionId } = await rotate('second');
    clock.now = MAX_AGE;
    expect(await token('first')).toBe('previous');
    expect(await token('second')).toBe('current');
    expect(await instance().check('Bearer second')).toEqual({ token: 'current', versionId: VersionId });
    await rotate('third');
    clock.now = 2 * MAX_AGE;
    expect(await token('first')).toBeUndefined();
    expect([await token('second'), await token('third')]).toEqual(['previous', 'current']);
  });

  it('[H7-A5] takes a token at once that was changed a moment ago', async () => {
    const { token } = instance();
    await token('first');
    await rotate('second');
    clock.now = 1;
    expect([await token('second'), await token('first')]).toEqual(['current', 'previous']);
  });

  it('[H7-A5] never misses the token that the authority uses where it is changed between the two reads', async () => {
    const read = secretVersions(client);
    let reads = 0;
    const interrupted = (async (name: string, label: 'AWSCURRENT') => {
      const version = await read(name, label);
      reads += 1;
      if (reads === 1) await rotate('second');
      return version;
    }) as ReadSecretVersion;
    expect(await instance(interrupted).token('first')).toBe('current');
  });

  it('[H7-A4] asks for each version once a cooldown, however many wrong tokens come', async () => {
    const { check, fetches } = instance();
    for (; clock.now < COOLDOWN; clock.now += 30) await check(`Bearer wrong-${clock.now}`);
    expect([fetches(), calls()]).toEqual([1, 2]);
    await Promise.all(Array.from({ length: 1000 }, (_, n) => check(`Bearer wrong-${n}`)));
    for (; clock.now < 2 * COOLDOWN; clock.now += 30) await check(`Bearer wrong-${clock.now}`);
    expect([fetches(), calls()]).toEqual([2, 4]);
  });

  it('[H7-A4] so it does while the secret cannot be read, and takes the tokens that it knows', async () => {
    const { check, fetches, token } = instance();
    await token('first');
    failing = true;
    for (clock.now = 1; clock.now < MAX_AGE + COOLDOWN; clock.now += 1000) {
      expect(await check('Bearer wrong')).toBeUndefined();
      expect(await token('first')).toBe('current');
    }
    expect(fetches()).toBeLessThanOrEqual(2 + (MAX_AGE + COOLDOWN) / COOLDOWN);
  });

  it('[H7-A4] fails, and refuses nobody, where the secret never could be read', async () => {
    failing = true;
    const { check, fetches, token } = instance();
    const answers = await Promise.allSettled([check('Bearer first'), check('Bearer wrong'), check('Bearer first')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (let n = 0; n < 100; n += 1) await expect(token('first')).rejects.toThrow('down');
    expect(fetches()).toBe(1);
    failing = false;
    clock.now = COOLDOWN;
    expect(await token('first')).toBe('current');
  });

  it('fails where there is no such secret, or where only the previous version cannot be read', async () => {
    await expect(readCallbackTokens(secretVersions(client), 'another')).rejects.toThrow("can't find");
    await rotate('second');
    const half = (async (name: string, label: 'AWSCURRENT') => {
      if (label !== 'AWSCURRENT') throw new Error('throttled');
      return secretVersions(client)(name, label);
    }) as ReadSecretVersion;
    await expect(instance(half).token('first')).rejects.toThrow('throttled');
  });
});
