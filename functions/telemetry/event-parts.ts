/** A metric that counts the lines of an event. */
export const countOf = <Name extends string>(name: Name) => [{ name, unit: 'Count' }] as const;
/** The dimensions of most metrics. */
export const lane = ['authority'] as const;
export const laneAndMessage = ['authority', 'message'] as const;
