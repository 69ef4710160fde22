import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { clientOf, createLedgerTable, engines, startEngine } from '../support/dynamodb.ts';

const TableName = 'ledger';
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
  [put('twice/1', { ...listed('a'), customsReference: { S: 'r' } }), 1, 2],
  [put('settled/1', listed('a')), 1, 1],
  [update('settled/1', 'other', 'x'), 1, 0],
  [update('settled/1', 'fact', 'b'), 1, 2],
];

async function database(engine: (typeof engines)[number]) {
  const standIn = await startEngine(engine);
  onTestFinished(() => standIn.close());
  const client: DynamoDBClient = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  onTestFinished(() => client.destroy());
  await createLedgerTable(client, TableName);
  return { standIn, client };
}

it('write units are counted with every index, by kind of item', async () => {
  const { standIn, client } = await database('dynalite');
  for (const [write] of writes) await client.send(write as PutItemCommand);
  await expect(client.send(put('listed/1'))).rejects.toThrow();
  expect(await standIn.writeUnits?.()).toEqual({
    plain: { table: 1, indexes: 0 },
    large: { table: 2, indexes: 0 },
    // The one that was refused, too.
    listed: { table: 2, indexes: 1 },
    twice: { table: 1, indexes: 2 },
    settled: { table: 3, indexes: 3 },
  });
});

it.skipIf(!engines.includes('dynamodb-local'))("are those of Amazon's own DynamoDB Local", async () => {
  const { client } = await database('dynamodb-local');
  for (const [write, table, indexes] of writes) {
    const { ConsumedCapacity } = await client.send(write as PutItemCommand);
    const inIndexes = Object.values(ConsumedCapacity?.GlobalSecondaryIndexes ?? {});
    expect(ConsumedCapacity?.Table?.CapacityUnits).toBe(table);
    expect(inIndexes.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)).toBe(indexes);
  }
});
