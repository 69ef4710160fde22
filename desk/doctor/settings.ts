import type { Configuration } from '../../schemas/configuration.ts';
import { valueIn } from '../../schemas/fault.ts';
import { isLoopback, urlsOf } from '../../schemas/lane.ts';
import type { Advice } from '../../schemas/lane-settings.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { ok, warning } from './diagnosis.ts';
import { lookAtLanes } from './look-at-lanes.ts';

/** A part of a host's name by which people tell a system for tests. */
const TEST = /(?:^|[.-])(?:test|playground|sandbox|preprod|staging|qa|uat|demo)\d*(?=[.-]|$)/;

/** Checks the settings of each lane against each other: nothing is asked of anybody. */
export function settingsChecks(gateway: GatewayConnection, configuration: Configuration) {
  return lookAtLanes('settings', gateway, configuration, (authority, lane) => {
    const { advice: own, files = {} } = settingsOf(authority);
    const named = Object.keys(files).flatMap((key) => {
      const file = valueIn(lane, [key]);
      return typeof file === 'string' ? [`${key} is ${printable(file)}`] : [];
    });
    const advice = [...mixAdvice(lane), ...(own?.(lane, configuration.files[authority] ?? {}) ?? [])];
    if (advice.length === 0) return ok(['its URLs are of one environment', ...named].join('; '));
    const says = [...advice.map((one) => one.says), ...named].join('; ');
    return warning(says, advice.map(({ remedy }) => remedy).join('; '));
  });
}

/** The advice on a lane some of whose URLs are by their names for tests, and others not. */
function mixAdvice(lane: object): Advice[] {
  const hosts = [...new Set(urlsOf(lane).flatMap(([, url]) => (isLoopback(url) ? [] : [url.hostname])))];
  const test = hosts.filter((host) => TEST.test(host));
  const production = hosts.filter((host) => !TEST.test(host));
  if (test.length === 0 || production.length === 0) return [];
  const says = `its URLs mix test and production: ${test.join(', ')} and ${production.join(', ')}`;
  return [{ says, remedy: 'take all of them from one environment' }];
}
