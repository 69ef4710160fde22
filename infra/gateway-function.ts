import path from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundling } from './bundling.ts';

export interface GatewayFunctionProps {
  readonly functionName: string;
  /** Entry file below `functions/`, for example `send/handler.ts`. */
  readonly entry: string;
  readonly environment: Record<string, string>;
  readonly timeout: Duration;
  /** @default 512 MB, at which a batch is bound by the authority's answers and not by our processor */
  readonly memorySize?: number;
  /** @default unreserved */
  readonly reservedConcurrentExecutions?: number;
}

/** A function as we run them all: bundled with its SDK clients, on arm64, with logs that end. */
export class GatewayFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: GatewayFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${props.functionName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      functionName: props.functionName,
      entry: path.resolve(import.meta.dirname, '../functions', props.entry),
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memorySize ?? 512,
      ...(props.reservedConcurrentExecutions && { reservedConcurrentExecutions: props.reservedConcurrentExecutions }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      logGroup,
      bundling,
    });
  }
}
