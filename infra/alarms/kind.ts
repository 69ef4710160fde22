import type { AlarmSeverity } from '../../schemas/alarm-description.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { type Configuration, lanesOf } from '../../schemas/configuration.ts';
import type { AlarmMetric } from './metric.ts';

/**
 * A kind of alarm, with one meaning for all lanes, messages or functions that it is about. Its name is the anchor of
 * its section in docs/runbook.md.
 */
export interface AlarmKind {
  severity: AlarmSeverity;
  /** One sentence for the person who gets the mail. */
  means: string;
  /**
   * The meaning of a period without a value: all is well, it is over the threshold, or nothing has changed.
   * @default 'notBreaching'
   */
  missing?: 'notBreaching' | 'breaching' | 'ignore';
  /** True if the end of the alarm is mailed, too. @default true */
  notifiesEnd?: boolean;
  /** The watches in a gateway with this configuration, each with its threshold. */
  watches(configuration: Configuration): Watch[];
}

export type AlarmKinds = Readonly<Record<string, AlarmKind>>;

/** One alarm of a kind. */
export interface Watch {
  /** The owner: the authority, then the message, the platform or the function, where there are several. */
  of: readonly string[];
  /** The metrics, by the names that the expression uses. */
  metrics: Readonly<Record<string, AlarmMetric>>;
  /** Metric math over the metrics; without it there is one metric, which is watched itself. */
  expression?: string;
  /** The side of the threshold on which the alarm is raised. @default 'at least' */
  raisedWhen?: 'at least' | 'below';
  /** @default 1 */
  threshold?: number;
  /** The unit of the value, for the graph. */
  unit: string;
  /** The minutes of one value. @default 5 */
  minutes?: number;
  /** The number of values in a row that raise it. @default 1 */
  periods?: number;
}

/** CloudWatch takes no more metrics in an alarm's expression. */
export const MOST_METRICS = 10;

/**
 * The sum of metrics that differ in a dimension; a missing one counts as zero.
 * @throws {RangeError} where CloudWatch would refuse it
 */
export function sumOf(metrics: readonly AlarmMetric[]): Pick<Watch, 'metrics' | 'expression'> {
  if (metrics.length > MOST_METRICS)
    throw new RangeError(`an alarm takes up to ${MOST_METRICS} metrics, not ${metrics.length}: split it`);
  const named = metrics.map((metric, n) => [`m${n + 1}`, metric] as const);
  return {
    metrics: Object.fromEntries(named),
    expression: `SUM([${named.map(([id]) => `FILL(${id}, 0)`).join(', ')}])`,
  };
}

/** One alarm of a gateway, where it concerns that. */
export function once(
  watch: (configuration: Configuration) => Omit<Watch, 'of'>,
  concerns: (configuration: Configuration) => boolean = () => true,
) {
  return (configuration: Configuration): Watch[] =>
    concerns(configuration) ? [{ of: [], ...watch(configuration) }] : [];
}

/** One alarm for each lane, or for each lane that it concerns. */
export function eachLane(
  watch: (configuration: Configuration, authority: AuthorityName) => Omit<Watch, 'of'>,
  concerns: (authority: AuthorityName, configuration: Configuration) => boolean = () => true,
) {
  return (configuration: Configuration): Watch[] =>
    lanesOf(configuration)
      .filter((authority) => concerns(authority, configuration))
      .map((authority) => ({ of: [authority], ...watch(configuration, authority) }));
}
