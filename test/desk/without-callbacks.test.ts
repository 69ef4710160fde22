import '../support/toy/alone.ts';

import { describe, expect, it } from 'vitest';
import { deploymentCheck } from '../../desk/doctor/deployment.ts';
import { secretChecks } from '../../desk/doctor/secrets.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { connection } from '../../desk/gateway/reached-gateway.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

neverCallsBack(TOY);
const lane = { baseUrl: 'https://toys.example', credentialsSecret: 'credentials', share: { perHour: 10 } };
const configuration = parseConfiguration(JSON.stringify({ stage: 'prod', lanes: { [TOY]: lane } }), 'prod.json');

describe('a gateway that no authority calls back', () => {
  it('has no callback token for the doctor to check or for anybody to change', async () => {
    const rejecting = { ...connectionOf(TOY).installation, secrets: async () => ({}) as never };
    const checks = secretChecks({ ...connectionOf(TOY), installation: rejecting }, configuration, new Date());
    for (const check of checks) check.catch(() => {});
    expect(checks).toHaveLength(1);
    const reach = { ...{ region: 'eu-west-3', stage: 'prod', table: 't', callbackUrl: undefined, putUp: 'deploy' } };
    const gateway = connection('the gateway', '', [TOY], {
      ...{ ...reach, configuration: () => configuration },
      queueUrl: async () => '',
    });
    await expect(gateway.callbackToken()).rejects.toMatchObject({
      code: 'USAGE',
      message: 'No authority calls the gateway back, so there is no callback token.',
    });
  });

  it('counts as deployed if its version is known', async () => {
    const installation = (version: string | undefined): Installation => ({
      ...{
        ...connectionOf(TOY).installation,
        isLocal: false,
        stage: 'prod',
        configuration: () => configuration,
      },
      published: async () => ({ callbackUrl: undefined, version, ledgerStream: undefined }),
    });
    expect(await deploymentCheck(installation('1.0.0'), '1.0.0')).toMatchObject({ verdict: 'ok' });
    expect(await deploymentCheck(installation(undefined), '1.0.0')).toMatchObject({
      verdict: 'fault',
      says: 'the parameter /declarant/prod/version is not there: declarant-prod-gateway is not deployed',
    });
  });
});
