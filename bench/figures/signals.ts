import { dynamoDbFeedCursors } from '../../functions/ledger/feed-cursors.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { paths } from '../../schemas/toll/paths.ts';
import { clientOf } from '../../test/support/dynamodb.ts';
import { figure } from '../figure.ts';
import { startInstances } from '../support/instances.ts';
import { createOwnTable } from '../support/own-table.ts';
import { inTurns, median, timeOf } from '../support/samples.ts';
import { startUnlimitedSender } from '../support/sender-process.ts';
import { startBareTolletaten } from '../support/toll/bare-tolletaten.ts';
import { startTollLane } from '../support/toll/toll-lane.ts';

const PAGE = 1000;
const ROUNDS = 12;
/** The pages before the measurement: until then some code is still being compiled. */
const WARM_UP = 4;
const TABLE = 'signals';

const { byFact } = ledgerTable.indexes;

/** A loop that writes the same index: the local DynamoDB updates it in line, Amazon's does not. */
const BARE_LOOP = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
let marker;
export async function handler({ url }) {
  const headers = { Authorization: 'Bearer token', Accept: 'application/json' };
  const response = await fetch(marker ? url + '?marker=' + marker : url, { headers });
  const signals = await response.json();
  let next = 0;
  const puts = async () => {
    while (next < signals.length) {
      const signal = signals[next++];
      const { id, routing } = signal.routingResult;
      await documents.send(new PutCommand({
        TableName: process.env.LEDGER_TABLE,
        Item: {
          ${ledgerTable.partitionKey}: 'bare/' + signal.transportDocumentHouseLevel.referenceNumber,
          ${ledgerTable.sortKey}: id,
          ${byFact.partitionKey}: routing,
          ${byFact.sortKey}: new Date().toISOString(),
          signal,
        },
      }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, puts));
  marker = signals.at(-1).routingResult.id;
  return {};
}`;

export const signals = figure({
  id: 'signals',
  description: `Signals of Tolletaten a second that one sender process takes in, against a bare loop that reads the same pages of ${PAGE.toLocaleString('en-GB')} and puts each signal into the same table, 16 at once.`,
  goals: {
    ofBareLoop: { what: 'of the bare loop', unit: '%', atLeast: 60 },
    sender: { what: 'the sender', unit: '/s' },
    bareLoop: { what: 'the bare loop', unit: '/s' },
  },
  async measure(progress) {
    const tolletaten = await startBareTolletaten(Number.POSITIVE_INFINITY);
    const { gateway, stop } = await startTollLane(tolletaten, 3600);
    const instances = await startInstances(gateway);
    const client = clientOf({ endpoint: gateway.ready.endpoints.dynamodb, region: gateway.ready.region });
    try {
      await createOwnTable(gateway, TABLE);
      const { sender } = resourceNames('bench').lane('toll');
      // The message that has the next page read goes to a queue that nobody takes from, so that each page is timed by itself.
      const OUTBOX_URL = gateway.ready.queues.toll?.deadLetters ?? '';
      const send = await startUnlimitedSender({ gateway, instances }, 'toll', { LEDGER_TABLE: TABLE, OUTBOX_URL });
      const loop = await instances.bare(sender, BARE_LOOP, { LEDGER_TABLE: TABLE });
      progress(`reads ${ROUNDS + WARM_UP} pages on each side`);
      const times = await inTurns(
        ROUNDS,
        {
          ours: () => timeOf(() => send(['{"poll":"routing"}'])),
          loop: () => timeOf(() => loop.invoke({ url: `${tolletaten.url}${paths.routing}` })),
        },
        WARM_UP,
      );
      const { count } = await dynamoDbFeedCursors(client, TABLE).get('toll', 'routing');
      if (count !== PAGE * (ROUNDS + WARM_UP)) throw new Error(`The sender took in ${count} signals`);
      const [ours, bare] = [median(times.ours), median(times.loop)];
      return {
        values: { ofBareLoop: (100 * bare) / ours, sender: (1000 * PAGE) / ours, bareLoop: (1000 * PAGE) / bare },
        notes: [
          'Left out: the queue, which takes up to a second to hand out the next page, and the notifier, which has a function of its own.',
          'Both sides write the same index, which the local DynamoDB does in line.',
        ],
      };
    } finally {
      client.destroy();
      await instances.stop();
      await stop();
      await tolletaten.close();
    }
  },
});
