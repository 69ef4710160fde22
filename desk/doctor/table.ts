import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';

/** The ledger's table. It comes first: what AWS answers here tells whether the credentials are any good. */
export function tableCheck({ table, region, dynamodb, putUp }: Installation): Promise<Diagnosis> {
  return diagnose('table', `${putUp}; or correct the region (${region}) or the stage`, async () => {
    const [{ DescribeTableCommand }, client] = await Promise.all([import('@aws-sdk/client-dynamodb'), dynamodb()]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const account = Table?.TableArn?.split(':')[4];
    const where = `${table} in ${region}${account ? `, account ${account}` : ''}`;
    if (Table?.TableStatus !== 'ACTIVE' && Table?.TableStatus !== 'UPDATING')
      return fault(`${where} is ${Table?.TableStatus}`, 'wait until it is ACTIVE, and look again');
    // An answer that does not say so, as beside a local gateway, means that there is nothing to protect.
    if (Table.DeletionProtectionEnabled === false)
      return warning(`${where} may be deleted by anyone who is allowed to`, putUp);
    return ok(`${where} is there`);
  });
}

/**
 * Checks that the functions read the stream that the table has: a table that was restored has none at first, and then
 * another.
 */
export function streamCheck(installation: Installation): Promise<Diagnosis> {
  return diagnose('stream of the table', installation.putUp, async () => {
    const [described, { ledgerStream }] = await Promise.all([describedByAws(installation), installation.published()]);
    if (!described) return ok('a local gateway needs none');
    const { TableName, StreamSpecification, LatestStreamArn } = described;
    const remedy = 'give it one and deploy, as "The table is gone or worthless" of docs/backup.md says';
    if (!StreamSpecification?.StreamEnabled)
      return fault(`${TableName} has none: platforms are told of no message`, remedy);
    if (LatestStreamArn !== ledgerStream)
      return fault('the functions were deployed with another one: platforms are told of no message', remedy);
    return ok('the functions read it');
  });
}

/** Checks that what is older than the configuration keeps it is removed. */
export function retentionCheck(installation: Installation): Promise<Diagnosis> {
  const { table, region, dynamodb, putUp } = installation;
  return diagnose('retention', putUp, async () => {
    if (!(await describedByAws(installation))) return ok('a local gateway removes nothing');
    const [{ DescribeTimeToLiveCommand }, client] = await Promise.all([import('@aws-sdk/client-dynamodb'), dynamodb()]);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: table }));
    const { TimeToLiveStatus: status, AttributeName: attribute } = TimeToLiveDescription ?? {};
    if (status?.startsWith('ENABL') && attribute === ledgerTable.expiry)
      return ok('what has expired is removed by itself');
    return warning(
      'nothing that has expired is removed, personal data neither',
      `aws dynamodb update-time-to-live --region ${region} --table-name ${table} --time-to-live-specification Enabled=true,AttributeName=${ledgerTable.expiry}`,
    );
  });
}

/** The table as AWS describes it; undefined beside a local gateway, whose stand-in knows neither streams nor expiry. */
async function describedByAws({ table, dynamodb, isLocal }: Installation): Promise<TableDescription | undefined> {
  const [{ DescribeTableCommand }, client] = await Promise.all([import('@aws-sdk/client-dynamodb'), dynamodb()]);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  return isLocal || Table?.DeletionProtectionEnabled === undefined ? undefined : Table;
}

/** Checks that the table can be restored to any second of the last days. */
export function backupCheck({ table, dynamodb, putUp }: Installation): Promise<Diagnosis> {
  return diagnose('backups', putUp, async () => {
    const [{ DescribeContinuousBackupsCommand }, client] = await Promise.all([
      import('@aws-sdk/client-dynamodb'),
      dynamodb(),
    ]);
    try {
      const { ContinuousBackupsDescription } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: table }),
      );
      const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED')
        return warning('point-in-time recovery is off: what is lost cannot be had back', putUp);
      return ok(`point-in-time recovery is on, for ${recovery.RecoveryPeriodInDays ?? 35} days`);
    } catch (error) {
      if ((error as Error).name === 'UnknownOperationException') return ok('a local gateway keeps none');
      throw error;
    }
  });
}
