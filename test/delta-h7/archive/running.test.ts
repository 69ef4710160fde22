import path from 'node:path';
import { DeleteItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filingsUnder } from '../../../desk/filings/filings-under.ts';
import { connection } from '../../../desk/gateway/reached-gateway.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { filingId } from '../../../functions/ledger/items.ts';
import { readSecrets } from '../../../local/configuration.ts';
import { type Gateway, startGateway } from '../../../local/gateway.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import { clientOf } from '../../support/dynamodb.ts';
import { root } from '../../support/files.ts';
import { declarationOf, live } from './support/archive-scene.ts';

let gateway: Gateway;
beforeAll(async () => {
  const configFile = path.join(root, 'samples/config.local.json');
  const secrets = readSecrets(path.join(root, 'samples/secrets.local.json'));
  gateway = await startGateway({ configFile, secrets, lanes: ['delta-h7'] });
});
afterAll(() => gateway.stop());

it('is archived on this machine, from the template, and read by the desk once the table has given it up', async () => {
  const { endpoints, table, region, queues } = gateway.ready;
  const client = clientOf({ endpoint: endpoints.dynamodb, region });
  const at = new Date(Date.now() - 10 * 86_400_000).toISOString();
  const key = declarationOf('FR26-1');
  // What it writes has expired, and is still there.
  const written = await live(dynamoDbLedger({ client, tableName: table, retentionDays: 5 }), key.reference, at);
  await expect.poll(() => gateway.unkept()).toBe(0);
  await gateway.fire(resourceNames('local').archiver);

  const Bucket = resourceNames('local').archive('000000000000', region);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: endpoints.s3, region, credentials });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual([
    expect.stringMatching(/^vat\/\d{4}\/delta-h7\/\d\d\/\d\d\/.*Z\.ndjson\.gz$/),
  ]);
  await s3.send(new GetObjectCommand({ Bucket, Key: Contents[0]?.Key }));

  const query = { TableName: table, KeyConditionExpression: 'filing = :id' };
  const id = { ':id': { S: filingId(key) } };
  const { Items = [] } = await client.send(new QueryCommand({ ...query, ExpressionAttributeValues: id }));
  for (const { filing, entry } of Items)
    if (filing && entry) await client.send(new DeleteItemCommand({ TableName: table, Key: { filing, entry } }));
  const desk = connection('the gateway', '', ['delta-h7'], {
    ...{ region, endpoints, stage: 'local', table, callbackUrl: undefined, putUp: '' },
    queueUrl: async (authority, queue) => queues[authority]?.[queue] ?? '',
    configuration: () => undefined,
  });
  const found = async () => (await filingsUnder(await desk.ledger(), ['delta-h7'], '26FR7261', desk.books))[0]?.records;
  expect(await found()).toEqual(written);

  // The index is lost, and made anew by the archiver as it is deployed.
  const { archived, archiver } = resourceNames('local');
  const { Items: index = [] } = await client.send(new ScanCommand({ TableName: archived }));
  expect(index).toHaveLength(3);
  for (const { name, filing } of index)
    if (name && filing) await client.send(new DeleteItemCommand({ TableName: archived, Key: { name, filing } }));
  expect(await found()).toBeUndefined();
  const lambda = new LambdaClient({ endpoint: endpoints.lambda, region, credentials });
  const order = new InvokeCommand({ FunctionName: archiver, Payload: Buffer.from('{"rebuild":""}') });
  const { Payload } = await lambda.send(order);
  expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toEqual({ objects: 1, filings: 1 });
  expect(await found()).toEqual(written);
  lambda.destroy();
});
