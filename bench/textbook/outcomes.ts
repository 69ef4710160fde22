import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { variable } from './environment.ts';

/** An outcome of the textbook's gateway. */
export interface TextbookOutcome {
  lrn: string;
  status: string;
  messageId: string;
}

const client = new SNSClient();

/** Publishes outcomes, one call each. */
export async function publish(outcome: TextbookOutcome): Promise<void> {
  await client.send(
    new PublishCommand({
      ...{ TopicArn: variable('OUTCOMES_TOPIC'), Message: JSON.stringify(outcome) },
      MessageAttributes: { status: { DataType: 'String', StringValue: outcome.status } },
    }),
  );
}
