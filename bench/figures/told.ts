import { randomUUID } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ACCOUNT } from '../../local/resources/resource.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { streamWindows } from '../../schemas/stream-windows.ts';
import { clientOf } from '../../test/support/dynamodb.ts';
import { startMachine } from '../../test/support/machine.ts';
import { figure } from '../figure.ts';
import { answerDeclarations } from '../support/answered-declarations.ts';
import { billOf, perMessage } from '../support/bill.ts';
import { inTurns, median, percentile, timeOf } from '../support/samples.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';

const CALLBACKS = 60;
const WARM_UP = 10;
const PLATFORM = 'shop-1';
const { partitionKey, sortKey } = ledgerTable;

export const told = figure({
  id: 'told',
  description: `The time from customs' call until a callback's outcome is on the platform's own queue: ${CALLBACKS} callbacks, one after another, each alone in its window of the stream. Beside it the least that keeps and tells one: one put into the same table, one query of it and one publish on the same topic, one after another, until the message is on the same queue.`,
  goals: {
    windowSeconds: { what: 'the window of the stream', unit: 's', atMost: 1 },
    beyond: {
      what: 'the time beyond the window, against one put, one query and one publish, at the median',
      unit: '×',
      atMost: 3,
    },
    beyondP95: { what: 'the same at the 95th percentile', unit: '×' },
    ours: { what: 'from the call to the queue, at the median', unit: 'ms' },
    least: { what: 'one put, one query and one publish, at the median', unit: 'ms' },
  },
  async measure(progress) {
    const machine = await startMachine({
      lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
      customs: { pace: 100_000 },
      platforms: [PLATFORM],
    });
    const { endpoints, region, table } = machine.gateway.ready;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
    const sns = new SNSClient({ endpoint: endpoints.sns, region, credentials });
    const dynamodb = clientOf({ endpoint: endpoints.dynamodb, region });
    const documents = DynamoDBDocumentClient.from(dynamodb);
    const names = resourceNames('test');
    const QueueUrl = new URL(`/${ACCOUNT}/${names.platform(PLATFORM).outcomes}`, endpoints.sqs).href;
    const TopicArn = `arn:aws:sns:${region}:${ACCOUNT}:${names.outcomes}`;

    /** The handles of the messages that were taken. */
    const taken: (string | undefined)[] = [];
    /** Waits until the queue has a message with this text in it. */
    async function heard(text: string): Promise<void> {
      let found: Message[] = [];
      while (!found.some(({ Body }) => Body?.includes(text))) {
        const wish = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
        found = (await sqs.send(wish)).Messages ?? [];
        taken.push(...found.map(({ ReceiptHandle }) => ReceiptHandle));
      }
    }
    /** The time that something takes; what was taken is deleted after it, since it would be handed out again. */
    async function timed(act: () => Promise<unknown>): Promise<number> {
      const time = await timeOf(act);
      const handles = taken.splice(0);
      await Promise.all(
        handles.map((ReceiptHandle) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
      );
      return time;
    }
    async function least(): Promise<void> {
      const id = randomUUID();
      const item = { [partitionKey]: id, [sortKey]: 'received', body: id };
      await documents.send(new PutCommand({ TableName: table, Item: item }));
      await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': partitionKey },
          ExpressionAttributeValues: { ':partition': id },
          ConsistentRead: true,
        }),
      );
      const MessageAttributes = { platform: { DataType: 'String', StringValue: PLATFORM } };
      await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify({ id }), MessageAttributes }));
      await heard(id);
    }

    try {
      const lrns = Array.from({ length: CALLBACKS + WARM_UP }, (_, n) => `TOLD-${n}.`);
      progress(`files ${lrns.length} declarations`);
      await sendDeclarations(machine, lrns);
      progress(`calls back ${lrns.length} times, one after another`);
      let next = 0;
      const ours = async () => {
        const lrn = lrns[next] as string;
        await Promise.all([answerDeclarations(machine, [lrn], next, 'answer'), heard(lrn)]);
        next += 1;
      };
      let times = { ours: [] as number[], least: [] as number[] };
      const bill = await billOf(machine, async () => {
        times = await inTurns(CALLBACKS, { ours: () => timed(ours), least: () => timed(least) }, WARM_UP);
      });
      const beyond = times.ours.map((time) => time - 1000 * streamWindows.notifier);
      return {
        values: {
          windowSeconds: streamWindows.notifier,
          beyond: median(beyond) / median(times.least),
          beyondP95: percentile(beyond, 95) / percentile(times.least, 95),
          ours: median(times.ours),
          least: median(times.least),
        },
        notes: [
          `Reads of DynamoDB for each callback, with those for the books, and with the one Query of the other side: ${perMessage(bill.reads, lrns.length)}.`,
          'Left out: the distances to the services, and Amazon’s own way from a table to a function, which polls its stream some four times a second.',
        ],
      };
    } finally {
      for (const client of [sqs, sns, dynamodb]) client.destroy();
      await machine.stop();
    }
  },
});
