import { dynamoDbFeedCursors, type FeedCursor } from '../../../functions/ledger/feed-cursors.ts';
import { type Simulator, type SimulatorOptions, startTolletaten } from '../../../local/simulators/toll/index.ts';
import { clientOf } from '../../support/dynamodb.ts';
import { type RunningGateway, type RunningGatewayOptions, startRunningGateway } from '../../support/running-gateway.ts';
import { privateKeyPem } from './tolletaten.ts';

const CREDENTIALS = { clientId: 'client-1', keyId: 'key-1', privateKey: privateKeyPem };
const CREDENTIALS_SECRET = 'declarant/test/toll/credentials';

/** The gateway from its synthesized template, beside a simulated Maskinporten and Tolletaten. */
export interface TollMachine extends RunningGateway {
  tolletaten: Simulator;
  /** Presents something for a platform, under a reference if it has one. */
  present(message: string, payload: object, platform?: string): Promise<void>;
  /** The position in the feed of signals. */
  cursor(): Promise<FeedCursor>;
}

export interface TollMachineOptions extends RunningGatewayOptions {
  lane?: Record<string, unknown>;
  tolletaten?: Partial<SimulatorOptions>;
}

export async function startTollMachine({
  lane = {},
  tolletaten: more = {},
  ...wishes
}: TollMachineOptions = {}): Promise<TollMachine> {
  const tolletaten = await startTolletaten({ port: 0, pace: 0, accounts: [CREDENTIALS], ...more });
  const toll = {
    ...{ baseUrl: tolletaten.url, tokenUrl: tolletaten.tokenUrl, audience: tolletaten.audience },
    ...{ exchangeUrl: tolletaten.exchangeUrl, scope: 'toll:movement/entry', credentialsSecret: CREDENTIALS_SECRET },
    share: { perSecond: 100, perHour: 100_000 },
    ...{ timeoutSeconds: 2, pauseSeconds: 1 },
    validation: { firstSeconds: 0.2, everySeconds: 0.2 },
    routing: { everySeconds: 1 },
    ...lane,
  };
  const running = await startRunningGateway(
    {
      ...{ authority: 'toll', kind: 'presentation' },
      configuration: { lanes: { toll }, platforms: [] },
      secrets: { [CREDENTIALS_SECRET]: JSON.stringify(CREDENTIALS) },
    },
    wishes,
  ).catch(async (error: unknown) => {
    await tolletaten.close();
    throw error;
  });
  const { endpoints, region, table } = running.gateway.ready;
  const dynamodb = clientOf({ endpoint: endpoints.dynamodb, region });
  const cursors = dynamoDbFeedCursors(dynamodb, table);

  return {
    ...running,
    tolletaten,
    present: (message, payload, platform = 'shop-1') =>
      running.submit(JSON.stringify({ authority: 'toll', message, platform, payload })),
    cursor: () => cursors.get('toll', 'routing'),
    async stop() {
      await tolletaten.close();
      await running.stop();
      dynamodb.destroy();
    },
  };
}
