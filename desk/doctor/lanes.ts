import { explain } from '../../schemas/causes.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { breakerStatus } from '../lanes/lane-status.ts';
import { whyOf } from '../render/lanes.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';

/** Checks that each lane sends. */
export function laneChecks(gateway: GatewayConnection, now: Date): Promise<Diagnosis>[] {
  const { options, installation } = gateway;
  return gateway.authorities.map((authority) =>
    diagnose(`lane ${authority}`, installation.putUp, async () => {
      const state = await (await gateway.laneSwitch(authority)).state();
      const breaker = breakerStatus(authority, state, now);
      const why = whyOf(breaker, null);
      switch (breaker.state) {
        case 'closed':
          return ok('sends');
        case 'ramping':
          return ok(`sends at ${breaker.percent} % of its rate, which grows`);
        case 'paused':
          return warning(
            `an operator paused it ${why}`,
            `npx declarant resume ${authority} --reason "…"${options}, once the reason is gone`,
          );
        case 'open':
        case 'probing': {
          const says = `does not send ${why}`;
          // A trouble that passes by itself only needs somebody to look; one of our own making stays.
          return explain(breaker).heals ? warning(says, breaker.remedy) : fault(says, breaker.remedy);
        }
      }
    }),
  );
}
