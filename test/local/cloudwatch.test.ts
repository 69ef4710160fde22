import { DescribeAlarmsCommand, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCloudWatch, type TemplateAlarm } from '../../local/stand-ins/cloudwatch.ts';
import type { JsonService } from '../../local/stand-ins/json-service.ts';
import { type QueueStandIn, startQueues } from '../../local/stand-ins/queues.ts';
import { cloudWatchAt, region, sqsAt } from './support/clients.ts';

const HOUR = 3_600_000;
let queues: QueueStandIn;
let service: JsonService;
let alarms: TemplateAlarm[];
/** The time that has passed since the messages came, by the clock of CloudWatch. */
let later: number;

beforeEach(async () => {
  later = 2 * HOUR;
  alarms = [];
  queues = await startQueues(region);
  service = await startCloudWatch(region, queues.lyingIn, alarms, () => Date.now() + later);
});
afterEach(async () => {
  await service.close();
  await queues.close();
});

const metric = (name: string, queue: string) => ({
  Metric: { Namespace: 'AWS/SQS', MetricName: name, Dimensions: [{ Name: 'QueueName', Value: queue }] },
  ...{ Period: 60, Stat: 'Maximum' },
});

async function valuesOf(name: string, ...names: string[]) {
  const { MetricDataResults = [] } = await cloudWatchAt(service.endpoint).send(
    new GetMetricDataCommand({
      ...{ StartTime: new Date(Date.now() + later - HOUR), EndTime: new Date(Date.now() + later) },
      MetricDataQueries: names.map((queue, n) => ({ Id: `m${n}`, MetricStat: metric(name, queue) })),
    }),
  );
  return MetricDataResults.map(({ Values }) => Values);
}

async function put(queue: string) {
  const { url } = queues.createQueue(queue, {});
  await sqsAt(queues.endpoint).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  return url;
}

describe('the metrics of a queue', () => {
  it('are the number of messages, and the age of the oldest where there is one', async () => {
    await put('full');
    queues.createQueue('empty', {});
    const [[age = 0] = [], ...others] =
      (await valuesOf('ApproximateAgeOfOldestMessage', 'full', 'empty', 'gone')) ?? [];
    expect(age).toBeGreaterThanOrEqual(7200);
    expect(age).toBeLessThan(7210);
    expect(others).toEqual([[], []]);
    expect(await valuesOf('ApproximateNumberOfMessagesVisible', 'full', 'empty', 'gone')).toEqual([[1], [0], []]);
    expect(await valuesOf('NumberOfMessagesSent', 'full')).toEqual([[]]);
    expect(service.calls.counts()).toEqual({ GetMetricData: 3 });
  });

  it('count a message that is being worked on, and begin anew among the dead letters', async () => {
    const dead = queues.createQueue('dead', {});
    const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
    const { url, arn } = queues.createQueue('work', { RedrivePolicy: redrive, VisibilityTimeout: '0' });
    await sqsAt(queues.endpoint).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    const came = queues.lyingIn('work')?.oldestSince ?? 0;
    const source = queues.source(arn);
    await source?.receive(1, 0, new AbortController().signal);
    expect(queues.lyingIn('work')?.oldestSince).toBe(came);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await source?.receive(1, 0, new AbortController().signal);
    expect(queues.lyingIn('work')?.oldestSince).toBeUndefined();
    expect(queues.lyingIn('dead')?.oldestSince).toBeGreaterThan(came);
  });

  it('are all that there is', async () => {
    const client = cloudWatchAt(service.endpoint);
    const formula = {
      MetricDataQueries: [{ Id: 'e1', Expression: '1 + 1' }],
      StartTime: new Date(),
      EndTime: new Date(),
    };
    await expect(client.send(new GetMetricDataCommand(formula))).rejects.toThrow(/takes no formulas/);
    await expect(client.send(new ListMetricsCommand({}))).rejects.toThrow(/has no ListMetrics/);
  });
});

describe('an alarm', () => {
  const alarm = (name: string, more: Partial<TemplateAlarm> = {}): TemplateAlarm => ({
    ...{ name, description: 'a test', actions: ['arn:aws:sns:eu-west-3:000000000000:alarms'], threshold: 1 },
    metric: {
      namespace: 'AWS/SQS',
      name: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: name.slice('of-'.length) },
    },
    ...more,
  });
  const states = async (AlarmNamePrefix = 'of-') => {
    const { MetricAlarms = [] } = await cloudWatchAt(service.endpoint).send(
      new DescribeAlarmsCommand({ AlarmNamePrefix }),
    );
    return MetricAlarms.map(({ AlarmName, StateValue, StateTransitionedTimestamp: since }) => ({
      ...{ AlarmName, StateValue, since: since?.getTime() ?? 0 },
    }));
  };

  it('of a queue is raised at its threshold, and says since when', async () => {
    const url = await put('full');
    queues.createQueue('empty', {});
    alarms.push(alarm('of-full'), alarm('of-empty'), alarm('other'));
    const first = await states();
    expect(first).toMatchObject([
      { AlarmName: 'of-full', StateValue: 'ALARM' },
      { AlarmName: 'of-empty', StateValue: 'OK' },
    ]);
    later += HOUR;
    expect(await states()).toEqual(first);
    await sqsAt(queues.endpoint).send(
      new SendMessageCommand({ QueueUrl: url.replace('full', 'empty'), MessageBody: 'x' }),
    );
    const [same, raised] = await states();
    expect(same).toEqual(first[0]);
    expect(raised).toMatchObject({ StateValue: 'ALARM' });
    expect(raised?.since).toBeGreaterThanOrEqual((first[1]?.since ?? 0) + HOUR);
  });

  it('of anything else has no data', async () => {
    const other = { namespace: 'Declarant', name: 'LaneOpened', dimensions: { authority: 'toy' } };
    alarms.push(alarm('of-lane', { metric: other }), alarm('of-formula', { threshold: undefined }));
    expect((await states()).map(({ StateValue }) => StateValue)).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA']);
  });
});
