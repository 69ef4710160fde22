import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Gateway, type GatewayOptions, startGateway } from '../../../local/gateway.ts';
import { type Template, writeAssembly } from './assembly.ts';
import { temporaryFolder } from './folder.ts';

export const configuration = {
  stage: 'test',
  lanes: {
    'delta-h7': {
      baseUrl: 'http://127.0.0.1:9/dh7',
      tokenUrl: 'http://127.0.0.1:9/oauth2/token',
      credentialsSecret: 'test/credentials',
      share: { perSecond: 1, perHour: 100 },
    },
  },
  callbacks: { tokenSecret: 'test/token' },
};

export const secrets = {
  'test/credentials': '{"clientId":"c","clientSecret":"s","username":"u","password":"p"}',
  'test/token': 't',
};

/** The resources that every template must have for the configuration above. */
export const needed: Template['Resources'] = {
  Ledger: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'declarant-test-ledger',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'declarant-test-delta-h7-dead-letters' } },
  Outbox: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'declarant-test-delta-h7-outbox',
      VisibilityTimeout: 30,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 3 },
    },
  },
};

export function lambdaFunction(asset: string, properties: object = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: asset, Handler: 'index.handler', Runtime: 'nodejs24.x', Timeout: 5, ...properties },
    Metadata: { 'aws:asset:path': asset },
  };
}

export interface Prepared {
  options: GatewayOptions;
  lines: string[];
}

/** The files of a gateway with the given resources beside those that are needed. */
export function prepare(
  resources: Template['Resources'],
  bundles: Record<string, string> = {},
  sections: Record<string, unknown> = {},
): Prepared {
  const folder = temporaryFolder();
  const configFile = path.join(folder, 'config.json');
  writeFileSync(configFile, JSON.stringify(configuration));
  const Resources = { ...needed, ...resources };
  const template = writeAssembly(path.join(folder, 'cdk.out'), { stack: { Resources, ...sections } }, bundles);
  const lines: string[] = [];
  return { options: { configFile, secrets, template, log: (line) => lines.push(line) }, lines };
}

/** A gateway for the length of a test. */
export async function started(options: GatewayOptions): Promise<Gateway> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.stop());
  return gateway;
}
