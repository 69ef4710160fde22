import type { ReadMetric } from './embedded-metric-format.ts';
import { evaluate, type MathOptions, type Series } from './metric-math.ts';

interface NamedDimension {
  Name: string;
  Value: string;
}
interface MetricStat {
  Metric: { Namespace: string; MetricName: string; Dimensions: NamedDimension[] };
  Period: number;
  Stat: string;
}

/** The properties of an AWS::CloudWatch::Alarm, as far as they decide its state. */
export interface AlarmProperties {
  AlarmName: string;
  AlarmDescription: string;
  AlarmActions?: unknown[];
  OKActions?: unknown[];
  ComparisonOperator: string;
  EvaluationPeriods: number;
  Threshold: number;
  TreatMissingData: string;
  Namespace?: string;
  MetricName?: string;
  Dimensions?: NamedDimension[];
  Period?: number;
  Statistic?: string;
  ExtendedStatistic?: string;
  Metrics?: { Id: string; Expression?: string; MetricStat?: MetricStat; ReturnData?: boolean }[];
}

/** A value that somebody measured: what CloudWatch keeps. */
export type Point = Pick<ReadMetric, 'namespace' | 'name' | 'dimensions' | 'value' | 'at'>;
/** `unchanged`: the alarm stays as it was. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'unchanged';

/** A metric that an alarm reads, by the name that its expression uses. */
export interface WatchedMetric {
  id: string;
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  statistic: string;
  period: number;
}

/** Every metric that an alarm reads. */
export function metricsOf(alarm: AlarmProperties): WatchedMetric[] {
  const watched = (id: string, { Metric: { Namespace, MetricName, Dimensions }, Period, Stat }: MetricStat) => ({
    id,
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries((Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
    statistic: Stat,
    period: Period,
  });
  if (alarm.Metrics)
    return alarm.Metrics.flatMap(({ Id, MetricStat }) => (MetricStat ? [watched(Id, MetricStat)] : []));
  const { Namespace = '', MetricName = '', Dimensions = [], Period = 0, Statistic, ExtendedStatistic } = alarm;
  return [
    watched('only', {
      Metric: { Namespace, MetricName, Dimensions },
      Period,
      Stat: Statistic ?? ExtendedStatistic ?? '',
    }),
  ];
}

const comparisons: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** The state of an alarm at an instant, in epoch milliseconds, by the metrics until then. */
export function stateOf(
  alarm: AlarmProperties,
  points: readonly Point[],
  at: number,
  options: MathOptions = { fillsEmpty: true },
): AlarmState {
  const periods = alarm.EvaluationPeriods;
  const series = Object.fromEntries(
    metricsOf(alarm).map((metric) => [metric.id, seriesOf(metric, points, at, periods)]),
  );
  const expression = alarm.Metrics?.find(({ ReturnData }) => ReturnData !== false)?.Expression ?? 'only';
  const values = evaluate(expression, series, options);
  const isBeyond = comparisons[alarm.ComparisonOperator];
  if (!isBeyond) throw new TypeError(`${alarm.ComparisonOperator} is not known here`);

  const isMissing = values.includes(undefined);
  if (isMissing && alarm.TreatMissingData === 'ignore') return 'unchanged';
  if (isMissing && alarm.TreatMissingData === 'missing') return 'INSUFFICIENT_DATA';
  const all = values.every((value) =>
    value === undefined ? alarm.TreatMissingData === 'breaching' : isBeyond(value, alarm.Threshold),
  );
  return all ? 'ALARM' : 'OK';
}

/** True if an alarm was raised at any instant at which one of its metrics was measured. */
export function raised(alarm: AlarmProperties, points: readonly Point[], options?: MathOptions): boolean {
  const watched = metricsOf(alarm);
  const instants = new Set(points.filter((point) => watched.some((one) => isOf(point, one))).map(({ at }) => at));
  return [...instants].some((at) => stateOf(alarm, points, at, options) === 'ALARM');
}

/** A metric's values in the periods that end at an instant, oldest first. */
function seriesOf(metric: WatchedMetric, points: readonly Point[], at: number, periods: number): Series {
  const length = metric.period * 1000;
  const mine = points.filter((point) => isOf(point, metric));
  return Array.from({ length: periods }, (_, n) => {
    const end = at - (periods - 1 - n) * length;
    const values = mine.filter((point) => point.at > end - length && point.at <= end).map(({ value }) => value);
    return values.length > 0 ? statistic(metric.statistic, values) : undefined;
  });
}

/** The same namespace, name and dimensions: no more and no fewer. */
export function isOf(point: Point, metric: Pick<WatchedMetric, 'namespace' | 'name' | 'dimensions'>): boolean {
  const names = Object.keys(point.dimensions);
  return (
    point.namespace === metric.namespace &&
    point.name === metric.name &&
    names.length === Object.keys(metric.dimensions).length &&
    names.every((name) => point.dimensions[name] === metric.dimensions[name])
  );
}

function statistic(name: string, values: number[]): number {
  switch (name) {
    case 'Sum':
      return values.reduce((a, b) => a + b, 0);
    case 'Maximum':
      return Math.max(...values);
    case 'SampleCount':
      return values.length;
    case 'p99':
      return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] as number;
    default:
      throw new TypeError(`the statistic ${name} is not known here`);
  }
}
