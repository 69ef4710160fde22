import { callDynamodb } from '../../local/stand-ins/dynamodb-call.ts';
import { idempotency, ledger, limiterCounters } from './tables.ts';

export const tableNames = { ledger: 'textbook-ledger', idempotency: 'idempotency', limits: 'limits' } as const;

interface Keys {
  partitionKey: string;
  sortKey?: string;
}

/** Makes the textbook's tables, the indexes with their keys alone, as the gateway's are. */
export async function makeTables(endpoint: string): Promise<void> {
  const indexes = Object.values(ledger.indexes);
  await make(endpoint, tableNames.ledger, [ledger, ...indexes], {
    GlobalSecondaryIndexes: indexes.map((index) => ({
      ...{ IndexName: index.name, KeySchema: schemaOf(index), Projection: { ProjectionType: 'KEYS_ONLY' } },
    })),
  });
  await make(endpoint, tableNames.idempotency, [idempotency]);
  await make(endpoint, tableNames.limits, [limiterCounters]);
}

async function make(endpoint: string, TableName: string, keys: readonly [Keys, ...Keys[]], more = {}): Promise<void> {
  const named = new Set(keys.flatMap(namesIn));
  await callDynamodb(endpoint, 'CreateTable', {
    ...{ TableName, BillingMode: 'PAY_PER_REQUEST', KeySchema: schemaOf(keys[0]), ...more },
    AttributeDefinitions: [...named].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  });
  const describe = () => callDynamodb(endpoint, 'DescribeTable', { TableName });
  while (((await describe())['Table'] as { TableStatus: string }).TableStatus !== 'ACTIVE');
}

const namesIn = ({ partitionKey, sortKey }: Keys) => (sortKey ? [partitionKey, sortKey] : [partitionKey]);

function schemaOf(keys: Keys) {
  return namesIn(keys).map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? 'HASH' : 'RANGE' }));
}
