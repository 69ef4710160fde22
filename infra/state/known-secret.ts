import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface KnownSecretProps {
  readonly secretName: string;
}

/** A secret by its name. */
export class KnownSecret extends Construct {
  readonly secretName: string;

  constructor(scope: Construct, id: string, { secretName }: KnownSecretProps) {
    super(scope, id);
    this.secretName = secretName;
  }

  /**
   * Lets a function read its value.
   * @param labels the versions that may be read, only by their labels; by default the current one, which needs no label
   */
  grantRead(grantee: IGrantable, labels?: readonly string[]): void {
    // Secrets Manager adds a hyphen and six letters or digits to the name.
    const { partition, region, account } = Stack.of(this);
    const arn = `arn:${partition}:secretsmanager:${region}:${account}:secret:${this.secretName}-??????`;
    Grant.addToPrincipal({
      grantee,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [arn],
      ...(labels && { conditions: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': [...labels] } } }),
    });
  }
}
