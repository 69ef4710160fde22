import type { SNSClient } from '@aws-sdk/client-sns';
import type { Configuration } from '../../schemas/configuration.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { CloudWatchAnswer } from '../gateway/ask-cloudwatch.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { QueueAges } from '../gateway/queue-ages.ts';
import { durationText } from '../render/times.ts';
import { oldestSeconds, oldestText } from './ages.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok, warning } from './diagnosis.ts';
import { depthOf, messages } from './queues.ts';

/** The topic of outcomes, and the queue of each platform that the configuration names. */
export function topicChecks(
  gateway: GatewayConnection,
  { alarms }: Pick<Configuration, 'alarms'>,
  ages: Promise<CloudWatchAnswer<QueueAges>>,
): Promise<Diagnosis>[] {
  const { stage, sns, configuration, putUp } = gateway.installation;
  const names = resourceNames(stage);
  const topic = sns().then(async (client) => ({ client, arn: await topicArn(client, names.outcomes) }));
  // Each check that waits for it tells of its failure.
  topic.catch(() => {});
  const platforms = platformsOf(configuration()?.platforms ?? []);
  return [
    diagnose('outcomes', putUp, async () => {
      const { arn } = await topic;
      return arn ? ok(`the topic ${names.outcomes} is there`) : missing(`the topic ${names.outcomes}`, putUp);
    }),
    ...platforms.map(({ name: platform }) =>
      diagnose(`outcomes of ${platform}`, putUp, async () => {
        const { client, arn } = await topic;
        if (!arn) return missing(`the topic ${names.outcomes}`, putUp);
        const { outcomes, deadLetters } = names.platform(platform);
        const isSubscribed = (await subscriptions(client, arn)).some(({ Endpoint }) =>
          Endpoint?.endsWith(`:${outcomes}`),
        );
        if (!isSubscribed) return fault(`${outcomes} does not get what is published`, putUp);
        const sqs = await gateway.queues();
        const [waiting, dead] = await Promise.all([depthOf(sqs, outcomes), depthOf(sqs, deadLetters)]);
        if (dead > 0)
          return warning(
            `${messages(dead)} in ${deadLetters}${await oldestText(ages, deadLetters)}`,
            'see why the platform did not take them, and move them back',
          );
        const oldest = (await oldestSeconds(ages, outcomes)) ?? 0;
        if (oldest > alarms.untakenMinutes * 60)
          return warning(
            `${messages(waiting)} in ${outcomes}, the oldest ${durationText(oldest)} old: the platform does not take its outcomes within ${alarms.untakenMinutes} min (alarms.untakenMinutes)`,
            'have the platform take them: what is 14 days old is removed',
          );
        const text = await oldestText(ages, outcomes);
        return ok(`${outcomes} gets what is published, and holds ${messages(waiting)}${text}`);
      }),
    ),
  ];
}

/** The ARN of a topic of this account and region by its name; undefined where there is none. */
export async function topicArn(client: SNSClient, name: string): Promise<string | undefined> {
  const { paginateListTopics } = await import('@aws-sdk/client-sns');
  for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
    const found = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${name}`));
    if (found) return found.TopicArn;
  }
  return undefined;
}

/** All subscriptions of a topic. */
export async function subscriptions(client: SNSClient, TopicArn: string) {
  const { paginateListSubscriptionsByTopic } = await import('@aws-sdk/client-sns');
  const found = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
    found.push(...Subscriptions);
  return found;
}

const missing = (what: string, putUp: string): Finding => fault(`${what} is not there`, putUp);
