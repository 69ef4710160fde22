import type { Ending } from '../../local/ending.ts';
import { startDynamodbLocal } from '../../local/stand-ins/dynamodb-local.ts';
import { startQueues } from '../../local/stand-ins/queues.ts';
import { startSecretsManager } from '../../local/stand-ins/secrets-manager.ts';
import { makeTables } from './make-tables.ts';

export const REGION = 'eu-west-3';
/** The timeout of the sender. */
export const TIMEOUT_SECONDS = 60;

/**
 * The stand-ins with the textbook's tables, queues, topic and secrets; each ends with the rest. The DynamoDB is
 * Amazon's own, since the textbook needs transactions.
 * @throws {LocalFault} `java` where there is none to run it
 */
export async function startServices(
  secretValues: Readonly<Record<string, string>>,
  ending: Ending,
  log: (line: string) => void,
) {
  const database = await startDynamodbLocal(log);
  ending.add(() => database.close());
  const queues = await startQueues(REGION);
  ending.add(() => queues.close());
  const secrets = await startSecretsManager(REGION);
  ending.add(() => secrets.close());
  for (const [name, value] of Object.entries(secretValues)) secrets.create(name, value);
  await makeTables(database.endpoint);

  const deadLetters = queues.createQueue('textbook-dead-letters', {});
  const outbox = queues.createQueue('textbook-outbox', {
    VisibilityTimeout: String(6 * TIMEOUT_SECONDS),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }),
  });
  const topic = queues.createTopic('textbook-outcomes');
  const heard = queues.createQueue('textbook-heard', {});
  queues.subscribe(topic.arn, 'sqs', heard.arn, { RawMessageDelivery: 'true' });
  const endpoints = {
    ...{ sqs: queues.endpoint, sns: queues.endpoint },
    ...{ dynamodb: database.endpoint, secretsmanager: secrets.endpoint, s3: queues.endpoint },
  };
  return { database, queues, secrets, endpoints, deadLetters, outbox, topic, heard };
}
