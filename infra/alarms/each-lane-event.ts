import type { EventName } from '../../functions/telemetry/event-line.ts';
import type { events } from '../../functions/telemetry/events.ts';
import { eachLane, type Watch } from './kind.ts';
import { type AlarmMetric, eventMetric } from './metric.ts';

type Events = typeof events;
/** The events that are counted for each authority, and by nothing else. */
type LaneEvent = {
  [Name in EventName]: Events[Name]['dimensions'] extends readonly ['authority'] ? Name : never;
}[EventName];

interface Options extends Pick<Watch, 'minutes'> {
  /** @default 'Sum' */
  statistic?: AlarmMetric['statistic'];
  /** The lanes that it concerns. @default all */
  concerns?: Parameters<typeof eachLane>[1];
}

/** One alarm for each lane on a metric of an event. */
export function eachLaneEvent<Name extends LaneEvent>(
  event: Name,
  name: Events[Name]['metrics'][number]['name'],
  unit: string,
  { concerns, statistic, ...more }: Options = {},
) {
  return eachLane(({ stage }, authority) => {
    const value = eventMetric<LaneEvent>(stage, event, name, { authority }, statistic);
    return { metrics: { value }, unit, ...more };
  }, concerns);
}
