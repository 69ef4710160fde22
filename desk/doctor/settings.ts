import type { Configuration } from '../../schemas/configuration.ts';
import type { Advice } from '../../schemas/lane-settings.ts';
import { mixedHosts } from '../../schemas/mixed-hosts.ts';
import { adviceOn } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, ok, warning } from './diagnosis.ts';

/** Checks the settings of each lane against each other: nothing is asked of anybody. */
export function settingsChecks({ authorities }: GatewayConnection, { lanes }: Configuration): Diagnosis[] {
  return authorities.map((authority) => {
    const lane = lanes[authority];
    const advice = lane ? [...mixAdvice(lane), ...adviceOn(authority, lane)] : [];
    const finding =
      advice.length === 0
        ? ok('its URLs are of one environment')
        : warning(advice.map(({ says }) => says).join('; '), advice.map(({ remedy }) => remedy).join('; '));
    return { part: `settings of ${authority}`, ...finding };
  });
}

function mixAdvice(lane: object): Advice[] {
  const mixed = mixedHosts(lane);
  if (!mixed) return [];
  const { test, production } = mixed;
  return [
    {
      says: `its URLs mix test and production: ${test.join(', ')} and ${production.join(', ')}`,
      remedy: 'take all of them from one environment',
    },
  ];
}
