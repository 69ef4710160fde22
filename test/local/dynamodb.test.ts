import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LocalFault } from '../../local/fault.ts';
import type { StandIn } from '../../local/stand-ins/calls.ts';
import { startDynalite } from '../../local/stand-ins/dynalite.ts';
import { findJava } from '../../local/stand-ins/java.ts';
import { startEngine } from '../support/dynamodb.ts';
import { describeOnEngines } from '../support/engines.ts';
import { dynamodbAt } from './support/clients.ts';
import { temporaryFolder } from './support/folder.ts';

const TableName = 'a-table';

async function started(starting: Promise<StandIn>): Promise<DynamoDBClient> {
  const standIn = await starting;
  onTestFinished(() => standIn.close());
  return dynamodbAt(standIn.endpoint);
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.01, maxDelay: 0.05, maxWaitTime: 10 }, { TableName });
}

const put = (value: string, id = 'one') =>
  new PutItemCommand({
    TableName,
    Item: { id: { S: id }, value: { S: value } },
    ConditionExpression: 'attribute_not_exists(id)',
  });

async function valueIn(client: DynamoDBClient, id = 'one'): Promise<string | undefined> {
  const get = new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true });
  return (await client.send(get)).Item?.value?.S;
}

describeOnEngines('%s', (engine) => {
  const transactions = engine === 'dynamodb-local';
  let standIn: StandIn;
  let client: DynamoDBClient;

  beforeAll(async () => {
    standIn = await startEngine(engine);
    client = dynamodbAt(standIn.endpoint);
    await createTable(client);
  });
  afterAll(() => standIn.close());

  it('takes a conditional write once, and counts every call', async () => {
    standIn.calls.reset();
    await client.send(put('first'));
    await expect(client.send(put('second'))).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    expect(await valueIn(client)).toBe('first');
    expect(standIn.calls.counts()).toEqual({ PutItem: 2, GetItem: 1 });
    expect(standIn.calls.total()).toBe(3);
    expect(standIn.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('survives a caller that breaks off in the middle of a request', async () => {
    const socket = connect(Number(new URL(standIn.endpoint).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 500\r\n');
    socket.write('x-amz-target: DynamoDB_20120810.PutItem\r\n\r\n{"TableName":');
    // A request can break off only once the service has begun to read it.
    await valueIn(client);
    socket.resetAndDestroy();
    await once(socket, 'close');
    await client.send(put('after', 'two'));
    expect(await valueIn(client, 'two')).toBe('after');
  });

  it(transactions ? 'has transactions' : 'has no transactions', async () => {
    const Item = { id: { S: 'three' }, value: { S: 'in a transaction' } };
    const write = client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] }));
    if (transactions) await write;
    else await expect(write).rejects.toMatchObject({ name: 'UnknownOperationException' });
    expect(await valueIn(client, 'three')).toBe(transactions ? 'in a transaction' : undefined);
  });
});

describe('dynalite with a directory', () => {
  it('keeps acknowledged writes through kill -9', async () => {
    const folder = temporaryFolder();
    const child = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', '--input-type=module', '-e'],
        `const { startDynalite } = await import(${JSON.stringify(new URL('../../local/stand-ins/dynalite.ts', import.meta.url).href)});
         console.log((await startDynalite(console.error, ${JSON.stringify(folder)})).endpoint);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(child.stdout, 'data');
    const client = dynamodbAt(String(line).trim());
    await createTable(client);
    await client.send(put('acknowledged'));
    child.kill('SIGKILL');
    await once(child, 'exit');

    const again = await started(startDynalite(() => {}, folder));
    expect(await valueIn(again)).toBe('acknowledged');
  });

  it('can be opened by one process only, and says so', async () => {
    const folder = temporaryFolder();
    const client = await started(startDynalite(() => {}, folder));
    const second = startDynalite(() => {}, folder);
    await expect(second).rejects.toBeInstanceOf(LocalFault);
    await expect(second).rejects.toThrow(`The data directory ${folder} cannot be opened`);
    await createTable(client);
  });

  it('can be opened again once it was closed', async () => {
    const folder = temporaryFolder();
    const first = await startDynalite(() => {}, folder);
    await createTable(dynamodbAt(first.endpoint));
    await dynamodbAt(first.endpoint).send(put('kept'));
    await first.close();
    const client = await started(startDynalite(() => {}, folder));
    expect(await valueIn(client)).toBe('kept');
  });
});

describe('Java', () => {
  it('is looked for in JAVA_HOME and the path, and must not be too old', () => {
    const folder = temporaryFolder();
    expect(findJava({ PATH: folder })).toBeUndefined();
    const install = (home: string, version: string) => {
      mkdirSync(`${home}/bin`, { recursive: true });
      writeFileSync(`${home}/bin/java`, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`, { mode: 0o755 });
    };
    install(`${folder}/old`, '1.8.0_292');
    install(`${folder}/new`, '21.0.2');
    const PATH = `${folder}/old/bin:${folder}/new/bin:/bin:/usr/bin`;
    expect(findJava({ PATH: `${folder}/old/bin` })).toBeUndefined();
    expect(findJava({ PATH })).toEqual({ path: `${folder}/new/bin/java`, version: 21 });
    install(`${folder}/home`, '17.0.15');
    expect(findJava({ PATH, JAVA_HOME: `${folder}/home` })).toEqual({ path: `${folder}/home/bin/java`, version: 17 });
  });
});
