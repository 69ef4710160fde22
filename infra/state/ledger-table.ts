import { AttributeType, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type KeptTableProps, keptTable } from './kept-table.ts';

/** The table of filings: the record of every message sent and received. Never deleted with the stack. */
export class LedgerTable extends Construct {
  readonly table: Table;
  /** The ARN of the table's stream, which carries the keys of what is written. */
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: KeptTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      ...keptTable(props),
      partitionKey: { name: ledgerTable.partitionKey, type: AttributeType.STRING },
      sortKey: { name: ledgerTable.sortKey, type: AttributeType.STRING },
      // Readers of the stream read the filing from the table anyway.
      stream: StreamViewType.KEYS_ONLY,
      // Each record states its own expiry: the configured number of days after it was written.
      timeToLiveAttribute: ledgerTable.expiry,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.streamArn = this.table.tableStreamArn as string;
    for (const index of Object.values(ledgerTable.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType[index.projection],
      });
    }
  }
}
