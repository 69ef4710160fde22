import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { isAuthority } from '../../schemas/catalogue.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { AnnouncedGateway } from '../running.ts';
import type { SampleSubmission } from './samples.ts';

/** A platform beside the gateway: it puts submissions on outboxes, and hears outcomes in a queue of its own. */
export interface Platform {
  submit(submissions: readonly SampleSubmission[]): Promise<void>;
  close(): Promise<void>;
}

const ENTRIES = 10;
const POLL_SECONDS = 10;

/** Subscribes a queue to the outcomes topic, and hands on each outcome once. */
export async function openPlatform(
  gateway: Pick<AnnouncedGateway, 'region' | 'endpoints' | 'queues' | 'stage'>,
  onOutcome: (outcome: Outcome) => void,
): Promise<Platform> {
  const { region, endpoints, queues, stage } = gateway;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ region, endpoint: endpoints.sqs, credentials });
  const sns = new SNSClient({ region, endpoint: endpoints.sns, credentials });

  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `declarant-${stage}-start-outcomes` }));
  await subscribe(sqs, sns, QueueUrl as string, resourceNames(stage).outcomes);
  const ended = new AbortController();
  // An earlier end of the listening is reported by close().
  const listening = listen(sqs, QueueUrl as string, ended.signal, onOutcome);
  listening.catch(() => {});

  return {
    async submit(submissions) {
      for (const authority of Object.keys(queues).filter(isAuthority)) {
        await put(
          sqs,
          queues[authority]?.outbox ?? '',
          submissions.filter((submission) => submission.authority === authority),
        );
      }
    },
    async close() {
      ended.abort();
      await listening;
      sqs.destroy();
      sns.destroy();
    },
  };
}

async function subscribe(sqs: SQSClient, sns: SNSClient, queueUrl: string, topicName: string): Promise<void> {
  const [{ Attributes }, { Topics = [] }] = await Promise.all([
    sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] })),
    sns.send(new ListTopicsCommand({})),
  ]);
  const topic = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${topicName}`));
  if (!topic) throw new TypeError(`The gateway has no topic ${topicName}`);
  await sns.send(
    new SubscribeCommand({
      TopicArn: topic.TopicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.['QueueArn'],
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
}

async function put(sqs: SQSClient, outbox: string, submissions: readonly SampleSubmission[]): Promise<void> {
  for (let from = 0; from < submissions.length; from += ENTRIES) {
    const Entries = submissions.slice(from, from + ENTRIES).map((submission, index) => {
      const MessageBody = JSON.stringify(submission);
      return { Id: String(index), MessageBody, MessageGroupId: String(submission['platform']) };
    });
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: outbox, Entries }));
    if (Failed.length > 0)
      throw new Error(`${Failed.length} submissions could not be put on the outbox: ${Failed[0]?.Message}`);
  }
}

/** Outcomes are delivered at least once: each is handed on the first time. */
async function listen(
  sqs: SQSClient,
  queueUrl: string,
  signal: AbortSignal,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const heard = new Set<string>();
  while (!signal.aborted) {
    try {
      const receive = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: ENTRIES,
        WaitTimeSeconds: POLL_SECONDS,
      });
      const { Messages = [] } = await sqs.send(receive, { abortSignal: signal });
      if (Messages.length === 0) continue;
      for (const { Body } of Messages) {
        const outcome = JSON.parse(Body ?? '') as Outcome;
        if (heard.has(outcome.id)) continue;
        heard.add(outcome.id);
        onOutcome(outcome);
      }
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
