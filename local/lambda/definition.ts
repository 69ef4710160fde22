/** A function as the template defines it. */
export interface FunctionDefinition {
  logicalId: string;
  name: string;
  arn: string;
  /** `index.handler`. */
  handler: string;
  /** The directory of its bundle. */
  taskRoot: string;
  /** The template's variables, and no others. */
  variables: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** The most instances at the same time; `undefined` where the template reserves none. */
  reservedConcurrency?: number;
  logGroup: string;
  runtime: string;
  /** The access key that it signs its calls with, by which queues know it. */
  accessKeyId: string;
}

/** The Node that functions run on, and the program that loads one there. */
export interface FunctionRuntime {
  /** Path of the executable. */
  node: string;
  /** Path of the compiled `runtime.ts`. */
  program: string;
}

/** The environment that every function has beside its own variables. */
export interface SharedEnvironment {
  region: string;
  endpoints: { sqs: string; dynamodb: string; sns: string; secretsmanager: string; s3: string };
}

/** The whole environment of a function's process: the template's variables and what Lambda adds, nothing of ours. */
export function environmentOf(
  definition: FunctionDefinition,
  { region, endpoints }: SharedEnvironment,
): Record<string, string> {
  return {
    ...definition.variables,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    // No stand-in checks them, but the SDK signs every request, and would otherwise look for others.
    AWS_ACCESS_KEY_ID: definition.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    LAMBDA_TASK_ROOT: definition.taskRoot,
    _HANDLER: definition.handler,
    // The bundles are deployed on a newer Node than the one that may run them here.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: process.env.PATH ?? '',
  };
}
