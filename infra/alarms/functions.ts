import { type Configuration, callbacksOf, lanesOf } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { AlarmKinds, Watch } from './kind.ts';
import { functionMetric } from './metric.ts';

/** The alarms of the functions. */
export const functionAlarms: AlarmKinds = {
  'function-errors': {
    severity: 'critical',
    means: 'A function ends in an error, runs out of its time, or cannot start.',
    watches: (configuration) =>
      functionsOf(configuration, 'Errors', configuration.alarms.functionErrors, 'failures in 5 minutes'),
  },
  'function-throttles': {
    severity: 'critical',
    means: "Lambda refuses to run a function: its concurrency, or the account's, is used up.",
    watches: (configuration) => functionsOf(configuration, 'Throttles', 1, 'refusals in 5 minutes'),
  },
};

function functionsOf(configuration: Configuration, metric: string, threshold: number, unit: string): Watch[] {
  const { receiver, notifier, keeper, housekeeping, lane } = resourceNames(configuration.stage);
  const watched = [
    ...(callbacksOf(configuration) ? [{ of: ['receive'], name: receiver }] : []),
    { of: ['notify'], name: notifier },
    { of: ['keep'], name: keeper },
    { of: ['housekeeping'], name: housekeeping },
    ...lanesOf(configuration).map((authority) => ({ of: [authority, 'send'], name: lane(authority).sender })),
  ];
  return watched.map(({ of, name }) => ({ of, metrics: { count: functionMetric(name, metric) }, threshold, unit }));
}
