import { GetParameterCommand, GetParametersCommand, ParameterNotFound, PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonService } from '../../local/stand-ins/json-service.ts';
import { startParameterStore } from '../../local/stand-ins/parameter-store.ts';
import { region, ssmAt } from './support/clients.ts';

const values = new Map([['/declarant/test/version', '1.2.3']]);
let service: JsonService;
let client: ReturnType<typeof ssmAt>;

beforeEach(async () => {
  service = await startParameterStore(region, values);
  client = ssmAt(service.endpoint);
});
afterEach(() => service.close());

describe('a parameter', () => {
  it('is found by its name, also where it was made later', async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/declarant/test/version' }));
    expect(Parameter).toMatchObject({
      Name: '/declarant/test/version',
      Value: '1.2.3',
      ARN: 'arn:aws:ssm:eu-west-3:000000000000:parameter/declarant/test/version',
    });
    await expect(client.send(new GetParameterCommand({ Name: 'later' }))).rejects.toThrow(ParameterNotFound);
    values.set('later', 'now');
    expect((await client.send(new GetParameterCommand({ Name: 'later' }))).Parameter?.Value).toBe('now');
    expect(service.calls.counts()).toEqual({ GetParameter: 3 });
  });

  it('is found among several, and missing ones are named', async () => {
    const found = await client.send(new GetParametersCommand({ Names: ['/declarant/test/version', 'nowhere'] }));
    expect(found.Parameters?.map(({ Name, Value }) => [Name, Value])).toEqual([['/declarant/test/version', '1.2.3']]);
    expect(found.InvalidParameters).toEqual(['nowhere']);
  });

  it('cannot be changed, and is asked for by one to ten names', async () => {
    await expect(client.send(new PutParameterCommand({ Name: 'x', Value: 'y' }))).rejects.toThrow(
      /has no PutParameter/,
    );
    const eleven = Array.from({ length: 11 }, (_, n) => `name-${n}`);
    for (const Names of [[], eleven, ['twice', 'twice']])
      await expect(client.send(new GetParametersCommand({ Names }))).rejects.toThrow(/one to ten names/);
  });
});
