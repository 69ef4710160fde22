import type { EventDefinition } from './event-definition.ts';
import type { LogValue } from './event-line.ts';
import { namespace, stageDimension } from './events.ts';

interface LineFields {
  stage: string;
  given: Readonly<Record<string, LogValue>>;
  at: Date;
}

/** The value of an unknown dimension: CloudWatch drops a metric whose dimension is missing. */
const UNKNOWN = 'unknown';

/**
 * The members that make a log line a metric, by CloudWatch's embedded metric format:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * `_aws` names which members of the line are dimensions, texts, and which are values, numbers.
 */
export function embeddedMetrics({ dimensions, metrics, alsoBy }: EventDefinition, { stage, given, at }: LineFields) {
  return {
    [stageDimension]: stage,
    ...Object.fromEntries(dimensions.map((name) => [name, String(given[name] || UNKNOWN)])),
    ...Object.fromEntries(metrics.map(({ name, of }) => [name, of ? Number(given[of]) : 1])),
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [dimensions, ...(alsoBy ? [alsoBy] : [])].map((names) => [stageDimension, ...names]),
          Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
  };
}
