import type { Configuration } from '../../schemas/configuration.ts';
import { gatewayFunctions } from '../../schemas/gateway-functions.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { HOUSEKEEPING_SECONDS } from '../lanes/housekeeping-seconds.ts';
import { type AlarmKinds, once, type Watch } from './kind.ts';
import { functionMetric } from './metric.ts';

/** The part of its time that housekeeping may take before somebody should look. */
const MOST = 0.95;

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
  'housekeeping-slow': {
    severity: 'warning',
    means: 'Housekeeping needed nearly all of its time, and may be ended in its work: what it does not reach waits.',
    watches: once(({ stage }) => ({
      metrics: { longest: functionMetric(resourceNames(stage).housekeeping, 'Duration', 'Maximum') },
      threshold: Math.floor(MOST * HOUSEKEEPING_SECONDS * 1000),
      unit: 'milliseconds',
    })),
  },
};

function functionsOf(configuration: Configuration, metric: string, threshold: number, unit: string): Watch[] {
  return gatewayFunctions(configuration).map(({ of, name }) => ({
    of,
    metrics: { count: functionMetric(name, metric) },
    threshold,
    unit,
  }));
}
