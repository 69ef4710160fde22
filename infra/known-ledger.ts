import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ledgerTable } from '../schemas/ledger-table.ts';

export interface KnownLedgerProps {
  readonly tableName: string;
}

/** What a function may do with the ledger, as DynamoDB calls it. */
export type LedgerAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem';
export type LedgerIndex = keyof typeof ledgerTable.indexes;

/** The ledger's table by its name. */
export class KnownLedger extends Construct {
  readonly tableName: string;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, { tableName }: KnownLedgerProps) {
    super(scope, id);
    this.tableName = tableName;
    this.tableArn = Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName });
  }

  /** Lets a function do these things with items, and ask these indexes. */
  grant(grantee: IGrantable, actions: readonly LedgerAction[], indexes: readonly LedgerIndex[] = []): void {
    const grant = (granted: readonly LedgerAction[], resourceArns: string[]) =>
      Grant.addToPrincipal({ grantee, actions: granted.map((action) => `dynamodb:${action}`), resourceArns });
    grant(actions, [this.tableArn]);
    if (indexes.length > 0) {
      grant(
        ['Query'],
        indexes.map((index) => `${this.tableArn}/index/${ledgerTable.indexes[index].name}`),
      );
    }
  }
}
