import type { Configuration } from '../../schemas/configuration.ts';
import { alarmStates } from '../alarms/alarm-states.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { type Diagnosis, diagnose, ok, warning } from './diagnosis.ts';
import { unwatched } from './unwatched.ts';

/** The most alarms that are named. */
const MOST_NAMED = 5;

/** Looks which alarms are raised now; what is only good to know does not count. */
export function raisedAlarmsCheck(
  gateway: GatewayConnection,
  { alarms }: Pick<Configuration, 'alarms'>,
): Promise<Diagnosis> {
  const { putUp } = gateway.installation;
  return diagnose('raised alarms', putUp, async () => {
    const asked = await alarmStates(gateway);
    if ('unknown' in asked) return unwatched(asked.unknown);
    const all = asked.answer;
    if (all.length === 0) return warning('CloudWatch has no alarm of this gateway', putUp);
    const raised = all.filter(({ state, text }) => state === 'ALARM' && text?.severity !== 'notice');
    if (raised.length === 0) return ok(`none of ${all.length} is raised`);
    const named = raised
      .slice(0, MOST_NAMED)
      .map(({ title, since }) => `${title}${since ? ` since ${momentOf(since)}` : ''}`);
    const more = raised.length > MOST_NAMED ? `, and ${raised.length - MOST_NAMED} more` : '';
    const says = raised.length === 1 ? `1 of ${all.length} is raised` : `${raised.length} of ${all.length} are raised`;
    return warning(`${says}: ${named.join(', ')}${more}`, `do what the runbook says of each: ${alarms.runbook}`);
  });
}
