import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { CloudWatchAnswer } from '../gateway/ask-cloudwatch.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type QueueAges, queueAges } from '../gateway/queue-ages.ts';
import { queueDepth, queueUrlOf } from '../gateway/queue-depth.ts';
import { durationText } from '../render/times.ts';
import { type Diagnosis, diagnose, ok } from './diagnosis.ts';
import { unwatched } from './unwatched.ts';

/** The ages of the oldest messages of every queue, by one call for all of them. */
export async function lookAtAges(gateway: GatewayConnection, now: Date): Promise<CloudWatchAnswer<QueueAges>> {
  const { stage, configuration } = gateway.installation;
  const names = resourceNames(stage);
  const queues = [
    ...gateway.authorities.map((authority) => names.lane(authority)),
    ...platformsOf(configuration()?.platforms ?? []).map(({ name }) => names.platform(name)),
  ].flatMap((own) => ('outbox' in own ? [own.outbox, own.deadLetters] : [own.outcomes, own.deadLetters]));
  const sqs = await gateway.queues();
  const depthOf = async (name: string) => {
    // A queue that cannot be read is a finding of its own check.
    const depth = await queueUrlOf(sqs, name)
      .then((url) => queueDepth(sqs, url))
      .catch(() => undefined);
    return [name, depth] as const;
  };
  return queueAges(gateway, new Map(await Promise.all([...queues, names.untold].map(depthOf))), now);
}

/** Looks whether CloudWatch tells the ages of messages, which the checks of the queues say. */
export function agesCheck(
  { installation }: GatewayConnection,
  asked: Promise<CloudWatchAnswer<QueueAges>>,
): Promise<Diagnosis> {
  return diagnose('age of messages', installation.putUp, async () => {
    const ages = await asked;
    if ('unknown' in ages) return unwatched(ages.unknown);
    const { size } = ages.answer;
    return ok(size === 0 ? 'no queue has an old one' : 'CloudWatch tells it, some minutes late');
  });
}

/** The age of a queue's oldest message as the end of a sentence; empty where it is not known. */
export async function oldestText(asked: Promise<CloudWatchAnswer<QueueAges>>, queue: string): Promise<string> {
  const seconds = await oldestSeconds(asked, queue);
  return seconds === undefined ? '' : `, the oldest ${durationText(seconds)} old`;
}

/** The age of a queue's oldest message, in seconds; undefined where it is not known. */
export async function oldestSeconds(
  asked: Promise<CloudWatchAnswer<QueueAges>>,
  queue: string,
): Promise<number | undefined> {
  const ages = await asked;
  return 'answer' in ages ? ages.answer.get(queue)?.seconds : undefined;
}
