import { writeFileSync } from 'node:fs';
import { DescribeTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startGateway } from '../../local/gateway.ts';
import { isAlive } from '../../local/running.ts';
import { dynamodbAt, sqsAt } from './support/clients.ts';
import { configuration, lambdaFunction, needed, prepare, secrets, started } from './support/gateway.ts';

const sender = `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
  const table = new DynamoDBClient({});
  const topic = new SNSClient({});
  export async function handler({ Records }) {
    for (const { messageId, body } of Records) {
      if (body === 'crash') process.exit(1);
      await table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: body }, by: { S: messageId } } }));
      await topic.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: body + ' was sent' }));
    }
    return { batchItemFailures: [] };
  }`;
const receiver = `
  import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
  const secrets = new SecretsManagerClient({});
  export async function handler({ pathParameters }) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
    return { statusCode: 200, body: pathParameters.reference + ' ' + SecretString };
  }`;
const tend = `
  import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
  const queue = new SQSClient({});
  export async function handler(event) {
    if (event.source !== 'aws.events') throw new Error('what is this?');
    await queue.send(new SendMessageCommand({ QueueUrl: process.env.OUTBOX, MessageBody: 'tended' }));
  }`;

let bundles: Record<string, string>;

beforeAll(async () => {
  const bundled = async ([name, contents]: [string, string]) => {
    const banner = {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    };
    const stdin = { contents, resolveDir: import.meta.dirname };
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', platform: 'node', banner });
    return [name, outputFiles[0]?.text ?? ''] as const;
  };
  bundles = Object.fromEntries(await Promise.all(Object.entries({ sender, receiver, tend }).map(bundled)));
});

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const ref = (logicalId: string) => ({ Ref: logicalId });

/** A whole gateway, of the kinds of resources that the app uses. */
const resources = {
  Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'test/token', GenerateSecretString: {} } },
  Outcomes: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'outcomes' } },
  Platform: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'platform' } },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Outcomes'), Protocol: 'sqs', Endpoint: arnOf('Platform'), RawMessageDelivery: true },
  },
  Mail: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Outcomes'), Protocol: 'email', Endpoint: 'someone@example.org' },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Sender: lambdaFunction('sender', {
    Role: arnOf('Role'),
    ReservedConcurrentExecutions: 2,
    Environment: { Variables: { TABLE: ref('Ledger'), TOPIC: ref('Outcomes') } },
  }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('Outbox'),
      FunctionName: ref('Sender'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  Receiver: lambdaFunction('receiver', { Environment: { Variables: { SECRET: ref('Token') } } }),
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'callbacks', BinaryMediaTypes: ['*/*'] } },
  Part: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: {
      RestApiId: ref('Api'),
      ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      PathPart: '{reference}',
    },
  },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: ref('Api'),
      ResourceId: ref('Part'),
      HttpMethod: 'POST',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: {
          'Fn::Join': [
            '',
            [
              'arn:',
              ref('AWS::Partition'),
              ':apigateway:eu-west-3:lambda:path/2015-03-31/functions/',
              arnOf('Receiver'),
              '/invocations',
            ],
          ],
        },
      },
    },
  },
  Missing: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: { RestApiId: ref('Api'), ResponseType: 'MISSING_AUTHENTICATION_TOKEN', StatusCode: '404' },
  },
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: ref('Api') }, DependsOn: ['Method'] },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'v1' },
  },
  Tend: lambdaFunction('tend', { Environment: { Variables: { OUTBOX: ref('Outbox') } } }),
  EachMinute: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'each-minute',
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'T', Arn: arnOf('Tend') }],
    },
  },
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [ref('Outcomes')] } },
};

const outbox = (changes: object) => ({
  ...needed.Outbox,
  Properties: { ...(needed.Outbox?.Properties as object), ...changes },
});

describe('a gateway', () => {
  it('runs what its template says, from the queue to the topic and back', async () => {
    const { options, lines } = prepare(resources, bundles);
    const before = performance.now();
    const gateway = await started(options);
    const boot = performance.now() - before;
    const { ready } = gateway;
    expect(boot).toBeLessThan(2000);
    expect(ready).toEqual({
      ready: true,
      callbackUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      endpoints: {
        sqs: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        sns: ready.endpoints.sqs,
        dynamodb: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        secretsmanager: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      },
      queues: {
        'delta-h7': {
          outbox: `${ready.endpoints.sqs}/000000000000/declarant-test-delta-h7-outbox`,
          deadLetters: `${ready.endpoints.sqs}/000000000000/declarant-test-delta-h7-dead-letters`,
        },
      },
      table: 'declarant-test-ledger',
      region: 'eu-west-3',
    });
    expect(lines).toEqual(['Mail: messages to email are not delivered by the local machine.']);

    const queues = sqsAt(ready.endpoints.sqs);
    const tables = dynamodbAt(ready.endpoints.dynamodb);
    const outbox = ready.queues['delta-h7']?.outbox;
    const filed = async (id: string) =>
      (await tables.send(new GetItemCommand({ TableName: ready.table, Key: { id: { S: id } } }))).Item;
    await queues.send(new SendMessageCommand({ QueueUrl: outbox, MessageBody: 'one' }));
    await vi.waitFor(async () => expect(await filed('one')).toBeDefined(), { timeout: 5000 });
    await gateway.fire('each-minute');
    await gateway.fire('EachMinute');
    await vi.waitFor(async () => expect(await filed('tended')).toBeDefined(), { timeout: 5000 });
    await expect(gateway.fire('none')).rejects.toThrow('There is no schedule none');

    const QueueUrl = `${ready.endpoints.sqs}/000000000000/platform`;
    const bodies: (string | undefined)[] = [];
    await vi.waitFor(async () => {
      const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      bodies.push(...Messages.map(({ Body }) => Body));
      expect(bodies).toEqual(['one was sent', 'tended was sent', 'tended was sent']);
    });

    const answer = await fetch(`${ready.callbackUrl}/X1`, { method: 'POST', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([200, 'X1 t']);
    expect((await fetch(`${ready.callbackUrl}/X1/none`)).status).toBe(404);

    // The functions' own calls and those of the event source; this test's count as well.
    expect(gateway.calls.dynamodb.counts()).toMatchObject({ PutItem: 3 });
    expect(gateway.calls.sns.counts()).toEqual({ Publish: 3 });
    expect(gateway.calls.secretsmanager.counts()).toEqual({ GetSecretValue: 1 });
    expect(gateway.calls.sqs.counts()).toMatchObject({ SendMessage: 3 });
    expect(gateway.functions.get('Sender')).toBe(gateway.functions.get('sender'));
    expect(gateway.functions.get('sender')?.counts.errors).toBe(0);

    const pids = [...new Set(gateway.functions.values())].flatMap((pool) => pool.pids);
    expect(pids.filter(isAlive).length).toBeGreaterThanOrEqual(3);
    await gateway.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    await expect(fetch(ready.callbackUrl)).rejects.toThrow();
    await expect(fetch(ready.endpoints.sqs)).rejects.toThrow();
    await expect(fetch(ready.endpoints.dynamodb)).rejects.toThrow();
    await expect(fetch(ready.endpoints.secretsmanager)).rejects.toThrow();
  });

  it('puts a message aside on which its function crashes', async () => {
    const Outbox = outbox({ VisibilityTimeout: 1 });
    const Sender = { ...resources.Sender, Properties: { ...resources.Sender.Properties, Timeout: 1 } };
    const gateway = await started(prepare({ ...resources, Outbox, Sender }, bundles).options);
    const { outbox: url, deadLetters } = gateway.ready.queues['delta-h7'] ?? {};
    const queues = sqsAt(gateway.ready.endpoints.sqs);
    await queues.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'crash' }));
    await vi.waitFor(
      async () => {
        const get = new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ['All'] });
        expect((await queues.send(get)).Attributes?.ApproximateNumberOfMessages).toBe('1');
      },
      { timeout: 10_000, interval: 100 },
    );
    expect(gateway.functions.get('sender')?.counts).toMatchObject({ invocations: 3, errors: 3 });
  });

  it('keeps its table where it is told to', async () => {
    const { options } = prepare(resources, bundles);
    const dataDirectory = `${options.configFile}.data`;
    const send = async (command: (table: string) => GetItemCommand) => {
      const gateway = await started({ ...options, dataDirectory });
      const { endpoints, table, queues } = gateway.ready;
      return {
        gateway,
        queues,
        client: dynamodbAt(endpoints.dynamodb),
        command: command(table),
        sqs: sqsAt(endpoints.sqs),
      };
    };
    const get = (TableName: string) => new GetItemCommand({ TableName, Key: { id: { S: 'kept' } } });
    const first = await send(get);
    // Ready means that the table takes writes, which on disk is a moment after it was made.
    const described = await first.client.send(new DescribeTableCommand({ TableName: first.gateway.ready.table }));
    expect(described.Table?.TableStatus).toBe('ACTIVE');
    await first.sqs.send(new SendMessageCommand({ QueueUrl: first.queues['delta-h7']?.outbox, MessageBody: 'kept' }));
    await vi.waitFor(async () => expect((await first.client.send(first.command)).Item).toBeDefined(), {
      timeout: 5000,
    });
    await first.gateway.stop();
    const second = await send(get);
    expect((await second.client.send(second.command)).Item).toBeDefined();
    await second.gateway.stop();

    const Ledger = {
      ...needed.Ledger,
      Properties: {
        TableName: 'declarant-test-ledger',
        AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
      },
    };
    const changed = prepare({ ...resources, Ledger }, bundles).options;
    await expect(startGateway({ ...changed, dataDirectory })).rejects.toMatchObject({
      code: 'data',
      faults: [expect.stringContaining('has other keys or indexes than the template')],
    });
  });
});

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

  it('names every resource of a kind that is not known, and nothing that follows from it', async () => {
    expect(
      await faultsOf({
        Bucket: { Type: 'AWS::S3::Bucket' },
        Stream: { Type: 'AWS::Kinesis::Stream' },
        Follower: { Type: 'AWS::SQS::Queue', Properties: { QueueName: ref('Bucket') } },
      }),
    ).toEqual([
      'template',
      [
        'Bucket is of the kind AWS::S3::Bucket, which the local machine does not know.',
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
    ['a filter', { FilterCriteria: { Filters: [] } }, 'filters of events are not known'],
    ['a large batch without a window', { BatchSize: 11 }, 'Lambda refuses a BatchSize above 10'],
    ['a maximum concurrency of one', { ScalingConfig: { MaximumConcurrency: 1 } }, 'ScalingConfig.MaximumConcurrency'],
    ['a stream', { EventSourceArn: 'arn:aws:kinesis:a:b:c' }, 'only queues are event sources'],
    ['an unknown queue', { EventSourceArn: 'arn:aws:sqs:eu-west-3:000000000000:none' }, 'there is no queue'],
    ['an unknown function', { FunctionName: 'none' }, 'there is no function none'],
  ])('names an event source mapping with %s', async (_, changes, message) => {
    expect(await faultsOf(mapping(changes))).toEqual([
      'template',
      [expect.stringMatching(new RegExp(`^Mapping \\(AWS::Lambda::EventSourceMapping\\): .*${message}`))],
    ]);
  });

  it('names a function that may run for longer than its messages are hidden', async () => {
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
      { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'cron(0 0 L * ? *)' } },
      'is not known to the local machine',
    ],
    [
      'an attribute that is not there',
      { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['Outbox', 'None'] } } },
      'Outbox has no attribute None',
    ],
    [
      'an authorizer',
      {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          ...resources.Method.Properties,
          ResourceId: 'x',
          RestApiId: 'y',
          AuthorizationType: 'CUSTOM',
          Integration: { Type: 'MOCK' },
        },
      },
      'authorizers are not known',
    ],
  ])('names %s', async (_, Thing, message) => {
    expect(await faultsOf({ Thing })).toEqual(['template', [expect.stringContaining(message)]]);
  });

  it('names a table and queues that the configuration needs and the template lacks', async () => {
    const nothing = { Type: 'AWS::CDK::Metadata' };
    expect(await faultsOf({ Ledger: nothing, Outbox: nothing })).toEqual([
      'template',
      ['The template has no queue declarant-test-delta-h7-outbox.', 'The template has no table declarant-test-ledger.'],
    ]);
  });

  it('leaves out what its condition excludes', async () => {
    const Thing = { Type: 'AWS::S3::Bucket', Condition: 'Never' };
    const Conditions = { Never: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] } };
    const Parameters = { Wanted: { Type: 'String', Default: 'no' } };
    expect(await faultsOf({ Thing }, { Conditions, Parameters })).toEqual([undefined, undefined]);
  });

  it('frees its ports', async () => {
    const { options } = prepare({ Bucket: { Type: 'AWS::S3::Bucket' } });
    const other = prepare({}).options;
    const first = await startGateway(other);
    const port = Number(new URL(first.ready.callbackUrl).port);
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
