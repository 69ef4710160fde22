import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ledgerTable } from '../../schemas/ledger-table.ts';

export interface LedgerTableProps {
  readonly tableName: string;
  /**
   * True if nothing may delete it.
   * @default true
   */
  readonly isProtected?: boolean;
}

/** The table of filings: the record of every message sent and received. Never deleted with the stack. */
export class LedgerTable extends Construct {
  readonly table: Table;
  /** The ARN of the table's stream, which carries the keys of what is written. */
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: LedgerTableProps) {
    super(scope, id);
    const { tableName, isProtected = true } = props;
    this.table = new Table(this, 'Table', {
      tableName,
      partitionKey: { name: ledgerTable.partitionKey, type: AttributeType.STRING },
      sortKey: { name: ledgerTable.sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      // Readers of the stream read the filing from the table anyway.
      stream: StreamViewType.KEYS_ONLY,
      // Each record states its own expiry: the configured number of days after it was written.
      timeToLiveAttribute: ledgerTable.expiry,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProtected,
      // A first deployment that fails takes an unprotected table back with it.
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
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
