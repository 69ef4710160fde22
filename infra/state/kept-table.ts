import { RemovalPolicy } from 'aws-cdk-lib';
import { BillingMode, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';

export interface KeptTableProps {
  readonly tableName: string;
  /**
   * True if nothing may delete it.
   * @default true
   */
  readonly isProtected?: boolean;
}

/** The properties of every table: it outlives its stack, and is paid for by what is read and written. */
export function keptTable({ tableName, isProtected = true }: KeptTableProps) {
  return {
    tableName,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    deletionProtection: isProtected,
    // A first deployment that fails takes an unprotected table back with it.
    removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  };
}
