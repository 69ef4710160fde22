import type { SQSClient } from '@aws-sdk/client-sqs';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { CloudWatchAnswer } from '../gateway/ask-cloudwatch.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { QueueAges } from '../gateway/queue-ages.ts';
import { queueDepth, queueUrlOf } from '../gateway/queue-depth.ts';
import { oldestText } from './ages.ts';
import { type Diagnosis, diagnose, ok, warning } from './diagnosis.ts';

/** The queues of each lane and of the messages that could not be told of, and what lies in them. */
export function queueChecks(
  gateway: GatewayConnection,
  ages: Promise<CloudWatchAnswer<QueueAges>>,
): Promise<Diagnosis>[] {
  const { putUp, stage } = gateway.installation;
  const names = resourceNames(stage);
  const { untold, notifier } = names;
  const telling = diagnose('telling of messages', putUp, async () => {
    const depth = await depthOf(await gateway.queues(), untold);
    if (depth === 0) return ok('nothing was given up');
    return warning(
      `platforms could not be told of some messages of the authority, which are stored: ${depth === 1 ? '1 entry' : `${depth} entries`} in ${untold}${await oldestText(ages, untold)}`,
      `mend the cause (see the log of ${notifier}), then have them told: npx declarant retell --dry-run${gateway.options}`,
    );
  });
  const lanes = gateway.authorities.flatMap((authority) => [
    diagnose(`outbox of ${authority}`, putUp, async () => {
      const depth = await queueDepth(await gateway.queues(), await gateway.outbox(authority));
      return ok(`is there, with ${messages(depth)}${await oldestText(ages, names.lane(authority).outbox)}`);
    }),
    diagnose(`dead letters of ${authority}`, putUp, async () => {
      const depth = await queueDepth(await gateway.queues(), await gateway.deadLetters(authority));
      if (depth === 0) return ok('there are none');
      const redrive = `npx declarant redrive ${authority} --dry-run${gateway.options}`;
      const says = `${messages(depth)} could not be taken up`;
      const oldest = await oldestText(ages, names.lane(authority).deadLetters);
      return warning(`${says}${oldest}`, `mend the cause, then put them back: ${redrive}`);
    }),
  ]);
  return [...lanes, telling];
}

/** The number of messages in a queue of this account and region, by its name. */
export async function depthOf(sqs: SQSClient, name: string): Promise<number> {
  return queueDepth(sqs, await queueUrlOf(sqs, name));
}

export const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
