import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { LocalFault } from '../fault.ts';
import { callDynamodb, DynamodbError } from '../stand-ins/dynamodb-call.ts';
import { ACCOUNT, generatedName, type Maker, propertiesOf } from './resource.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({ ProjectionType: z.string().optional(), NonKeyAttributes: z.array(z.string()).optional() }),
});
const table = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.literal('KEYS_ONLY', 'streams of the local machine have keys only') })
    .optional(),
});

type Keys = z.infer<typeof keySchema>;
interface Shape {
  KeySchema: Keys;
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: Keys }[] | undefined;
}
interface Description extends Shape {
  TableStatus: string;
}

/** AWS::DynamoDB::Table and GlobalTable. Billed on demand, whatever the template says: nothing is throttled here. */
export const makeTable: Maker = async (resource, world) => {
  const {
    TableName: name = generatedName(resource),
    StreamSpecification: stream,
    ...keys
  } = propertiesOf(resource, table);
  const StreamSpecification = stream && { StreamSpecification: { StreamEnabled: true, ...stream } };
  const input = { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...keys, ...StreamSpecification };
  const describe = async () => {
    const { Table } = await callDynamodb(world.database.endpoint, 'DescribeTable', { TableName: name });
    return Table as Description;
  };
  try {
    await callDynamodb(world.database.endpoint, 'CreateTable', input);
    // It is usable a moment after it is made, as on AWS.
    while ((await describe()).TableStatus !== 'ACTIVE') await wait(1);
  } catch (error) {
    if (!(error instanceof DynamodbError) || error.code !== 'ResourceInUseException') throw error;
    if (shapeOf(await describe()) !== shapeOf(input)) {
      throw new LocalFault(
        'data',
        `The table ${name} in the data directory has other keys or indexes than the template; name an empty directory with --data.`,
      );
    }
  }
  world.tables.add(name);
  const arn = `arn:aws:dynamodb:${world.region}:${ACCOUNT}:table/${name}`;
  const attributes = { Arn: arn, TableId: name };
  if (!stream) return { ref: name, attributes };
  const StreamArn = `${arn}/stream/local`;
  world.streams.set(StreamArn, { table: name, keys: keys.KeySchema.map(({ AttributeName }) => AttributeName) });
  return { ref: name, attributes: { ...attributes, StreamArn } };
};

/** The keys of a table and of its indexes, which must be the same for it to be used again. */
function shapeOf({ KeySchema, GlobalSecondaryIndexes = [] }: Shape): string {
  const keysOf = (keys: Keys) => keys.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join();
  const indexes = GlobalSecondaryIndexes.map((entry) => `${entry.IndexName}: ${keysOf(entry.KeySchema)}`);
  return [keysOf(KeySchema), ...indexes.sort()].join('; ');
}
