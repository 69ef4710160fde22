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

/** A metric that AWS measures of the resources of a service, by the dimension that names one of them. */
const measured =
  (service: string, dimension: string, usual: AlarmMetric['statistic']) =>
  (resource: string, name: string, statistic = usual): AlarmMetric => ({
    namespace: `AWS/${service}`,
    name,
    dimensions: { [dimension]: resource },
    statistic,
  });

export const queueMetric = measured('SQS', 'QueueName', 'Maximum');
export const functionMetric = measured('Lambda', 'FunctionName', 'Sum');
/** Over all responses of an API. */
export const apiMetric = measured('ApiGateway', 'ApiName', 'Sum');
