import type { GatewayConnection } from '../gateway-connection.ts';
import { breakerStatus } from '../lane-status.ts';
import { whyOf } from '../render/lanes.ts';
import { type Check, check, fault, ok, warning } from './check.ts';

/** Whether each lane sends. */
export function laneChecks(gateway: GatewayConnection, now: Date): Promise<Check>[] {
  const { options, installation } = gateway;
  return gateway.authorities.map((authority) =>
    check(`lane ${authority}`, installation.putUp, async () => {
      const state = await (await gateway.laneSwitch(authority)).state();
      const breaker = breakerStatus(state, now);
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
          // Customs that is down comes back by itself; what we have wrong stays wrong.
          if (breaker.cause === 'unavailable')
            return warning(says, 'nothing: it tries each minute, and goes on by itself');
          return fault(
            says,
            breaker.cause === 'unauthorised' ? 'see the credentials and the token' : 'correct baseUrl',
          );
        }
      }
    }),
  );
}
