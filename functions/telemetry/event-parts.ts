import type { EventField } from './event-definition.ts';

/** The dimensions of most metrics. */
export const lane = ['authority'] as const;
export const laneAndMessage = ['authority', 'message'] as const;

/** An event that is counted by a metric: its level, the metric's name and dimensions, and the other fields of its line. */
export const info = counted('info');
/** The same, of one that calls for a person. */
export const error = counted('error');

function counted<Level extends 'info' | 'error'>(level: Level) {
  return <
    const Name extends string,
    const Dimensions extends readonly EventField[],
    const Fields extends readonly EventField[] = [],
  >(
    name: Name,
    dimensions: Dimensions,
    fields: Fields = [] as never,
  ) => ({ level, dimensions, metrics: [{ name, unit: 'Count' }] as const, fields });
}
