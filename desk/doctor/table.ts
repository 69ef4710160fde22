import type { Installation } from '../gateway-connection.ts';
import { type Check, check, fault, ok, warning } from './check.ts';

/** The ledger's table. It comes first: what AWS answers here tells whether the credentials are any good. */
export function tableCheck({ table, region, dynamodb, putUp }: Installation): Promise<Check> {
  return check('table', `${putUp}; or correct the region (${region}) or the stage`, async () => {
    const [{ DescribeTableCommand }, client] = await Promise.all([import('@aws-sdk/client-dynamodb'), dynamodb()]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const account = Table?.TableArn?.split(':')[4];
    const where = `${table} in ${region}${account ? `, account ${account}` : ''}`;
    if (Table?.TableStatus !== 'ACTIVE' && Table?.TableStatus !== 'UPDATING')
      return fault(`${where} is ${Table?.TableStatus}`, 'wait until it is ACTIVE, and look again');
    // Where the answer does not say, as beside a local gateway, there is nothing to protect.
    if (Table.DeletionProtectionEnabled === false)
      return warning(`${where} may be deleted by anyone who is allowed to`, putUp);
    return ok(`${where} is there`);
  });
}

/** Whether the table can be restored to any second of the last days. */
export function backupCheck({ table, dynamodb, putUp }: Installation): Promise<Check> {
  return check('backups', putUp, async () => {
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
