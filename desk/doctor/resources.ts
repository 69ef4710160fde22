import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { GatewayConnection, Installation } from '../gateway-connection.ts';
import { queueDepth } from '../queue-depth.ts';
import { type Check, check, type Finding, fault, ok, warning } from './check.ts';

/** The ledger's table. It comes first: what AWS answers here tells whether the credentials are any good. */
export function tableCheck({ table, region, dynamodb, putUp }: Installation): Promise<Check> {
  return check('table', `${putUp}; or correct the region (${region}) or the stage`, async () => {
    const [{ DescribeTableCommand }, client] = await Promise.all([import('@aws-sdk/client-dynamodb'), dynamodb()]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const account = Table?.TableArn?.split(':')[4];
    const where = `${table} in ${region}${account ? `, account ${account}` : ''}`;
    if (Table?.TableStatus !== 'ACTIVE' && Table?.TableStatus !== 'UPDATING')
      return fault(`${where} is ${Table?.TableStatus}`, 'wait until it is ACTIVE, and look again');
    // Where the answer does not say, as beside a local gateway, there is nothing to protect.
    if (Table.DeletionProtectionEnabled === false)
      return warning(`${where} may be deleted by anyone who is allowed to`, putUp);
    return ok(`${where} is there`);
  });
}

/** Whether the table can be restored to any second of the last days. */
export function backupCheck({ table, dynamodb, putUp }: Installation): Promise<Check> {
  return check('backups', putUp, async () => {
    const [{ DescribeContinuousBackupsCommand }, client] = await Promise.all([
      import('@aws-sdk/client-dynamodb'),
      dynamodb(),
    ]);
    try {
      const { ContinuousBackupsDescription } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName: table }),
      );
      const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED')
        return warning('point-in-time recovery is off: what is lost cannot be had back', putUp);
      return ok(`point-in-time recovery is on, for ${recovery.RecoveryPeriodInDays ?? 35} days`);
    } catch (error) {
      if ((error as Error).name === 'UnknownOperationException') return ok('a local gateway keeps none');
      throw error;
    }
  });
}

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

/** The topic of outcomes, and the queue of each platform that the configuration names. */
export function topicChecks(gateway: GatewayConnection): Promise<Check>[] {
  const { stage, sns, configuration, putUp } = gateway.installation;
  const names = resourceNames(stage);
  const topic = sns().then(async (client) => ({ client, arn: await topicArn(client, names.outcomes) }));
  // Each check that waits for it tells of its failure.
  topic.catch(() => {});
  const platforms = configuration()?.platforms ?? [];
  return [
    check('outcomes', putUp, async () => {
      const { arn } = await topic;
      return arn ? ok(`the topic ${names.outcomes} is there`) : missing(`the topic ${names.outcomes}`, putUp);
    }),
    ...platforms.map((platform) =>
      check(`outcomes of ${platform}`, putUp, async () => {
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
            `${messages(dead)} in ${deadLetters}`,
            'see why the platform did not take them, and move them back',
          );
        return ok(`${outcomes} gets what is published, and holds ${messages(waiting)}`);
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

async function depthOf(sqs: SQSClient, name: string): Promise<number> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return queueDepth(sqs, QueueUrl as string);
}

const missing = (what: string, putUp: string): Finding => fault(`${what} is not there`, putUp);
const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
