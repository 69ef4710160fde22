import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface KnownArchiveProps {
  readonly bucketName: string;
  /** The table by which filings are found in it. */
  readonly tableName: string;
}

/** The archive's bucket, and the table of what is in it, by their names. */
export class KnownArchive extends Construct {
  readonly bucketName: string;
  readonly tableName: string;
  private readonly bucketArn: string;
  private readonly tableArn: string;

  constructor(scope: Construct, id: string, { bucketName, tableName }: KnownArchiveProps) {
    super(scope, id);
    this.bucketName = bucketName;
    this.tableName = tableName;
    this.tableArn = Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName });
    this.bucketArn = `arn:${Stack.of(this).partition}:s3:::${bucketName}`;
  }

  /** Lets a function find filings, and read objects by their names. */
  grantRead(grantee: LambdaFunction): void {
    grant(grantee, ['dynamodb:BatchGetItem', 'dynamodb:Query'], this.tableArn);
    grant(grantee, ['s3:GetObject'], this.objects);
    if (grantee.role)
      Validations.of(grantee.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${written(this.objects)}]`,
        reason: 'All objects of the bucket are of one archive, and have no names before they are there',
      });
  }

  /** Lets a function write objects, see which there are, and say where filings lie; nothing may be deleted. */
  grantWrite(grantee: LambdaFunction, isLocked: boolean): void {
    grant(grantee, ['dynamodb:PutItem'], this.tableArn);
    grant(grantee, ['s3:PutObject', ...(isLocked ? ['s3:PutObjectRetention'] : [])], this.objects);
    grant(grantee, ['s3:ListBucket'], this.bucketArn);
  }

  private get objects(): string {
    return `${this.bucketArn}/*`;
  }
}

/** A name as rules write it: what only AWS knows stands in brackets. */
function written(name: string): string {
  return name.replace(/\$\{Token\[AWS\.(\w+)\.\d+\]\}/g, '<AWS::$1>');
}

function grant(grantee: LambdaFunction, actions: string[], resource: string): void {
  grantee.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
}
