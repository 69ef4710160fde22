import { type Simulator, type SimulatorOptions, startCiel } from '../../../local/simulators/ciel/index.ts';
import { type RunningGateway, type RunningGatewayOptions, startRunningGateway } from '../../support/running-gateway.ts';
import { secret } from './scripted-ciel.ts';

const CREDENTIALS_SECRET = 'declarant/test/ciel/credentials';

/** The gateway from its synthesized template, beside a simulated CIEL. */
export interface CielMachine extends RunningGateway {
  ciel: Simulator;
  /** Declares for a platform: the content of a declaration, or `{ xml }`. */
  declare(payload: object, platform?: string): Promise<void>;
}

export interface CielMachineOptions extends RunningGatewayOptions {
  ciel?: Partial<SimulatorOptions>;
}

export async function startCielMachine({ ciel: more = {}, ...wishes }: CielMachineOptions = {}): Promise<CielMachine> {
  const ciel = await startCiel({ port: 0, accounts: [JSON.parse(secret())], ...more });
  const lane = {
    ...{ declarationsUrl: ciel.declarationsUrl, tokenUrl: ciel.tokenUrl, credentialsSecret: CREDENTIALS_SECRET },
    share: { perSecond: 20, perHour: 20_000 },
    ...{ timeoutSeconds: 2, pauseSeconds: 1 },
    returns: { listingUrl: ciel.listingUrl, everyMinutes: 0.02, platform: 'vignes-du-sud' },
  };
  const running = await startRunningGateway(
    {
      ...{ authority: 'ciel', kind: 'declaration' },
      configuration: { lanes: { ciel: lane }, platforms: ['vignes-du-sud'] },
      secrets: { [CREDENTIALS_SECRET]: secret() },
    },
    wishes,
  ).catch(async (error: unknown) => {
    await ciel.close();
    throw error;
  });
  return {
    ...running,
    ciel,
    declare: (payload, platform = 'shop-1') =>
      running.submit(JSON.stringify({ authority: 'ciel', message: 'DRM', platform, payload })),
    async stop() {
      await ciel.close();
      await running.stop();
    },
  };
}
