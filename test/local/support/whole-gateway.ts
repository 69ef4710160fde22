import { build } from 'esbuild';
import { lambdaFunction, needed } from './gateway.ts';

const sender = `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
  const table = new DynamoDBClient({});
  const topic = new SNSClient({});
  export async function handler({ Records }) {
    for (const { messageId, body } of Records) {
      if (body === 'crash') process.exit(1);
      await table.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: body }, by: { S: messageId } } }));
      await topic.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: body + ' was sent' }));
    }
    return { batchItemFailures: [] };
  }`;
const receiver = `
  import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
  const secrets = new SecretsManagerClient({});
  export async function handler({ pathParameters }) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
    return { statusCode: 200, body: pathParameters.reference + ' ' + SecretString };
  }`;
const housekeeping = `
  import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
  const queue = new SQSClient({});
  export async function handler(event) {
    if (event.source !== 'aws.events') throw new Error('what is this?');
    await queue.send(new SendMessageCommand({ QueueUrl: process.env.OUTBOX, MessageBody: 'tended' }));
  }`;

/** The bundles of the functions below, with the SDK's clients in them as in a deployed one. */
export async function bundleFunctions(): Promise<Record<string, string>> {
  const bundled = async ([name, contents]: [string, string]) => {
    const banner = {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    };
    const stdin = { contents, resolveDir: import.meta.dirname };
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', platform: 'node', banner });
    return [name, outputFiles[0]?.text ?? ''] as const;
  };
  return Object.fromEntries(await Promise.all(Object.entries({ sender, receiver, housekeeping }).map(bundled)));
}

export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
export const ref = (logicalId: string) => ({ Ref: logicalId });

/** A whole gateway, of the kinds of resources that the app uses. */
export const resources = {
  Token: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'test/token', GenerateSecretString: {} } },
  Outcomes: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'outcomes' } },
  Platform: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'platform' } },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Outcomes'), Protocol: 'sqs', Endpoint: arnOf('Platform'), RawMessageDelivery: true },
  },
  Mail: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref('Outcomes'), Protocol: 'email', Endpoint: 'someone@example.org' },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Sender: lambdaFunction('sender', {
    Role: arnOf('Role'),
    ReservedConcurrentExecutions: 2,
    Environment: { Variables: { TABLE: ref('Ledger'), TOPIC: ref('Outcomes') } },
  }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('Outbox'),
      FunctionName: ref('Sender'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  Receiver: lambdaFunction('receiver', { Environment: { Variables: { SECRET: ref('Token') } } }),
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'callbacks', BinaryMediaTypes: ['*/*'] } },
  Part: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: {
      RestApiId: ref('Api'),
      ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      PathPart: '{reference}',
    },
  },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: ref('Api'),
      ResourceId: ref('Part'),
      HttpMethod: 'POST',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: {
          'Fn::Join': [
            '',
            [
              'arn:',
              ref('AWS::Partition'),
              ':apigateway:eu-west-3:lambda:path/2015-03-31/functions/',
              arnOf('Receiver'),
              '/invocations',
            ],
          ],
        },
      },
    },
  },
  Missing: {
    Type: 'AWS::ApiGateway::GatewayResponse',
    Properties: { RestApiId: ref('Api'), ResponseType: 'MISSING_AUTHENTICATION_TOKEN', StatusCode: '404' },
  },
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: ref('Api') }, DependsOn: ['Method'] },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'v1' },
  },
  Housekeeping: lambdaFunction('housekeeping', { Environment: { Variables: { OUTBOX: ref('Outbox') } } }),
  EachMinute: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'each-minute',
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'T', Arn: arnOf('Housekeeping') }],
    },
  },
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [ref('Outcomes')] } },
};

/** The outbox with some properties changed. */
export const outbox = (changes: object) => ({
  ...needed.Outbox,
  Properties: { ...(needed.Outbox?.Properties as object), ...changes },
});
