import { SSMClient } from '@aws-sdk/client-ssm';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';
import { published } from '../../../desk/gateway/published.ts';
import { queueUrlOf } from '../../../desk/gateway/queue-depth.ts';
import { connection } from '../../../desk/gateway/reached-gateway.ts';
import { authorityNames } from '../../../schemas/catalogue.ts';
import type { Configuration } from '../../../schemas/configuration.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import { allowedBy, type JudgedCall, type PeopleStatement } from './people-policies.ts';

/** A person with policies at a deployed gateway, whose calls are judged as IAM does. */
export interface Person {
  gateway: GatewayConnection;
  /** The calls that no policy of the person allows. */
  denied: JudgedCall[];
}

export interface PersonOptions {
  /** The statements of all policies of the person. */
  statements: readonly PeopleStatement[];
  /** Hears which parts of a statement allowed a call. */
  onUsed(statement: PeopleStatement, parts: readonly string[]): void;
  configuration: Configuration;
  /** The endpoint of DynamoDB, whose calls are made; those of all other services are answered here. */
  dynamodb: string;
  /** The answers of the other services, by the names of their commands. */
  answers: Readonly<Record<string, (input: Input) => object>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the input of any command
type Input = any;

/** The part of the SDK's middleware stack that is needed here. */
interface Stack {
  add(
    middleware: (
      next: (args: Arguments) => Promise<object>,
      context: { clientName?: string; commandName?: string },
    ) => (args: Arguments) => Promise<object>,
    options: { step: 'build'; name: string },
  ): void;
}
interface Arguments {
  input: Input;
  request: { body?: string | Uint8Array };
}

const services: Readonly<Record<string, string>> = {
  ...{ DynamoDBClient: 'dynamodb', SQSClient: 'sqs', SNSClient: 'sns', LambdaClient: 'lambda' },
  ...{ SecretsManagerClient: 'secretsmanager', SSMClient: 'ssm', CloudWatchClient: 'cloudwatch' },
  S3Client: 's3',
};

/** Somebody whose commands meet these policies. */
export async function personWith(options: PersonOptions): Promise<Person> {
  const { configuration, dynamodb } = options;
  const { stage, region } = configuration;
  const names = resourceNames(stage);
  const nowhere = 'http://127.0.0.1:9';
  const gateway = connection('the gateway', '', authorityNames, {
    ...{ region, stage, table: names.ledger, callbackUrl: undefined, putUp: 'deploy it' },
    endpoints: {
      dynamodb,
      sqs: nowhere,
      sns: nowhere,
      secretsmanager: nowhere,
      lambda: nowhere,
      ssm: nowhere,
      s3: nowhere,
      cloudwatch: nowhere,
    },
    queueUrl: (authority, queue, client) => queueUrlOf(client, names.lane(authority)[queue]),
    configuration: () => configuration,
  });
  const { installation } = gateway;
  const parameters = new SSMClient({ region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  const denied: JudgedCall[] = [];
  const clients = [
    ...[installation.dynamodb(), installation.sns(), installation.secrets(), installation.lambda()],
    ...[gateway.queues(), parameters, installation.cloudWatch(), installation.objects()],
  ];
  for (const client of await Promise.all(clients)) judge(client?.middlewareStack as unknown as Stack, options, denied);
  return {
    denied,
    gateway: {
      ...gateway,
      actor: async () => 'arn:aws:iam::123456789012:user/anna',
      installation: { ...installation, isLocal: false, published: () => published(parameters, stage) },
    },
  };
}

function judge(stack: Stack, { statements, onUsed, answers }: PersonOptions, denied: JudgedCall[]): void {
  stack.add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        const service = services[clientName] ?? clientName;
        const { body = '' } = args.request;
        // Documents are marshalled on their way: the request has the keys as DynamoDB gets them.
        const input =
          service === 'dynamodb'
            ? JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
            : args.input;
        for (const call of callsOf(service, commandName.replace(/Command$/, ''), input)) {
          const allowing = statements.flatMap((statement) => {
            const parts = allowedBy(statement, call);
            return parts ? [{ statement, parts }] : [];
          });
          for (const { statement, parts } of allowing) onUsed(statement, parts);
          if (allowing.length > 0) continue;
          denied.push(call);
          const text = `anna is not authorized to perform: ${call.action} on resource: ${call.resource}`;
          throw Object.assign(new Error(text), { name: 'AccessDeniedException' });
        }
        const answer = answers[commandName];
        if (!answer && service === 'dynamodb') return next(args);
        if (!answer) throw new Error(`No answer is ready for ${commandName}`);
        return { response: {}, output: { $metadata: {}, ...answer(input) } };
      },
    { step: 'build', name: 'judge' },
  );
}

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-3:123456789012:${rest}`;

/** A command as the calls that IAM judges: one a resource. */
function callsOf(service: string, command: string, input: Input): JudgedCall[] {
  const action = `${service}:${command === 'Invoke' ? 'InvokeFunction' : command.replace(/(?<=Message|Visibility)Batch$/, '')}`;
  switch (service) {
    case 'dynamodb': {
      const table = input.TableName ?? Object.keys(input.RequestItems)[0];
      const index = input.IndexName ? `/index/${input.IndexName}` : '';
      const { [ledgerTable.partitionKey]: partition } = input.Key ?? input.Item ?? {};
      return [{ action, resource: arn(service, `table/${table}${index}`), partition: partition?.S }];
    }
    case 's3':
      return [{ action, resource: `arn:aws:s3:::${input.Bucket}/${input.Key}` }];
    case 'sqs':
      return [{ action, resource: arn(service, input.QueueName ?? input.QueueUrl.split('/').at(-1)) }];
    case 'sns':
      return [{ action, resource: input.TopicArn ?? '*' }];
    case 'lambda':
      // The settings of the account are no resource.
      if (command === 'GetAccountSettings') return [{ action, resource: '*' }];
      return [{ action, resource: arn(service, `function:${input.FunctionName}`) }];
    case 'secretsmanager':
      return [{ action, resource: arn(service, `secret:${input.SecretId}-AbCdEf`) }];
    case 'cloudwatch':
      // A question for alarms by their names' beginning is judged for all alarms; metrics are no resources.
      return [{ action, resource: command === 'DescribeAlarms' ? arn(service, 'alarm:*') : '*' }];
    default:
      return input.Names.map((name: string) => ({ action, resource: arn(service, `parameter${name}`) }));
  }
}
