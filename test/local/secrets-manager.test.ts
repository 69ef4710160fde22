import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SecretsManagerStandIn, startSecretsManager } from '../../local/stand-ins/secrets-manager.ts';
import { region, secretsManagerAt } from './support/clients.ts';

let service: SecretsManagerStandIn;
let client: SecretsManagerClient;

beforeEach(async () => {
  service = await startSecretsManager(region);
  client = secretsManagerAt(service.endpoint);
});
afterEach(() => service.close());

const valueNow = async (SecretId: string, rest: { VersionId?: string; VersionStage?: string } = {}) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...rest }))).SecretString;

describe('a secret', () => {
  it('is found by its name and its ARN, with and without the six characters', async () => {
    const { arn } = service.create('declarant/test/token', 'one');
    expect(arn).toMatch(/^arn:aws:secretsmanager:eu-west-3:000000000000:secret:declarant\/test\/token-\w{6}$/);
    expect(await valueNow('declarant/test/token')).toBe('one');
    expect(await valueNow(arn)).toBe('one');
    expect(await valueNow(arn.slice(0, -7))).toBe('one');
  });

  it('has a version, stages and a date', async () => {
    const created = await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'v' }));
    const got = await client.send(new GetSecretValueCommand({ SecretId: 's' }));
    expect(got).toMatchObject({
      Name: 's',
      ARN: created.ARN,
      VersionId: created.VersionId,
      VersionStages: ['AWSCURRENT'],
    });
    expect(Math.abs(Date.now() - Number(got.CreatedDate))).toBeLessThan(60_000);
  });

  it.each([
    { SecretId: 'none' },
    { SecretId: 's', VersionStage: 'AWSPREVIOUS' },
    { SecretId: 's', VersionId: 'other' },
  ])('that is missing is reported as AWS does: %o', async (input) => {
    service.create('s', 'v');
    await expect(client.send(new GetSecretValueCommand(input))).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('cannot be made twice', async () => {
    service.create('s', 'v');
    await expect(client.send(new CreateSecretCommand({ Name: 's', SecretString: 'w' }))).rejects.toBeInstanceOf(
      ResourceExistsException,
    );
  });
});

describe('a new value', () => {
  it('becomes current, and the old one previous', async () => {
    service.create('s', 'one');
    const { VersionId: two } = await client.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'two' }));
    expect([await valueNow('s'), await valueNow('s', { VersionStage: 'AWSPREVIOUS' })]).toEqual(['two', 'one']);
    await client.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'three' }));
    expect([await valueNow('s'), await valueNow('s', { VersionStage: 'AWSPREVIOUS' })]).toEqual(['three', 'two']);
    expect(await valueNow('s', { VersionId: String(two) })).toBe('two');
  });

  it('can wait as pending, and be made current by its stage', async () => {
    service.create('s', 'one');
    const put = new PutSecretValueCommand({ SecretId: 's', SecretString: 'two', VersionStages: ['AWSPENDING'] });
    const { VersionId: next } = await client.send(put);
    expect([await valueNow('s'), await valueNow('s', { VersionStage: 'AWSPENDING' })]).toEqual(['one', 'two']);

    const move = { SecretId: 's', VersionStage: 'AWSCURRENT', MoveToVersionId: next };
    await expect(client.send(new UpdateSecretVersionStageCommand(move))).rejects.toThrow('RemoveFromVersionId');
    const { VersionId: current } = await client.send(new GetSecretValueCommand({ SecretId: 's' }));
    await client.send(new UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId: current }));
    expect([await valueNow('s'), await valueNow('s', { VersionStage: 'AWSPREVIOUS' })]).toEqual(['two', 'one']);

    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 's' }));
    expect(VersionIdsToStages).toEqual({
      [String(next)]: ['AWSPENDING', 'AWSCURRENT'],
      [String(current)]: ['AWSPREVIOUS'],
    });
  });

  it('leaves versions without a stage, which are listed only on request', async () => {
    service.create('s', 'one');
    for (const SecretString of ['two', 'three'])
      await client.send(new PutSecretValueCommand({ SecretId: 's', SecretString }));
    const stagesOf = async (IncludeDeprecated: boolean) => {
      const { Versions = [] } = await client.send(
        new ListSecretVersionIdsCommand({ SecretId: 's', IncludeDeprecated }),
      );
      return Versions.map(({ VersionStages }) => VersionStages);
    };
    expect(await stagesOf(false)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
    expect(await stagesOf(true)).toEqual([[], ['AWSPREVIOUS'], ['AWSCURRENT']]);
  });
});

describe('the service', () => {
  it('counts its calls, those that fail included', async () => {
    service.create('s', 'v');
    await valueNow('s');
    await valueNow('s');
    await valueNow('none').catch(() => {});
    await client.send(new DescribeSecretCommand({ SecretId: 's' }));
    expect(service.calls.counts()).toEqual({ GetSecretValue: 3, DescribeSecret: 1 });
  });

  it('refuses unknown operations and bodies that are no JSON', async () => {
    await expect(client.send(new ListSecretsCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const post = (body: string) =>
      fetch(service.endpoint, { method: 'POST', body, headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' } });
    expect((await post('{')).status).toBe(400);
    expect((await post('null')).status).toBe(500);
    service.create('s', 'still here');
    expect(await valueNow('s')).toBe('still here');
  });
});
