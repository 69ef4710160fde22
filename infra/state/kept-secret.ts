import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** A secret whose value the operator and an authority agreed upon; no deployment deletes it. */
export class KeptSecret extends Secret {
  constructor(scope: Construct, id: string, props: Required<Pick<SecretProps, 'secretName' | 'description'>>) {
    super(scope, id, {
      ...props,
      // A random value, until the operator puts in the one that was agreed upon.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Its value is agreed upon with the authority, so that no schedule can change it: the operator does',
    });
  }
}
