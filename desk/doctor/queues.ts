import type { SQSClient } from '@aws-sdk/client-sqs';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { GatewayConnection } from '../gateway-connection.ts';
import { queueDepth } from '../queue-depth.ts';
import { type Check, check, ok, warning } from './check.ts';

/** The queues of each lane and of the callbacks' word, and what lies in them. */
export function queueChecks(gateway: GatewayConnection): Promise<Check>[] {
  const { putUp, stage } = gateway.installation;
  const { words } = resourceNames(stage);
  const word = check('word of callbacks', putUp, async () => {
    const sqs = await gateway.queues();
    const [waiting, dead] = await Promise.all([depthOf(sqs, words.queue), depthOf(sqs, words.deadLetters)]);
    if (dead === 0) return ok(`is there, with ${messages(waiting)}`);
    return warning(
      `platforms could not be told of ${dead === 1 ? '1 callback' : `${dead} callbacks`}, which are stored`,
      `mend the cause (see the log of ${resourceNames(stage).teller}), and move ${words.deadLetters} back`,
    );
  });
  const lanes = gateway.authorities.flatMap((authority) => [
    check(`outbox of ${authority}`, putUp, async () => {
      const depth = await queueDepth(await gateway.queues(), await gateway.outbox(authority));
      return ok(`is there, with ${messages(depth)}`);
    }),
    check(`dead letters of ${authority}`, putUp, async () => {
      const depth = await queueDepth(await gateway.queues(), await gateway.deadLetters(authority));
      if (depth === 0) return ok('there are none');
      const redrive = `npx declarant redrive ${authority} --dry-run${gateway.options}`;
      return warning(`${messages(depth)} could not be taken up`, `mend the cause, then put them back: ${redrive}`);
    }),
  ]);
  return [...lanes, word];
}

/** How many messages a queue of this account and region holds, by its name. */
export async function depthOf(sqs: SQSClient, name: string): Promise<number> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return queueDepth(sqs, QueueUrl as string);
}

export const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
