import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { archivedTable } from '../../schemas/archived-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok, warning } from './diagnosis.ts';

const { partitionKey, sortKey, expiry } = archivedTable;

/** The table by which filings are found in the archive: without it, or with other keys, nothing is sent. */
export function archivedTableCheck({ stage, region, dynamodb, isLocal, putUp }: Installation): Promise<Diagnosis> {
  const table = resourceNames(stage).archived;
  const anew = 'make it anew, as "The index of the archive is gone" of docs/backup.md says';
  return diagnose('index of the archive', `${putUp}; or ${anew}`, async () => {
    const [{ DescribeTableCommand, DescribeTimeToLiveCommand }, client] = await Promise.all([
      import('@aws-sdk/client-dynamodb'),
      dynamodb(),
    ]);
    const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: table }));
    const wrong = tableFinding(table, Table, { putUp, anew });
    // The stand-in of a local gateway knows neither protection nor expiry.
    const isStandIn = isLocal || Table.DeletionProtectionEnabled === undefined;
    if (wrong || isStandIn) return wrong ?? ok(`${table} is there, with its keys`);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: table }));
    const { TimeToLiveStatus: status, AttributeName: attribute } = TimeToLiveDescription ?? {};
    if (!status?.startsWith('ENABL') || attribute !== expiry)
      return warning(
        'the references of filings stay there for ever',
        `aws dynamodb update-time-to-live --region ${region} --table-name ${table} --time-to-live-specification Enabled=true,AttributeName=${expiry}`,
      );
    return ok(`${table} is there, with its keys`);
  });
}

/** What is wrong with a table as AWS describes it. */
function tableFinding(
  table: string,
  { TableStatus, KeySchema, AttributeDefinitions, DeletionProtectionEnabled }: TableDescription,
  { putUp, anew }: { putUp: string; anew: string },
): Finding | undefined {
  if (TableStatus !== 'ACTIVE' && TableStatus !== 'UPDATING')
    return fault(`${table} is ${TableStatus}`, 'wait until it is ACTIVE, and look again');
  const keys = KeySchema?.map(({ AttributeName: name, KeyType }) => {
    const type = AttributeDefinitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    return `${KeyType} ${name} ${type}`;
  });
  if (keys?.join() !== `HASH ${partitionKey} S,RANGE ${sortKey} S`)
    return fault(`${table} has other keys than are asked for: nothing is sent`, anew);
  if (DeletionProtectionEnabled === false) return warning(`${table} may be deleted by anyone who is allowed to`, putUp);
  return undefined;
}
