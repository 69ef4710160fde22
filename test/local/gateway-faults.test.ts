import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../../local/gateway.ts';
import { configuration, lambdaFunction, prepare, secrets, started } from './support/gateway.ts';
import { outbox, ref, resources } from './support/whole-gateway.ts';

describe('a gateway that cannot start', () => {
  const faultsOf = async (
    more: Parameters<typeof prepare>[0],
    sections = {},
    given: Record<string, string> = secrets,
  ) => {
    const { options } = prepare(more, { sender: '', receiver: '' }, sections);
    const error = await startGateway({ ...options, secrets: given }).then(
      (gateway) => gateway.stop().then(() => undefined),
      (thrown: unknown) => thrown as { code: string; faults: string[] },
    );
    return [error?.code, error?.faults];
  };
  const mapping = (changes: object) => ({
    Sender: lambdaFunction('sender'),
    Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...resources.Mapping.Properties, ...changes } },
  });

  const methodWith = (changes: object, integration: object = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      ...{ RestApiId: 'an-api', ResourceId: 'a-resource', HttpMethod: 'POST', ...changes },
      Integration: { Type: 'AWS_PROXY', Uri: 'a-uri', IntegrationHttpMethod: 'POST', ...integration },
    },
  });

  it('names every resource of an unknown kind, and no consequence of it', async () => {
    expect(
      await faultsOf({
        Bucket: { Type: 'AWS::Kinesis::Stream' },
        Stream: { Type: 'AWS::Kinesis::Stream' },
        Follower: { Type: 'AWS::SQS::Queue', Properties: { QueueName: ref('Bucket') } },
      }),
    ).toEqual([
      'template',
      [
        'Bucket is of the kind AWS::Kinesis::Stream, which the local machine does not know.',
        'Stream is of the kind AWS::Kinesis::Stream, which the local machine does not know.',
      ],
    ]);
  });

  it('names every secret without a value: those of the configuration before the template is read', async () => {
    expect(await faultsOf({}, {}, {})).toEqual([
      'input',
      [
        'The secret test/token has no value: add it to the secrets.',
        'The secret test/credentials has no value: add it to the secrets.',
      ],
    ]);
    const Other = {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: { 'Fn::Join': ['/', ['test', 'other']] } },
    };
    expect(await faultsOf({ Other })).toEqual([
      'input',
      ['The secret test/other has no value: add it to the secrets.'],
    ]);
  });

  it.each([
    ['a filter', { FilterCriteria: { Filters: [] } }, 'filters of messages are not known'],
    ['a large batch without a window', { BatchSize: 11 }, 'Lambda refuses a BatchSize above 10'],
    ['a maximum concurrency of one', { ScalingConfig: { MaximumConcurrency: 1 } }, 'ScalingConfig.MaximumConcurrency'],
    [
      'a stream',
      { EventSourceArn: 'arn:aws:kinesis:a:b:c' },
      'EventSourceArn: only queues and streams of tables are event sources',
    ],
    ['an unknown queue', { EventSourceArn: 'arn:aws:sqs:eu-west-3:000000000000:none' }, 'there is no queue'],
    ['an unknown function', { FunctionName: 'none' }, 'there is no function none'],
  ])('names an event source mapping with %s', async (_, changes, message) => {
    expect(await faultsOf(mapping(changes))).toEqual([
      'template',
      [expect.stringMatching(new RegExp(`^Mapping \\(AWS::Lambda::EventSourceMapping\\): .*${message}`))],
    ]);
  });

  it('names a function whose timeout is above the visibility timeout of its messages', async () => {
    expect(await faultsOf({ ...mapping({}), Outbox: outbox({ VisibilityTimeout: 4 }) })).toEqual([
      'template',
      [expect.stringContaining("Lambda refuses a function timeout above the queue's visibility timeout")],
    ]);
  });

  it.each([
    ['no bundle', { ...lambdaFunction('sender'), Metadata: {} }, 'its bundle is not named'],
    ['a bundle that is gone', lambdaFunction('gone'), 'does not exist'],
    ['another language', lambdaFunction('sender', { Runtime: 'python3.13' }), 'only Node.js functions run'],
    ['layers', lambdaFunction('sender', { Layers: ['arn'] }), 'layers are not known'],
  ])('names a function with %s', async (_, Sender, message) => {
    expect(await faultsOf({ Sender })).toEqual(['template', [expect.stringContaining(message)]]);
  });

  it.each([
    ['a FIFO queue', { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } }, 'FIFO queues are not known'],
    [
      'a rule without a known time',
      { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'cron(0 0 * * ? *)' } },
      'is not known to the local machine',
    ],
    [
      'a rule without a schedule',
      { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.health'] } } },
      'only rules with a schedule are known',
    ],
    [
      'an attribute that is not there',
      { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['Outbox', 'None'] } } },
      'Outbox has no attribute None',
    ],
    ['an authorizer', methodWith({ AuthorizationType: 'CUSTOM' }), 'authorizers are not known'],
    ['a mock', methodWith({}, { Type: 'MOCK' }), 'only AWS_PROXY is known'],
  ])('names %s', async (_, Thing, message) => {
    expect(await faultsOf({ Thing })).toEqual(['template', [expect.stringContaining(message)]]);
  });

  it('names a table and queues that the configuration needs and the template lacks', async () => {
    const nothing = { Type: 'AWS::IAM::Role' };
    expect(await faultsOf({ Ledger: nothing, Outbox: nothing })).toEqual([
      'template',
      ['The template has no queue declarant-test-delta-h7-outbox.', 'The template has no table declarant-test-ledger.'],
    ]);
  });

  it('names a resource with a condition', async () => {
    const Thing = { Type: 'AWS::SQS::Queue', Condition: 'Never' };
    expect(await faultsOf({ Thing })).toEqual([
      'template',
      ['Thing has a condition, which the local machine does not know.'],
    ]);
  });

  it('frees its ports', async () => {
    const { options } = prepare({ Bucket: { Type: 'AWS::Kinesis::Stream' } });
    const other = prepare({}).options;
    const first = await startGateway(other);
    const port = Number(new URL(first.ready.callbackUrl ?? '').port);
    await expect(startGateway({ ...options, port })).rejects.toMatchObject({ code: 'port' });
    await first.stop();
    await expect(startGateway({ ...options, port })).rejects.toMatchObject({ code: 'template' });
    const again = await started({ ...other, port });
    expect(again.ready.callbackUrl).toBe(`http://127.0.0.1:${port}`);
  });

  it('says what is wrong with its configuration', async () => {
    const { options } = prepare({});
    writeFileSync(options.configFile, JSON.stringify({ ...configuration, stage: 'NO', other: 1 }));
    await expect(startGateway(options)).rejects.toMatchObject({
      code: 'input',
      faults: expect.arrayContaining([
        expect.stringContaining('/stage: '),
        expect.stringContaining('/other: unknown property'),
      ]),
    });
  });
});
