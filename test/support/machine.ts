import { type Simulator, type SimulatorOptions, startDeltaH7 } from '../../local/simulators/delta-h7/index.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { type RunningGateway, type RunningGatewayOptions, startRunningGateway } from './running-gateway.ts';

export const CALLBACK_TOKEN = 'the-token-that-customs-was-given';
export const CUSTOMS_ACCOUNT = {
  clientId: 'client',
  clientSecret: 'client-secret',
  username: 'technical',
  password: 'pass-word',
};

export const CREDENTIALS_SECRET = 'declarant/test/delta-h7/credentials';
export const TOKEN_SECRET = 'declarant/test/callback-token';

/** The gateway from its synthesized template, beside a customs simulator. */
export interface Machine extends RunningGateway {
  customs: Simulator;
  /** Posts to the callback API. */
  callback(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; type: string | null }>;
}

export interface MachineOptions extends RunningGatewayOptions {
  lane?: Record<string, unknown>;
  customs?: Partial<SimulatorOptions>;
  /** The platforms that get a queue of their own. */
  platforms?: Configuration['platforms'];
  platformTrust?: Configuration['platformTrust'];
}

export async function startMachine({
  lane = {},
  customs: more = {},
  platforms = [],
  platformTrust = 'apart',
  ...wishes
}: MachineOptions = {}): Promise<Machine> {
  let callbackUrl = '';
  const customs = await startDeltaH7({
    port: 0,
    pace: 0,
    callbackUrl: () => callbackUrl,
    callbackToken: CALLBACK_TOKEN,
    accounts: [CUSTOMS_ACCOUNT],
    ...more,
  });

  const deltaH7 = {
    baseUrl: customs.url,
    tokenUrl: customs.tokenUrl,
    credentialsSecret: CREDENTIALS_SECRET,
    share: { perSecond: 100, perHour: 100_000 },
    timeoutSeconds: 2,
    pauseSeconds: 1,
    ...lane,
  };
  const running = await startRunningGateway(
    {
      authority: 'delta-h7',
      kind: 'declaration',
      configuration: {
        lanes: { 'delta-h7': deltaH7 },
        callbacks: { tokenSecret: TOKEN_SECRET },
        ...{ platforms, platformTrust },
      },
      secrets: { [CREDENTIALS_SECRET]: JSON.stringify(CUSTOMS_ACCOUNT), [TOKEN_SECRET]: CALLBACK_TOKEN },
    },
    wishes,
  ).catch(async (error: unknown) => {
    // The timer would keep the process from its end.
    await customs.close();
    throw error;
  });
  callbackUrl = running.gateway.ready.callbackUrl ?? '';

  return {
    ...running,
    customs,
    async callback(route, body, headers = { Authorization: `Bearer ${CALLBACK_TOKEN}` }) {
      const raw = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${callbackUrl}${route}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: raw as string,
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text ? JSON.parse(text) : undefined,
        type: response.headers.get('content-type'),
      };
    },
    async stop() {
      await customs.close();
      await running.stop();
    },
  };
}
