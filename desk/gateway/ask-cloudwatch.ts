import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DeskFault } from '../fault.ts';
import { awsFault } from './aws-fault.ts';
import type { GatewayConnection } from './gateway-connection.ts';

/** An answer of CloudWatch, or the sentence that says why there is none. */
export type CloudWatchAnswer<Answer> = { answer: Answer } | { unknown: string };

/** The parts of a gateway that a question to CloudWatch needs. */
export type WatchedGateway = Pick<GatewayConnection, 'title' | 'installation'>;

/**
 * Asks CloudWatch. What it has is good to know, and nothing depends on it: a refused permission, or a CloudWatch that
 * is not there, is a sentence in place of the answer.
 */
export async function askCloudWatch<Answer>(
  { title, installation }: WatchedGateway,
  ask: (client: CloudWatchClient) => Promise<Answer>,
): Promise<CloudWatchAnswer<Answer>> {
  try {
    const client = await installation.cloudWatch();
    if (!client) return { unknown: `There is no CloudWatch at ${title}: ${installation.putUp}.` };
    return { answer: await ask(client) };
  } catch (error) {
    const fault = awsFault(error, title);
    if (fault instanceof DeskFault) return { unknown: fault.message };
    throw error;
  }
}
