import path from 'node:path';
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundling } from './bundling.ts';
import { requireWholeNumber } from './require-whole-number.ts';

export interface GatewayFunctionProps {
  readonly functionName: string;
  /** Entry file below `functions/`, for example `receive/handler.ts`. */
  readonly entry: string;
  readonly environment: Record<string, string>;
  readonly timeout: Duration;
  /** For how many days its logs are kept: one of the numbers that CloudWatch takes. */
  readonly logRetentionDays: number;
  /** @default 512 MB, at which a batch is bound by the authority's answers and not by our processor */
  readonly memorySize?: number;
  /** The constants put into its bundle in place of names: JSON, by the names. @default nothing */
  readonly constants?: Record<string, string>;
  /** @default unreserved */
  readonly reservedConcurrentExecutions?: number;
}

/** A function as we run them all: bundled with its SDK clients, on arm64, with logs that end and a role of its own. */
export class GatewayFunction extends NodejsFunction {
  /** The unique id of its role: by this a queue tells who put a message there. */
  readonly roleId: string;

  constructor(scope: Construct, id: string, props: GatewayFunctionProps) {
    const { functionName, memorySize = 512, reservedConcurrentExecutions: reserved } = props;
    requireWholeNumber('timeout in seconds', props.timeout.toSeconds(), 1, 900);
    requireWholeNumber('memorySize', memorySize, 128, 10_240);
    if (reserved !== undefined) requireWholeNumber('reservedConcurrentExecutions', reserved, 1, 1000);

    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Without the managed policy of all functions, which lets each write into every group of logs.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      functionName,
      entry: path.resolve(import.meta.dirname, '../functions', props.entry),
      environment: props.environment,
      timeout: props.timeout,
      memorySize,
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      logGroup,
      role,
      bundling: { ...bundling, define: props.constants ?? {} },
    });
    this.roleId = role.roleId;
    // The CDK has a function wait for its role by name, too, which it does anyhow by having the role's ARN.
    (this.node.defaultChild as CfnFunction).addMetadata('cfn-lint', { config: { ignore_checks: ['W3005'] } });
    Validations.of(this).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'Whoever calls it keeps what failed: the outbox hands out again, the authority sends again, a minute has a next',
      },
      {
        id: 'Serverless-LambdaTracing',
        reason: 'The ledger and the log tell what became of each message; traces would cost as much again',
      },
    );
  }
}
