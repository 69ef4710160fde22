import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from 'vitest';
import { deploymentCheck } from '../../desk/doctor/deployment.ts';
import { callbackUrlOf } from '../../desk/gateway/callback-url.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { published } from '../../desk/gateway/published.ts';
import { type JsonService, ServiceError, startJsonService } from '../../local/stand-ins/json-service.ts';
import { startParameterStore } from '../../local/stand-ins/parameter-store.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

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
    ...connectionOf(TOY).installation,
    ...{ stage: 'prod', putUp: 'npx cdk deploy --all -c config=prod.json', isLocal: false },
    published: () => published(client, 'prod'),
  };
}

describe('the deployed version', () => {
  it('is ok if it is the version of the desk', async () => {
    expect(await deploymentCheck(await withParameters(both), '1.2.3')).toMatchObject({
      part: 'deployment',
      verdict: 'ok',
      says: 'version 1.2.3 is deployed, as here',
    });
  });

  it('is reported with a remedy if it is another one', async () => {
    const found = await deploymentCheck(await withParameters(both), '1.3.0');
    expect(found).toMatchObject({ verdict: 'warning', says: 'version 1.2.3 is deployed, and this is 1.3.0' });
    expect(found.remedy).toBe('upgrade or go back as docs/upgrade.md says, or use the desk of 1.2.3');
  });

  it('is reported if it is not known, or nothing is deployed', async () => {
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

  it('is not read without permission, and that is reported', async () => {
    const found = await deploymentCheck(await withoutPermission(), '1.2.3');
    expect(found.verdict).toBe('warning');
    expect(found.says).toMatch(/^was not looked at: .+ not authorized to perform: ssm:GetParameters/);
    expect(found.remedy).toMatch(/^have your role allowed to/);
  });
});

describe('the callback URL', () => {
  const domain = { name: 'callbacks.x.example', certificateArn: 'arn' };
  const configuration = () => ({ callbacks: { tokenSecret: 'token', domain } }) as Configuration;

  it('is the deployed one, even if the configuration has another since', async () => {
    expect(await callbackUrlOf({ ...(await withParameters(both)), configuration })).toBe(url);
  });

  it("is that of the operator's own domain if the deployed one is not known, and unknown without a domain", async () => {
    for (const installation of [await withParameters({}), await withoutPermission()]) {
      expect(await callbackUrlOf({ ...installation, configuration })).toBe('https://callbacks.x.example');
      expect(await callbackUrlOf(installation)).toBeUndefined();
    }
  });

  it('is not looked up if it is known', async () => {
    expect(await callbackUrlOf({ ...connectionOf(TOY).installation, callbackUrl: url })).toBe(url);
  });
});
