import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { askCloudWatch, type CloudWatchAnswer, type WatchedGateway } from './ask-cloudwatch.ts';

/** The age of the oldest message of a queue. */
export interface QueueAge {
  seconds: number;
  /** The minute in which it was measured, ISO 8601 in UTC. */
  at: string;
}

/** The ages of the oldest messages by the names of their queues; a queue has none where it is empty. */
export type QueueAges = ReadonlyMap<string, QueueAge>;

/** The time in which a value is looked for: SQS measures each minute, and CloudWatch has the value minutes later. */
const LOOKED_BACK_MS = 15 * 60_000;
/** GetMetricData takes no more metrics at once. */
const MOST_METRICS = 500;

/**
 * The ages of the oldest messages of queues, by one call for all of them: SQS tells them CloudWatch alone
 * (`ApproximateAgeOfOldestMessage`). Each metric that is asked for is billed, so that an empty queue is not asked about.
 * @param depths the numbers of messages in the queues, by the queues' names; undefined where there is no such queue
 */
export async function queueAges(
  gateway: WatchedGateway,
  depths: ReadonlyMap<string, number | undefined>,
  now: Date,
): Promise<CloudWatchAnswer<QueueAges>> {
  const names = [...depths].flatMap(([name, depth = 0]) => (depth > 0 ? [name] : []));
  if (names.length === 0) return { answer: new Map() };
  return askCloudWatch(gateway, async (client) => {
    const ages = new Map<string, QueueAge>();
    for (let from = 0; from < names.length; from += MOST_METRICS)
      for (const [name, age] of await measured(client, names.slice(from, from + MOST_METRICS), now))
        ages.set(name, age);
    return ages;
  });
}

async function measured(client: CloudWatchClient, names: readonly string[], now: Date): Promise<[string, QueueAge][]> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - LOOKED_BACK_MS),
      EndTime: now,
      ScanBy: 'TimestampDescending',
      MetricDataQueries: names.map((name, n) => ({ Id: `q${n}`, MetricStat: metricOf(name) })),
    }),
  );
  return MetricDataResults.flatMap(({ Id, Timestamps: [at] = [], Values: [seconds] = [] }) => {
    const name = names[Number(Id?.slice(1))];
    return name === undefined || !at || seconds === undefined ? [] : [[name, { seconds, at: at.toISOString() }]];
  });
}

const metricOf = (name: string) => ({
  Metric: {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: name }],
  },
  Period: 60,
  Stat: 'Maximum',
});
