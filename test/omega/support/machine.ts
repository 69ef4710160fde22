import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Simulator, startOmega } from '../../../local/simulators/omega/index.ts';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import { type RunningGateway, startRunningGateway } from '../../support/running-gateway.ts';
import { account, secretFor } from './account.ts';
import { request } from './gateway.ts';

const CREDENTIALS_SECRET = 'declarant/test/omega/credentials';

/** The gateway from its synthesized template, beside a simulated OMEGA; its secret begins with a foreign certificate. */
export interface OmegaMachine extends RunningGateway {
  omega: Simulator;
  /** Submits a request under a reference. */
  request(reference: string, payload?: object): Promise<void>;
  /** Puts the right certificate into the lane's secret. */
  putSecret(): Promise<void>;
}

export async function startOmegaMachine(): Promise<OmegaMachine> {
  const omega = await startOmega({ port: 0, accounts: [account] });
  const secret = secretFor(omega);
  const foreign = certificateAuthority('CN=Autre').issue({ subject: account.DNEntreprise, use: 'client' });
  const lane = {
    ...{ verifyUrl: omega.verifyUrl, createUrl: omega.createUrl, ...account },
    ...{ credentialsSecret: CREDENTIALS_SECRET, share: { perSecond: 50, perHour: 20_000 } },
    ...{ timeoutSeconds: 2, pauseSeconds: 1 },
  };
  const running = await startRunningGateway(
    {
      ...{ authority: 'omega', kind: 'request' },
      configuration: { lanes: { omega: lane }, platforms: ['gaz-direct'] },
      secrets: { [CREDENTIALS_SECRET]: JSON.stringify({ ...secret, ...foreign }) },
    },
    {},
  ).catch(async (error: unknown) => {
    await omega.close();
    throw error;
  });
  const { endpoints, region } = running.gateway.ready;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const secrets = new SecretsManagerClient({ endpoint: endpoints.secretsmanager, region, credentials });
  return {
    ...running,
    omega,
    request: (reference, payload = {}) =>
      running.submit(
        JSON.stringify({
          ...{ authority: 'omega', message: 'CreerDemandeTJDC', platform: 'gaz-direct', reference },
          payload: { ...request, DateDemandee: farAhead(), ...payload },
        }),
      ),
    async putSecret() {
      await secrets.send(
        new PutSecretValueCommand({ SecretId: CREDENTIALS_SECRET, SecretString: JSON.stringify(secret) }),
      );
    },
    async stop() {
      await omega.close();
      await running.stop();
      secrets.destroy();
    },
  };
}

/** A day of the next month: the gateway's functions have the clock of the machine. */
const farAhead = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
