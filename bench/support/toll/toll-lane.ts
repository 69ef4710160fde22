import { secret } from '../../../test/toll/support/tolletaten.ts';
import { type BenchGateway, startBenchGateway } from '../bench-gateway.ts';
import type { BareTolletaten } from './bare-tolletaten.ts';

const CREDENTIALS = 'declarant/bench/toll/credentials';
/** The rate is no part of these figures: it is the most that a configuration takes. */
const SHARE = { perSecond: 100, perHour: 360_000 };

/** The platform that presents, and is told of every signal. */
export const TOLD = 'shop-1';

/**
 * The gateway with its one lane to a bare Tolletaten.
 * @param everySeconds the interval between two reads of the feed
 */
export function startTollLane({ url }: BareTolletaten, everySeconds: number): Promise<BenchGateway> {
  const toll = {
    ...{ baseUrl: url, tokenUrl: `${url}/token`, audience: `${url}/`, exchangeUrl: `${url}/token` },
    ...{ scope: 'toll:movement/entry', credentialsSecret: CREDENTIALS, share: SHARE },
    routing: { everySeconds, platform: TOLD },
  };
  return startBenchGateway({
    configuration: { lanes: { toll }, platforms: [TOLD] },
    secrets: { [CREDENTIALS]: secret() },
  });
}
