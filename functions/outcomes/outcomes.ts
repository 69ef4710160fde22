import { type PublishBatchRequestEntry, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Outcome } from '../../schemas/outcome.ts';

export interface Outcomes {
  /** Tells the platforms; durable once it returns. */
  publish(outcome: Outcome): Promise<void>;
}

/** Outcomes on the SNS topic, with attributes by which a platform's queue takes its own only. */
export function snsOutcomes(client: SNSClient, topicArn: string): Outcomes {
  return {
    async publish(outcome) {
      await client.send(new PublishCommand({ TopicArn: topicArn, ...publication(outcome) }));
    },
  };
}

/** An outcome as the topic takes it, with what its subscriptions filter by. */
export function publication(outcome: Outcome): Pick<PublishBatchRequestEntry, 'Message' | 'MessageAttributes'> {
  const { authority, message, outcome: kind, platform } = outcome;
  const attributes = Object.entries({ authority, message, outcome: kind, platform }).flatMap(([name, value]) =>
    value ? [[name, { DataType: 'String', StringValue: value }]] : [],
  );
  return { Message: JSON.stringify(outcome), MessageAttributes: Object.fromEntries(attributes) };
}
