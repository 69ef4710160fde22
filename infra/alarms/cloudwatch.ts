import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition } from './catalogue.ts';

/** The metric of an alarm, as CloudWatch takes it for the alarm and for the graph alike. */
export function watchedMetric({ metrics, expression, minutes, title }: AlarmDefinition): IMetric {
  const period = Duration.minutes(minutes);
  const named = Object.entries(metrics).map(([id, { namespace, name, dimensions, statistic }]): [string, Metric] => [
    id,
    new Metric({ namespace, metricName: name, dimensionsMap: { ...dimensions }, statistic, period }),
  ]);
  if (expression)
    return new MathExpression({ expression, usingMetrics: Object.fromEntries(named), period, label: title });
  const [only] = named;
  if (!only || named.length > 1) throw new TypeError(`${title} needs an expression, or one metric`);
  return only[1];
}
