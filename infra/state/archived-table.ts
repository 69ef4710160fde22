import { Validations } from 'aws-cdk-lib';
import { AttributeType, Table, TableClass } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { archivedTable } from '../../schemas/archived-table.ts';
import { type KeptTableProps, keptTable } from './kept-table.ts';

/**
 * The table by which filings are found in the archive. It is seldom read and stays for years, so that it is of the class
 * that stores for less; and it has no backups, since all of it is made anew from the archive's objects.
 */
export class ArchivedTable extends Construct {
  constructor(scope: Construct, id: string, props: KeptTableProps) {
    super(scope, id);
    const table = new Table(this, 'Table', {
      ...keptTable(props),
      partitionKey: { name: archivedTable.partitionKey, type: AttributeType.STRING },
      sortKey: { name: archivedTable.sortKey, type: AttributeType.STRING },
      tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
      timeToLiveAttribute: archivedTable.expiry,
    });
    Validations.of(table).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'All of it is made anew from the objects of the archive, which have versions',
    });
  }
}
