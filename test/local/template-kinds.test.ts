import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../../local/gateway.ts';
import { needsJava } from '../support/engines.ts';
import { dynamodbAt, sqsAt } from './support/clients.ts';
import { lambdaFunction, prepare, started } from './support/gateway.ts';
import { arnOf, ref } from './support/whole-gateway.ts';

describe('a template may also have', () => {
  /** A function that logs its event. */
  const speaker = `export async function handler(event) {
    console.log(JSON.stringify(event));
    return { statusCode: 200, body: 'spoken' };
  }`;

  it('an event source mapping that is switched off, which leaves its messages on the queue', async () => {
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
});
