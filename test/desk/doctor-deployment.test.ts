import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from 'vitest';
import { deploymentCheck } from '../../desk/doctor/deployment.ts';
import { callbackUrlOf } from '../../desk/gateway/callback-url.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { published } from '../../desk/gateway/published.ts';
import { type JsonService, ServiceError, startJsonService } from '../../local/stand-ins/json-service.ts';
import { startParameterStore } from '../../local/stand-ins/parameter-store.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { bareConnection } from './support/connection.ts';

const region = 'eu-west-3';
const url = 'https://api.example/callbacks';
const both = { 'callback-url': url, version: '1.2.3' };

const services: JsonService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

/** A deployed gateway of which nothing but these parameters is known. */
async function withParameters(parameters: Record<string, string>): Promise<Installation> {
  const values = Object.entries(parameters).map(([name, value]) => [`/declarant/prod/${name}`, value] as const);
  return installed(await startParameterStore(region, new Map(values)));
}

/** One whose parameters the operator's role may not read, as AWS says it. */
async function withoutPermission(): Promise<Installation> {
  const says = 'User: arn:aws:sts::1:x is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:x';
  return installed(
    await startJsonService('Systems Manager', {
      GetParameters() {
        throw new ServiceError('AccessDeniedException', says);
      },
    }),
  );
}

function installed(service: JsonService): Installation {
  services.push(service);
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const client = new SSMClient({ region, endpoint: service.endpoint, credentials });
  return {
    ...bareConnection.installation,
    ...{ stage: 'prod', putUp: 'npx cdk deploy --all -c config=prod.json', isLocal: false },
    published: () => published(client, 'prod'),
  };
}

describe('what is deployed', () => {
  it('is well where it is of the version of the desk', async () => {
    expect(await deploymentCheck(await withParameters(both), '1.2.3')).toMatchObject({
      part: 'deployment',
      verdict: 'ok',
      says: 'version 1.2.3 is deployed, as here',
    });
  });

  it('is told where it is of another version, with what to do', async () => {
    const found = await deploymentCheck(await withParameters(both), '1.3.0');
    expect(found).toMatchObject({ verdict: 'warning', says: 'version 1.2.3 is deployed, and this is 1.3.0' });
    expect(found.remedy).toBe('upgrade or go back as docs/upgrade.md says, or use the desk of 1.2.3');
  });

  it('is told where it says of no version, or is not there', async () => {
    const older = await deploymentCheck(await withParameters({ 'callback-url': url }), '1.2.3');
    expect(older).toMatchObject({
      verdict: 'warning',
      says: 'the parameter /declarant/prod/version is not there: its version is not known',
    });
    const nothing = await deploymentCheck(await withParameters({}), '1.2.3');
    expect(nothing).toMatchObject({
      verdict: 'fault',
      says: 'the parameter /declarant/prod/callback-url is not there: declarant-prod-gateway is not deployed',
      remedy: 'npx cdk deploy --all -c config=prod.json',
    });
  });

  it('is not looked at without permission, and that is told', async () => {
    const found = await deploymentCheck(await withoutPermission(), '1.2.3');
    expect(found.verdict).toBe('warning');
    expect(found.says).toMatch(/^was not looked at: .+ not authorized to perform: ssm:GetParameters/);
    expect(found.remedy).toMatch(/^have your role allowed to/);
  });
});

describe('where customs calls back', () => {
  const domain = { name: 'callbacks.x.example', certificateArn: 'arn' };
  const configuration = () => ({ callbacks: { tokenSecret: 'token', domain } }) as Configuration;

  it('is as it was deployed, also where the configuration says otherwise since', async () => {
    expect(await callbackUrlOf({ ...(await withParameters(both)), configuration })).toBe(url);
  });

  it('is the name of our own where that is not known, and else nowhere', async () => {
    for (const installation of [await withParameters({}), await withoutPermission()]) {
      expect(await callbackUrlOf({ ...installation, configuration })).toBe('https://callbacks.x.example');
      expect(await callbackUrlOf(installation)).toBeUndefined();
    }
  });

  it('is not asked for where it is known', async () => {
    expect(await callbackUrlOf({ ...bareConnection.installation, callbackUrl: url })).toBe(url);
  });
});
