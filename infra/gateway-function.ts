import path from 'node:path';
import { type Duration, Stack, Token, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { aliasArguments, bundling, replacedWithout } from './bundling.ts';
import { withKeptBundle } from './kept-bundle.ts';
import { requireWholeNumber } from './require-whole-number.ts';
import type { KnownState } from './state/known-state.ts';

export interface GatewayFunctionProps {
  readonly functionName: string;
  /** The entry file below `functions/`, for example `receive/handler.ts`. */
  readonly entry: string;
  /** Its environment, beside the stage, the ledger's table and the days for which it keeps a filing, and the archive's names. */
  readonly environment: Record<string, string>;
  readonly timeout: Duration;
  readonly configuration: Pick<Configuration, 'stage' | 'retentionDays'>;
  readonly state: Pick<KnownState, 'ledger' | 'archive'>;
  /** @default 512 MB, at which a batch is bound by the authority's answers and not by our processor */
  readonly memorySize?: number;
  /** The constants that replace names in its bundle: JSON, by the names. @default nothing */
  readonly constants?: Record<string, string>;
  /** The packages that it never calls, and its bundle does not hold. @default none */
  readonly leftOut?: readonly string[];
  /** @default unreserved */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * A function with the settings of all our functions: bundled with its SDK clients, on arm64, with a role of its own. Its
 * logs are the state's, so that they outlive it.
 */
export class GatewayFunction extends NodejsFunction {
  /** The unique id of its role, by which a queue names the sender of a message. */
  readonly roleId: string;

  constructor(scope: Construct, id: string, props: GatewayFunctionProps) {
    const { functionName, configuration, memorySize = 512, reservedConcurrentExecutions: reserved } = props;
    requireWholeNumber('timeout in seconds', props.timeout.toSeconds(), 1, 900);
    requireWholeNumber('memorySize', memorySize, 128, 10_240);
    if (reserved !== undefined) requireWholeNumber('reservedConcurrentExecutions', reserved, 1, 1000);

    const { logs } = resourceNames(configuration.stage);
    const logGroup = LogGroup.fromLogGroupName(scope, `${id}Logs`, logs.function(functionName));
    // The managed policy for functions is left out: it lets each write into every log group.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const { region } = Stack.of(scope);
    const where = Token.isUnresolved(region) ? '<AWS::Region>' : region;
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:aws:logs:${where}:<AWS::AccountId>:log-group:${logs.function(functionName)}:*]`,
      reason: 'The streams of its own group, which Lambda names',
    });
    super(scope, id, {
      functionName,
      ...withKeptBundle(scope, {
        entry: path.resolve(import.meta.dirname, '../functions', props.entry),
        bundling: {
          ...bundling,
          esbuildArgs: aliasArguments(replacedWithout(props.leftOut ?? [])),
          define: props.constants ?? {},
        },
      }),
      environment: {
        ...props.environment,
        ARCHIVED_TABLE: props.state.archive.tableName,
        ARCHIVE_BUCKET: props.state.archive.bucketName,
        LEDGER_TABLE: props.state.ledger.tableName,
        RETENTION_DAYS: String(configuration.retentionDays),
        STAGE: configuration.stage,
      },
      timeout: props.timeout,
      memorySize,
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      logGroup,
      role,
    });
    this.roleId = role.roleId;
    // Whoever reads a filing reads what the table has given up of it, too.
    props.state.archive.grantRead(this);
    // The CDK makes a function wait for its role by name, too, which the role's ARN does anyhow.
    (this.node.defaultChild as CfnFunction).addMetadata('cfn-lint', { config: { ignore_checks: ['W3005'] } });
    Validations.of(this).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'Each caller repeats its call: the outbox hands out again, the authority sends again, housekeeping runs each minute',
      },
      {
        id: 'Serverless-LambdaTracing',
        reason: 'The ledger and the log show the way of each message; traces would cost as much again',
      },
    );
  }
}
