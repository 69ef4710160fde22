import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type Update,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { clientOf, createLedgerTable, type Engine, startEngine } from '../support/dynamodb.ts';
import { itOnEngines, needsJava } from '../support/engines.ts';

const TableName = 'ledger';
/** DynamoDB Local takes long to start where others keep the processors busy. */
const PATIENCE = { timeout: 90_000 };
const WITH_JAVA = { ...PATIENCE, ...needsJava };
const key = (entry: string) => ({ filing: { S: 'f' }, entry: { S: entry } });
const listed = (fact: string) => ({ fact: { S: fact }, factAt: { S: '1' } });
const put = (entry: string, more: object = {}) =>
  new PutItemCommand({
    ...{ TableName, ReturnConsumedCapacity: 'INDEXES', ConditionExpression: 'attribute_not_exists(filing)' },
    Item: { ...key(entry), ...more },
  });
const update = (entry: string, name: string, value: string) =>
  new UpdateItemCommand({
    ...{ TableName, ReturnConsumedCapacity: 'INDEXES', Key: key(entry) },
    UpdateExpression: 'SET #name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': { S: value } },
  });

/** Each write with what it takes: of the table, of its indexes. */
const writes: [PutItemCommand | UpdateItemCommand, table: number, indexes: number][] = [
  [put('plain/1'), 1, 0],
  [put('large/1', { body: { B: new Uint8Array(1500) } }), 2, 0],
  [put('listed/1', listed('a')), 1, 1],
  [put('twice/1', { ...listed('a'), [ledgerTable.indexes.byAuthorityReference.partitionKey]: { S: 'r' } }), 1, 2],
  [put('settled/1', listed('a')), 1, 1],
  [update('settled/1', 'other', 'x'), 1, 0],
  [update('settled/1', 'fact', 'b'), 1, 2],
];

const query = (filing: string, more: object = {}) =>
  new QueryCommand({
    ...{ TableName, ReturnConsumedCapacity: 'TOTAL', KeyConditionExpression: 'filing = :filing' },
    ExpressionAttributeValues: { ':filing': { S: filing } },
    ...more,
  });
const get = (entry: string, more: object = {}) =>
  new GetItemCommand({ TableName, ReturnConsumedCapacity: 'TOTAL', Key: key(entry), ...more });
const ConsistentRead = true;
const byFact = { IndexName: 'by-fact', KeyConditionExpression: 'fact = :filing' };

/** Each read, of two items of 3 kB, with what it takes. */
const reads: [QueryCommand | GetItemCommand, units: number][] = [
  [query('f', { ConsistentRead }), 2],
  [query('f'), 1],
  [query('nothing', { ConsistentRead }), 1],
  [query('nothing'), 0.5],
  [query('a', byFact), 0.5],
  [get('large/1', { ConsistentRead }), 1],
  [get('large/1'), 0.5],
  [get('nothing', { ConsistentRead }), 1],
];
const twoItems = ['large/1', 'large/2'].map((entry) =>
  put(entry, { ...listed('a'), body: { B: new Uint8Array(3000) } }),
);

async function database(engine: Engine) {
  const standIn = await startEngine(engine);
  onTestFinished(() => standIn.close());
  const client: DynamoDBClient = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  onTestFinished(() => client.destroy());
  await createLedgerTable(client, TableName);
  return { standIn, client };
}

itOnEngines('write units are counted with every index, by kind of item, by %s', PATIENCE, async (engine) => {
  const { standIn, client } = await database(engine);
  for (const [write] of writes) await client.send(write as PutItemCommand);
  await expect(client.send(put('listed/1'))).rejects.toThrow();
  await expect(client.send(put('large/1'))).rejects.toThrow();
  expect((await standIn.units?.())?.written).toEqual({
    plain: { table: 1, indexes: 0 },
    // Refused writes count, too, by the size of the item that was there.
    large: { table: 4, indexes: 0 },
    listed: { table: 2, indexes: 1 },
    twice: { table: 1, indexes: 2 },
    settled: { table: 3, indexes: 3 },
  });
});

it("are those of Amazon's own DynamoDB Local", WITH_JAVA, async () => {
  const { client } = await database('dynamodb-local');
  for (const [write, table, indexes] of writes) {
    const { ConsumedCapacity } = await client.send(write as PutItemCommand);
    const inIndexes = Object.values(ConsumedCapacity?.GlobalSecondaryIndexes ?? {});
    expect(ConsumedCapacity?.Table?.CapacityUnits).toBe(table);
    expect(inIndexes.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)).toBe(indexes);
  }
});

it(
  'a transaction takes twice the units of its items, and of their indexes once, as AWS bills it',
  WITH_JAVA,
  async () => {
    const { standIn, client } = await database('dynamodb-local');
    const { Item } = put('message/1', { body: { B: new Uint8Array(1500) } }).input;
    const { ReturnConsumedCapacity: _, ...settled } = update('settled/1', 'fact', 'b').input;
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(filing)' } },
        { Update: settled as Update },
      ],
    });
    await client.send(put('settled/1', listed('a')));
    await client.send(transaction);
    const counted = {
      settled: { table: 1, indexes: 1 },
      // 2 of the message and 1 of what was settled; that moves from one place of its index to another.
      'message+settled': { table: 6, indexes: 2 },
    };
    expect((await standIn.units?.())?.written).toEqual(counted);

    const cancelled = await client.send(new TransactWriteItemsCommand(transaction.input)).catch((error) => error);
    expect(cancelled).toMatchObject({ CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }] });
    expect((await standIn.units?.())?.written).toEqual(counted);
  },
);

itOnEngines('what was not asked for is not told by %s', PATIENCE, async (engine) => {
  const { client } = await database(engine);
  const unasked = { ...put('plain/1').input, ReturnConsumedCapacity: undefined };
  expect(await client.send(new PutItemCommand(unasked))).not.toHaveProperty('ConsumedCapacity');
  const total = await client.send(new PutItemCommand({ ...put('twice/1').input, ReturnConsumedCapacity: 'TOTAL' }));
  expect(total.ConsumedCapacity).toEqual({ TableName, CapacityUnits: 1 });
  const refused = (more: object = {}) =>
    client.send(new PutItemCommand({ ...put('plain/1').input, ...more })).catch((error) => error);
  expect(await refused()).toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined });
  if (engine === 'dynalite') return;
  const asked = await refused({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
  expect(asked).toMatchObject({ name: 'ConditionalCheckFailedException', Item: key('plain/1') });
});

itOnEngines('read units are counted, also of what is not there, by %s', PATIENCE, async (engine) => {
  const { standIn, client } = await database(engine);
  for (const item of twoItems) await client.send(item);
  let sum = 0;
  for (const [read, units] of reads) {
    await client.send(read as GetItemCommand);
    sum += units;
    expect((await standIn.units?.())?.read).toBe(sum);
  }
  const unasked = await client.send(query('f', { ReturnConsumedCapacity: undefined }));
  expect([unasked.Count, unasked.ConsumedCapacity]).toEqual([2, undefined]);
});

it("are those of Amazon's own DynamoDB Local where something is found", WITH_JAVA, async () => {
  const { client } = await database('dynamodb-local');
  for (const item of twoItems) await client.send(item);
  for (const [read, units] of reads) {
    const { ConsumedCapacity, ...answer } = await client.send(read as GetItemCommand);
    // DynamoDB Local takes a query of nothing for free, which AWS does not.
    const isFree = 'Count' in answer && answer.Count === 0;
    expect(ConsumedCapacity?.CapacityUnits).toBe(isFree ? 0 : units);
  }
});
