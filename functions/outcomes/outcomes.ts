import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Outcome } from '../../schemas/outcome.ts';

export interface Outcomes {
  /** Tells the platforms; durable once it returns. */
  publish(outcome: Outcome): Promise<void>;
}

/** Outcomes on the SNS topic, with attributes by which a platform's queue takes its own only. */
export function snsOutcomes(client: SNSClient, topicArn: string): Outcomes {
  return {
    async publish(outcome) {
      const { authority, message, outcome: kind, platform } = outcome;
      const attributes = Object.entries({ authority, message, outcome: kind, platform }).flatMap(([name, value]) =>
        value ? [[name, { DataType: 'String', StringValue: value }]] : [],
      );
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Message: JSON.stringify(outcome),
          MessageAttributes: Object.fromEntries(attributes),
        }),
      );
    },
  };
}
