import { randomUUID } from 'node:crypto';
import { dynamoDbLedger } from '../../functions/ledger/dynamodb-ledger.ts';
import type { Instance } from '../../local/lambda/instance.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { clientOf } from '../../test/support/dynamodb.ts';
import { creation, response, sentHeader, state } from '../../test/support/messages.ts';
import { figure } from '../figure.ts';
import { startBareCustoms } from '../support/customs.ts';
import { startInstances } from '../support/instances.ts';
import { inTurns, median, percentile, timeOf } from '../support/samples.ts';
import { CALLBACK_TOKEN, type Sending, startSending } from '../support/sending.ts';

const FILINGS = 900;
/** The callbacks that come one after another; the rest comes eight at once. */
const SINGLE = 1000;
const AT_ONCE = 8;
/** The rounds of eight that are not counted. */
const WARM_UP_ROUNDS = 30;
/** Callbacks that are not counted: until then some code is still being compiled. */
const WARM_UP = 400;

/** A handler that keeps what came as it came: one conditional put of the raw text, without a look at it. */
const BARE_HANDLER = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
export async function handler({ body }, { awsRequestId }) {
  await documents.send(new PutCommand({
    TableName: process.env.LEDGER_TABLE,
    Item: {
      ${ledgerTable.partitionKey}: awsRequestId,
      ${ledgerTable.sortKey}: 'received',
      body: Buffer.from(body, 'base64').toString(),
    },
    ConditionExpression: 'attribute_not_exists(${ledgerTable.partitionKey})',
  }));
  return { statusCode: 200, body: '{}' };
}`;

export const receiver = figure({
  id: 'receiver',
  description: `A callback's time in one receiver process, against a bare handler that does one conditional put of the raw text into the same table, without a look at it: of ${FILINGS} filings, each with its Response_H7 and its State_H7, one callback after another; then ${AT_ONCE} at once, to ${AT_ONCE} processes each.`,
  goals: {
    median: { what: 'against the bare handler, at the median', unit: '×', atMost: 1.5 },
    p99: { what: 'against the bare handler, at p99', unit: '×', atMost: 2 },
    throughput: { what: 'callbacks a second, of those of the bare handler', unit: '%', atLeast: 70 },
    atOnce: { what: `the same with ${AT_ONCE} at once, at the median of their time together`, unit: '×' },
    receiverMs: { what: 'the receiver, at the median', unit: 'ms' },
    bareMs: { what: 'the bare handler, at the median', unit: 'ms' },
  },
  async measure(progress) {
    const customs = await startBareCustoms();
    const sending = await startSending(customs, { share: { perSecond: 150, perHour: 150_000 } });
    const instances = await startInstances(sending.gateway);
    try {
      const name = resourceNames('bench').receiver;
      progress(`claims ${FILINGS} filings`);
      const callbacks = await callbacksOf(sending);
      const [ours, bare] = await Promise.all([
        Promise.all(Array.from({ length: AT_ONCE }, () => instances.deployed(name))),
        Promise.all(Array.from({ length: AT_ONCE }, () => instances.bare(name, BARE_HANDLER))),
      ]);
      progress(`${SINGLE} callbacks to each, one after another`);
      let [next, nextBare] = [0, 0];
      const times = await inTurns(
        SINGLE - WARM_UP,
        {
          ours: () => timed(ours[0] as Instance, callbacks[next++] as object),
          bare: () => timed(bare[0] as Instance, callbacks[nextBare++] as object),
        },
        WARM_UP,
      );
      progress(`${callbacks.length - SINGLE} callbacks to each, ${AT_ONCE} at once`);
      const together = await inTurns(
        (callbacks.length - SINGLE) / AT_ONCE - WARM_UP_ROUNDS,
        {
          ours: () => timeOf(() => Promise.all(ours.map((one) => timed(one, callbacks[next++] as object)))),
          bare: () => timeOf(() => Promise.all(bare.map((one) => timed(one, callbacks[nextBare++] as object)))),
        },
        WARM_UP_ROUNDS,
      );
      const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
      return {
        values: {
          median: median(times.ours) / median(times.bare),
          p99: percentile(times.ours, 99) / percentile(times.bare, 99),
          throughput: (100 * total(times.bare)) / total(times.ours),
          atOnce: median(together.ours) / median(together.bare),
          receiverMs: median(times.ours),
          bareMs: median(times.bare),
        },
        notes: [
          'The receiver checks the token, reads the message, finds its filing and writes its indexes, which the local DynamoDB does in line and Amazon’s does not; the bare handler does none of it.',
          `Left out: the API itself. ${2 * AT_ONCE} processes share the processors of this machine, with the table.`,
        ],
      };
    } finally {
      await instances.stop();
      await sending.stop();
      customs.stop();
    }
  },
});

/** The events of two callbacks for each filing; the filings were claimed as the sender does it. */
async function callbacksOf({ gateway: { ready } }: Sending): Promise<object[]> {
  const client = clientOf({ endpoint: ready.endpoints.dynamodb, region: ready.region });
  const ledger = dynamoDbLedger({ client, tableName: ready.table, retentionDays: 1 });
  const events: object[] = [];
  for (let n = 0; n < FILINGS; n += 1) {
    const lrn = randomUUID();
    const reference = String(3_000_000 + n);
    const body = JSON.stringify({ ...creation(lrn), header: sentHeader(lrn) });
    await ledger.claim(
      { authority: 'delta-h7', kind: 'declaration', reference: lrn },
      {
        ...{ type: 'sent', message: 'Creation_H7', attempt: 1, at: new Date().toISOString(), messageId: randomUUID() },
        ...{ platform: 'shop-1', digest: lrn, claimedBy: lrn, body },
      },
    );
    const mrn = '26FR00000000000X01';
    events.push(
      eventOf('reponses', reference, response({ lrn, reference, mrn, messageId: randomUUID() })),
      eventOf('etats', reference, state({ lrn, reference, mrn, messageId: randomUUID() })),
    );
  }
  client.destroy();
  return events;
}

function eventOf(what: 'reponses' | 'etats', customsDeclarationReference: string, message: unknown): object {
  return {
    resource: `/dh7/declarations/{customsDeclarationReference}/${what}`,
    path: `/dh7/declarations/${customsDeclarationReference}/${what}`,
    httpMethod: 'POST',
    headers: { Authorization: `Bearer ${CALLBACK_TOKEN}`, 'Content-Type': 'application/json' },
    multiValueHeaders: {
      Authorization: [`Bearer ${CALLBACK_TOKEN}`],
      'Content-Type': ['application/json'],
    },
    pathParameters: { customsDeclarationReference },
    body: Buffer.from(JSON.stringify(message)).toString('base64'),
    isBase64Encoded: true,
  };
}

async function timed(instance: Instance, event: object): Promise<number> {
  const began = performance.now();
  const answer = (await instance.invoke(event)) as { statusCode?: number };
  const took = performance.now() - began;
  if (answer.statusCode !== 200) throw new Error(`A callback was answered ${answer.statusCode}`);
  return took;
}
