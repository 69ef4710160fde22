import { z } from 'zod';

/** The rules of CloudWatch's embedded metric format for a log event (from its JSON schema, and its prose). */
const name = (longest: number) => z.string().min(1).max(longest).regex(/\S/);
const units = ['Seconds', 'Microseconds', 'Milliseconds', 'Bytes', 'Percent', 'Count', 'Count/Second', 'None'] as const;
const directive = z.strictObject({
  Namespace: name(255).regex(/^[\w.\-/#:]+$/),
  Dimensions: z.array(z.array(name(250)).max(30)).min(1),
  Metrics: z
    .array(
      z.strictObject({
        Name: name(255),
        Unit: z.enum(units).optional(),
        StorageResolution: z.literal([1, 60]).optional(),
      }),
    )
    .min(1)
    .max(100),
});
const root = z.looseObject({
  _aws: z.strictObject({ Timestamp: z.int().positive(), CloudWatchMetrics: z.array(directive).min(1) }),
});

/** The largest event that CloudWatch Logs takes, in bytes, including its own overhead. */
const LARGEST = 256 * 1024 - 26;
const DIMENSION_VALUE = /^(?=.*[!-~])[ -~]{1,1024}$/;

/** A metric as CloudWatch reads it from a line. */
export interface ReadMetric {
  namespace: string;
  name: string;
  unit: string | undefined;
  value: number;
  dimensions: Record<string, string>;
  at: number;
}

/**
 * Reads the metrics of a log line as CloudWatch does.
 * @throws {Error} where CloudWatch would drop the line's metrics, or some of them
 */
export function readMetrics(line: string): ReadMetric[] {
  if (Buffer.byteLength(line) > LARGEST) throw new Error('the line is too long');
  const event: Record<string, unknown> = JSON.parse(line);
  const { _aws } = root.parse(event);
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((set) =>
      Metrics.map(({ Name, Unit }): ReadMetric => {
        const value = event[Name];
        if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${Name} is no number`);
        const dimensions = set.map((dimension): [string, string] => {
          const text = event[dimension];
          if (typeof text !== 'string' || !DIMENSION_VALUE.test(text)) throw new Error(`${dimension} is no dimension`);
          return [dimension, text];
        });
        if (new Set(set).size !== set.length) throw new Error('a dimension is named twice');
        return {
          namespace: Namespace,
          name: Name,
          unit: Unit,
          value,
          dimensions: Object.fromEntries(dimensions),
          at: _aws.Timestamp,
        };
      }),
    ),
  );
}
