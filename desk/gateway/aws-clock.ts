import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * The clock of AWS, by which the gateway's functions go, as far as the client has found out that this machine's is
 * another: it looks at the time of each answer, and notes a difference of five minutes and more.
 */
export function awsClock({ config }: DynamoDBClient): () => Date {
  return () => new Date(Date.now() + config.systemClockOffset);
}
