import { DescribeTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startGateway } from '../../local/gateway.ts';
import { isAlive } from '../../local/running.ts';
import { dynamodbAt, sqsAt } from './support/clients.ts';
import { needed, prepare, started } from './support/gateway.ts';
import { bundleFunctions, outbox, resources } from './support/whole-gateway.ts';

let bundles: Record<string, string>;

beforeAll(async () => {
  bundles = await bundleFunctions();
});

describe('a gateway', () => {
  it('runs its template, from the queue to the topic and back', async () => {
    const { options, lines } = prepare(resources, bundles);
    const gateway = await started(options);
    const { ready } = gateway;
    expect(ready).toEqual({
      ready: true,
      callbackUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      endpoints: {
        sqs: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        sns: ready.endpoints.sqs,
        s3: ready.endpoints.sqs,
        dynamodb: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        secretsmanager: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        ssm: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        lambda: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        cloudwatch: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
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
    await vi.waitFor(async () => expect(await filed('one')).toBeDefined(), { timeout: 20_000 });
    await gateway.fire('each-minute');
    await gateway.fire('EachMinute');
    await vi.waitFor(async () => expect(await filed('tended')).toBeDefined(), { timeout: 20_000 });
    await expect(gateway.fire('none')).rejects.toThrow('There is no schedule none');

    const QueueUrl = `${ready.endpoints.sqs}/000000000000/platform`;
    const bodies: (string | undefined)[] = [];
    await vi.waitFor(
      async () => {
        const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        bodies.push(...Messages.map(({ Body }) => Body));
        expect(bodies).toEqual(['one was sent', 'tended was sent', 'tended was sent']);
      },
      { timeout: 20_000 },
    );

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
    await expect(fetch(ready.callbackUrl ?? '')).rejects.toThrow();
    await expect(fetch(ready.endpoints.sqs)).rejects.toThrow();
    await expect(fetch(ready.endpoints.dynamodb)).rejects.toThrow();
    await expect(fetch(ready.endpoints.secretsmanager)).rejects.toThrow();
    await expect(fetch(ready.endpoints.ssm)).rejects.toThrow();
  });

  it('makes a message on which its function crashes a dead letter', async () => {
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
      { timeout: 30_000, interval: 100 },
    );
    // The queue may give up on a message before the instance that took it is known to be gone.
    await expect.poll(() => gateway.functions.get('sender')?.counts).toMatchObject({ invocations: 3, errors: 3 });
  });

  it('keeps its table in the folder of its option', async () => {
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
      timeout: 20_000,
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
