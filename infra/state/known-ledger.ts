import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ledgerTable } from '../../schemas/ledger-table.ts';

export interface KnownLedgerProps {
  readonly tableName: string;
  /** The parameter with the ARN of its stream. */
  readonly streamParameter: string;
}

/** The actions of a function on the ledger, by DynamoDB's names. */
export type LedgerAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchGetItem' | 'Scan';
export type LedgerIndex = keyof typeof ledgerTable.indexes;

/** The ledger's table by its name. */
export class KnownLedger extends Construct {
  readonly tableName: string;
  /** The ARN contains the time at which the stream was made, so a parameter provides it at deployment. */
  readonly streamArn: string;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, { tableName, streamParameter }: KnownLedgerProps) {
    super(scope, id);
    this.tableName = tableName;
    this.tableArn = Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName });
    this.streamArn = StringParameter.valueForStringParameter(this, streamParameter);
  }

  /** Lets Lambda read the stream in a function's name. */
  grantStream(grantee: IGrantable): void {
    grantActions(grantee, ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'], [this.streamArn]);
  }

  /** Lets a function do these actions on items, and query these indexes. */
  grant(grantee: IGrantable, actions: readonly LedgerAction[], indexes: readonly LedgerIndex[] = []): void {
    grantActions(grantee, actions, [this.tableArn]);
    const arns = indexes.map((index) => `${this.tableArn}/index/${ledgerTable.indexes[index].name}`);
    if (arns.length > 0) grantActions(grantee, ['Query'], arns);
  }
}

/** @param actions by DynamoDB's names */
function grantActions(grantee: IGrantable, actions: readonly string[], resourceArns: string[]): void {
  Grant.addToPrincipal({ grantee, actions: actions.map((action) => `dynamodb:${action}`), resourceArns });
}
