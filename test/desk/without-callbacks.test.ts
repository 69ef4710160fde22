import { describe, expect, it } from 'vitest';
import { deploymentCheck } from '../../desk/doctor/deployment.ts';
import { secretChecks } from '../../desk/doctor/secrets.ts';
import type { Installation } from '../../desk/gateway/gateway-connection.ts';
import { connection } from '../../desk/gateway/reached-gateway.ts';
import { checkSecrets } from '../../local/configuration.ts';
import { configured } from '../infra/support/synthesized.ts';
import { needed, prepare, secrets, started } from '../local/support/gateway.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { connectionOf } from './support/connection.ts';

neverCallsBack('delta-h7');
const configuration = configured({ callbacks: undefined });

describe('a gateway that no authority calls back', () => {
  it('has no callback token for the doctor to check or for anybody to change', async () => {
    const rejecting = { ...connectionOf('delta-h7').installation, secrets: async () => ({}) as never };
    const checks = secretChecks({ ...connectionOf('delta-h7'), installation: rejecting }, configuration, new Date());
    for (const check of checks) check.catch(() => {});
    expect(checks).toHaveLength(1);
    const reach = { ...{ region: 'eu-west-3', stage: 'prod', table: 't', callbackUrl: undefined, putUp: 'deploy' } };
    const gateway = connection('the gateway', '', ['delta-h7'], {
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
        ...connectionOf('delta-h7').installation,
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

  it('runs on this machine without a token and without a URL of callbacks', async () => {
    const { 'test/token': _, ...withoutToken } = secrets;
    const account = secrets['test/credentials'];
    checkSecrets(configuration, { [String(configuration.lanes['delta-h7']?.credentialsSecret)]: account });
    const { ready } = await started({ ...prepare(needed).options, secrets: withoutToken });
    expect(ready).toMatchObject({ ready: true, table: 'declarant-test-ledger' });
    expect(ready).not.toHaveProperty('callbackUrl');
  });
});
