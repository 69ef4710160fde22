import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, vi } from 'vitest';
import { startGateway } from '../../local/gateway.ts';
import { needsJava } from '../support/engines.ts';
import { writeAssembly } from './support/assembly.ts';
import { dynamodbAt, sqsAt } from './support/clients.ts';
import { lambdaFunction, needed, prepare, started } from './support/gateway.ts';
import { arnOf, ref, resources } from './support/whole-gateway.ts';

describe('what else a template may hold', () => {
  /** Says what it is called with. */
  const speaker = `export async function handler(event) {
    console.log(JSON.stringify(event));
    return { statusCode: 200, body: 'spoken' };
  }`;

  it('a schedule with an input, and a function under an alias', async () => {
    const { options, lines } = prepare(
      {
        Speaker: lambdaFunction('speaker'),
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Speaker') } },
        Alias: {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            FunctionName: ref('Speaker'),
            Name: 'live',
            FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
          },
        },
        Nightly: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: {
            ScheduleExpression: 'cron(0 3 * * ? *)',
            FlexibleTimeWindow: { Mode: 'OFF' },
            Target: { Arn: ref('Alias'), RoleArn: arnOf('Role'), Input: '{"task":"sweep"}' },
          },
        },
        Plain: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: { ScheduleExpression: 'rate(1 day)', Target: { Arn: arnOf('Speaker'), RoleArn: arnOf('Role') } },
        },
        OnEvents: {
          Type: 'AWS::Events::Rule',
          Properties: { EventPattern: { source: ['aws.health'] }, Targets: [{ Id: 'T', Arn: 'arn:aws:sns:x:y:z' }] },
        },
        Role: { Type: 'AWS::IAM::Role' },
      },
      { speaker },
    );
    const gateway = await started(options);
    await gateway.fire('Nightly');
    await gateway.fire('Plain');
    await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 20_000 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { task: 'sweep' },
      {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        account: '000000000000',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: 'eu-west-3',
        resources: ['arn:aws:scheduler:eu-west-3:000000000000:schedule/default/the-stack-Plain'],
        detail: '{}',
      },
    ]);
    await expect(gateway.fire('OnEvents')).rejects.toThrow('There is no schedule OnEvents');
  });

  it('an event source mapping that is switched off, which leaves the messages where they are', async () => {
    const Mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arnOf('Outbox'), FunctionName: ref('Speaker'), Enabled: false },
    };
    const { options } = prepare({ Speaker: lambdaFunction('speaker'), Mapping }, { speaker });
    const gateway = await started(options);
    const queues = sqsAt(gateway.ready.endpoints.sqs);
    const QueueUrl = gateway.ready.queues['delta-h7']?.outbox;
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    expect((await queues.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toHaveLength(1);
    expect(gateway.functions.get('Speaker')?.counts.invocations).toBe(0);
    expect(gateway.calls.sqs.counts()).toEqual({ SendMessage: 1, ReceiveMessage: 1 });
  });

  it('a value that another stack exports', async () => {
    const { options } = prepare({});
    const Imported = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': 'the-name' } } };
    const stacks = {
      stack: { Resources: { ...needed, Imported } },
      base: { Resources: {}, Outputs: { Name: { Value: 'imported', Export: { Name: 'the-name' } } } },
    };
    writeAssembly(String(options.template), stacks, {}, { stack: ['base'] });
    const { ready } = await started(options);
    const { QueueUrl } = await sqsAt(ready.endpoints.sqs).send(new GetQueueUrlCommand({ QueueName: 'imported' }));
    expect(QueueUrl).toBe(`${ready.endpoints.sqs}/000000000000/imported`);
  });

  it('a table, in DynamoDB Local as well', needsJava, async () => {
    const { options } = prepare({});
    await expect(
      startGateway({ ...options, dynamodb: 'dynamodb-local', dataDirectory: options.configFile }),
    ).rejects.toThrow('DynamoDB Local keeps nothing on disk');
    const { ready, calls } = await started({ ...options, dynamodb: 'dynamodb-local' });
    const describeTable = new DescribeTableCommand({ TableName: ready.table });
    expect((await dynamodbAt(ready.endpoints.dynamodb).send(describeTable)).Table?.TableStatus).toBe('ACTIVE');
    expect(calls.dynamodb.counts()).toMatchObject({ CreateTable: 1 });
  });

  it('a mock that answers what no function does', async () => {
    const Mock = {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Api'),
        ResourceId: ref('Part'),
        HttpMethod: 'ANY',
        MethodResponses: [{ StatusCode: '404', ResponseParameters: { 'method.response.header.X-By': true } }],
        Integration: {
          Type: 'MOCK',
          RequestTemplates: { 'application/json': '{"statusCode": 404}' },
          ContentHandling: 'CONVERT_TO_TEXT',
          IntegrationResponses: [
            {
              StatusCode: '404',
              ResponseTemplates: { 'application/json': '{"errorCode":"UNKNOWN_URL"}' },
              ResponseParameters: { 'method.response.header.X-By': "'the API'" },
            },
          ],
        },
      },
    };
    const Part = { ...resources.Part, Properties: { ...resources.Part.Properties, PathPart: '{proxy+}' } };
    const gateway = await started(prepare({ Api: resources.Api, Part, Mock }).options);
    const answer = await fetch(`${gateway.ready.callbackUrl}/any/path`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, await answer.json(), answer.headers.get('x-by')]).toEqual([
      404,
      { errorCode: 'UNKNOWN_URL' },
      'the API',
    ]);

    const undeclared = { ...Mock, Properties: { ...Mock.Properties, MethodResponses: [{ StatusCode: '404' }] } };
    await expect(startGateway(prepare({ Api: resources.Api, Part, Mock: undeclared }).options)).rejects.toThrow(
      'API Gateway refuses a response 404 that is not declared',
    );
  });
});
