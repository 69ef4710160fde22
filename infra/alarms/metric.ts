import type { EventName } from '../../functions/telemetry/event-line.ts';
import { type events, namespace, stageDimension } from '../../functions/telemetry/events.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';

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

/** The events that are counted once more over all messages of a lane. */
type CountedByLane = {
  [Name in EventName]: Events[Name] extends { alsoBy: readonly ['authority'] } ? Name : never;
}[EventName];

/** A metric of an event over all messages of a lane. */
export function laneMetric<Name extends CountedByLane>(
  stage: string,
  _event: Name,
  name: Events[Name]['metrics'][number]['name'],
  authority: AuthorityName,
): AlarmMetric {
  return { namespace, name, dimensions: { [stageDimension]: stage, authority }, statistic: 'Sum' };
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
/** Over all rules of a firewall in front of a regional API, by its name. */
export const firewallMetric = (region: string, firewall: string, name: string): AlarmMetric => ({
  namespace: 'AWS/WAFV2',
  name,
  dimensions: { Region: region, Rule: 'ALL', WebACL: firewall },
  statistic: 'Sum',
});
