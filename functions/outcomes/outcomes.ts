import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Outcome } from '../../schemas/outcome.ts';
import { publication } from './publication.ts';

export interface Outcomes {
  /** Publishes an outcome; durable once it returns. */
  publish(outcome: Outcome): Promise<void>;
}

/** Outcomes on the SNS topic, with the attributes that the subscriptions of platforms filter by. */
export function snsOutcomes(client: SNSClient, topicArn: string): Outcomes {
  return {
    async publish(outcome) {
      await client.send(new PublishCommand({ TopicArn: topicArn, ...publication(outcome) }));
    },
  };
}
