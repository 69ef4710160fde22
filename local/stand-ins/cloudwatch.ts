import { type Input, type JsonService, ServiceError, startJsonService } from './json-service.ts';
import type { LyingThere } from './queues.ts';

/** An alarm as its template has it. */
export interface TemplateAlarm {
  name: string;
  description: string;
  /** The ARNs of its topics. */
  actions: readonly string[];
  metric: Metric;
  /** Undefined where it watches a formula of several metrics. */
  threshold: number | undefined;
}

interface Metric {
  namespace: string | undefined;
  name: string | undefined;
  dimensions: Readonly<Record<string, string>>;
}

const MINUTE = 60_000;
const NOT_MEASURED = 'the local machine measures queues alone';

/**
 * CloudWatch, as far as queues go: their metrics as they stand at the moment of a question, and the alarms of these
 * metrics. All other alarms have no data, since nothing is measured here.
 * @param lyingIn the messages in a queue, by its name
 * @param alarms those that a template has; what is added later is found as well
 */
export function startCloudWatch(
  region: string,
  lyingIn: (queue: string) => LyingThere | undefined,
  alarms: readonly TemplateAlarm[],
  now: () => number = Date.now,
): Promise<JsonService> {
  /** The states as they were found at the latest question, with the first question at which they were so. */
  const found = new Map<string, { value: string; since: number }>();

  const measure = ({ namespace, name, dimensions }: Metric): number | undefined => {
    const lying = namespace === 'AWS/SQS' ? lyingIn(dimensions.QueueName ?? '') : undefined;
    if (name === 'ApproximateNumberOfMessagesVisible') return lying?.visible;
    if (name !== 'ApproximateAgeOfOldestMessage' || lying?.oldestSince === undefined) return undefined;
    return Math.floor((now() - lying.oldestSince) / 1000);
  };

  const described = (alarm: TemplateAlarm) => {
    const { name, description, actions, metric, threshold } = alarm;
    const isQueue = threshold !== undefined && lyingIn(metric.dimensions.QueueName ?? '') !== undefined;
    // Missing data are no breach: each alarm of a queue treats them so.
    const isRaised = isQueue && (measure(metric) ?? 0) >= threshold;
    const value = !isQueue ? 'INSUFFICIENT_DATA' : isRaised ? 'ALARM' : 'OK';
    const before = found.get(name);
    const state = before?.value === value ? before : { value, since: now() };
    found.set(name, state);
    return {
      ...{ AlarmName: name, AlarmArn: `arn:aws:cloudwatch:${region}:000000000000:alarm:${name}` },
      ...{ AlarmDescription: description, AlarmActions: actions, StateValue: value },
      ...{ StateTransitionedTimestamp: state.since / 1000, StateUpdatedTimestamp: now() / 1000 },
      ...(!isQueue && { StateReason: NOT_MEASURED }),
    };
  };

  return startJsonService('CloudWatch', {
    GetMetricData(input) {
      const at = (Math.floor(now() / MINUTE) * MINUTE) / 1000;
      const MetricDataResults = queriesIn(input).map(({ id, metric }) => {
        const value = measure(metric);
        const values = value === undefined ? [] : [value];
        return { Id: id, Label: metric.name, StatusCode: 'Complete', Timestamps: values.map(() => at), Values: values };
      });
      return { MetricDataResults, Messages: [] };
    },
    DescribeAlarms({ AlarmNamePrefix }) {
      const prefix = typeof AlarmNamePrefix === 'string' ? AlarmNamePrefix : '';
      return { MetricAlarms: alarms.filter(({ name }) => name.startsWith(prefix)).map(described), CompositeAlarms: [] };
    },
  });
}

interface Query {
  Id: string;
  MetricStat?: {
    Metric?: { Namespace?: string; MetricName?: string; Dimensions?: { Name: string; Value: string }[] };
  };
}

/** AWS takes up to 500 metrics at once, each under an id of its own; formulas are not known here. */
function queriesIn({ MetricDataQueries }: Input): { id: string; metric: Metric }[] {
  const queries = Array.isArray(MetricDataQueries) ? (MetricDataQueries as Query[]) : [];
  if (queries.length < 1 || queries.length > 500 || new Set(queries.map(({ Id }) => Id)).size < queries.length)
    throw new ServiceError('ValidationError', 'MetricDataQueries must be 1 to 500 queries whose ids differ');
  return queries.map(({ Id: id, MetricStat }) => {
    const { Namespace: namespace, MetricName: name, Dimensions = [] } = MetricStat?.Metric ?? {};
    if (!MetricStat) throw new ServiceError('ValidationError', 'The local CloudWatch takes no formulas');
    const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
    return { id, metric: { namespace, name, dimensions } };
  });
}
