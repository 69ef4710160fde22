import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';

export const region = 'eu-west-3';

const common = { region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };

export const sqsAt = (endpoint: string) => new SQSClient({ ...common, endpoint });
export const snsAt = (endpoint: string) => new SNSClient({ ...common, endpoint });
export const dynamodbAt = (endpoint: string) => new DynamoDBClient({ ...common, endpoint });
export const secretsManagerAt = (endpoint: string) => new SecretsManagerClient({ ...common, endpoint });
export const cloudWatchAt = (endpoint: string) => new CloudWatchClient({ ...common, endpoint });
export const ssmAt = (endpoint: string) => new SSMClient({ ...common, endpoint });
