import type { CloudWatchClient, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { type AlarmText, readAlarmDescription } from '../../schemas/alarm-description.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { askCloudWatch, type CloudWatchAnswer, type WatchedGateway } from '../gateway/ask-cloudwatch.ts';

/** The states of an alarm, in CloudWatch's words; those to look at come first. */
const states = ['ALARM', 'INSUFFICIENT_DATA', 'OK'] as const;

/** An alarm of a gateway as it stands. */
export interface AlarmState {
  /** Its name in CloudWatch. */
  name: string;
  /** Its name without the stage: `lane-open AUTHORITY`. */
  title: string;
  state: (typeof states)[number];
  /** The instant since when it is in this state, ISO 8601 in UTC; null where CloudWatch does not say it. */
  since: string | null;
  /** Its meaning and its place in the runbook; null where its description was changed by hand. */
  text: AlarmText | null;
}

/** The states of all alarms of a gateway: those that stand first, then by name. */
export function alarmStates(gateway: WatchedGateway): Promise<CloudWatchAnswer<AlarmState[]>> {
  const { alarm: nameOf, alarms: topic } = resourceNames(gateway.installation.stage);
  const prefix = nameOf('', []);
  return askCloudWatch(gateway, async (client) => {
    const found: AlarmState[] = [];
    for await (const alarm of alarmsUnder(client, prefix)) {
      // The names of another stage may begin so, too: `prod` and `prod-south`. Its alarms have a topic of their own.
      if (alarm.AlarmActions?.some((action) => action.endsWith(`:${topic}`))) found.push(stateOf(alarm, prefix));
    }
    return found.toSorted(
      (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || a.name.localeCompare(b.name, 'en'),
    );
  });
}

async function* alarmsUnder(client: CloudWatchClient, prefix: string): AsyncGenerator<MetricAlarm> {
  const { DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch');
  let next: string | undefined;
  do {
    const { MetricAlarms = [], NextToken } = await client.send(
      new DescribeAlarmsCommand({
        ...{ AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm'], MaxRecords: 100, NextToken: next },
      }),
    );
    yield* MetricAlarms;
    next = NextToken;
  } while (next !== undefined);
}

function stateOf(alarm: MetricAlarm, prefix: string): AlarmState {
  const { AlarmName: name = '', AlarmDescription = '', StateValue: state = 'INSUFFICIENT_DATA' } = alarm;
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  const text = readAlarmDescription(AlarmDescription) ?? null;
  const own = name.slice(prefix.length);
  const of = text && own.startsWith(`${text.kind}-`) ? own.slice(text.kind.length + 1) : undefined;
  return { name, title: of ? `${text?.kind} ${of}` : own, state, since: since?.toISOString() ?? null, text };
}
