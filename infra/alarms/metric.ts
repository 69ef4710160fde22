import type { EventName } from '../../functions/telemetry/event-line.ts';
import { type events, namespace, stageDimension } from '../../functions/telemetry/events.ts';

/** A metric in CloudWatch's terms, and the statistic of its values within a period. */
export interface AlarmMetric {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
  statistic: 'Sum' | 'Maximum' | 'SampleCount' | 'p99';
}

type Events = typeof events;

/**
 * A metric of one of our events; the types allow only the event's own metrics, with its own dimensions.
 * @example eventMetric('prod', 'lane.opened', 'LaneOpened', { authority: 'NAME' })
 */
export function eventMetric<Name extends EventName>(
  stage: string,
  _event: Name,
  name: Events[Name]['metrics'][number]['name'],
  dimensions: Readonly<Record<Events[Name]['dimensions'][number], string>>,
  statistic: AlarmMetric['statistic'] = 'Sum',
): AlarmMetric {
  return { namespace, name, dimensions: { [stageDimension]: stage, ...dimensions }, statistic };
}

/** A metric that AWS measures of a queue. */
export const queueMetric = (queue: string, name: string): AlarmMetric => ({
  namespace: 'AWS/SQS',
  name,
  dimensions: { QueueName: queue },
  statistic: 'Maximum',
});

/** A metric that AWS measures of a function. */
export const functionMetric = (
  functionName: string,
  name: string,
  statistic: AlarmMetric['statistic'] = 'Sum',
): AlarmMetric => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: functionName },
  statistic,
});

/** A metric that AWS measures of an API, over all its responses. */
export const apiMetric = (api: string, name: string, statistic: AlarmMetric['statistic']): AlarmMetric => ({
  namespace: 'AWS/ApiGateway',
  name,
  dimensions: { ApiName: api },
  statistic,
});
