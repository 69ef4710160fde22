import { dynamoDbFeedCursors } from '../../functions/ledger/feed-cursors.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { clientOf } from '../../test/support/dynamodb.ts';
import { countIn } from '../../test/support/queues.ts';
import { figure } from '../figure.ts';
import type { BenchGateway } from '../support/bench-gateway.ts';
import { billedOf, billOf, perMessage, unitsPerMessage } from '../support/bill.ts';
import { billGoals, billValues } from '../support/bill-lines.ts';
import { startBareTolletaten } from '../support/toll/bare-tolletaten.ts';
import { startTollLane, TOLD } from '../support/toll/toll-lane.ts';
import { untilQuiet } from '../support/until-quiet.ts';

const SIGNALS = 3000;
const WARM_UP = 100;

export const requestsSignal = figure({
  id: 'requests-signal',
  description: `AWS's bill for a signal of Tolletaten, counted at the stand-ins over ${SIGNALS.toLocaleString('en-GB')} in three full pages, of a third as many consignments: housekeeping's poll and the empty page at the end, each signal in the ledger with its index, and its outcome.`,
  goals: billGoals('signal', 'a signal', 4),
  async measure(progress) {
    const tolletaten = await startBareTolletaten();
    const lane = await startTollLane(tolletaten, 1);
    const read = async (count: number) => {
      tolletaten.add(count);
      await lane.gateway.fire(resourceNames('bench').housekeeping);
      await untilQuiet(lane, 'toll');
      if (!tolletaten.isRead()) throw new Error('The feed was not read to its end');
    };
    try {
      progress(`reads ${WARM_UP} signals to warm up`);
      await read(WARM_UP);
      progress(`reads ${SIGNALS} signals`);
      const bill = await billOf(lane, () => read(SIGNALS));
      await proveTakenIn(lane, WARM_UP + SIGNALS);
      return {
        values: billValues('signal', billedOf(bill, 0, SIGNALS)),
        notes: [
          `Write units: ${unitsPerMessage(bill.units, SIGNALS)}.`,
          `SNS: ${perMessage(bill.sns, SIGNALS)}; SQS: ${perMessage(bill.sqs, SIGNALS)}; Lambda: ${perMessage(bill.lambda, SIGNALS)}.`,
        ],
      };
    } finally {
      await lane.stop();
      await tolletaten.close();
    }
  },
});

/** @throws {Error} unless each signal was stored and told once */
async function proveTakenIn({ gateway, sqs }: BenchGateway, count: number): Promise<void> {
  const { endpoints, region, table, queues } = gateway.ready;
  const client = clientOf({ endpoint: endpoints.dynamodb, region });
  const cursor = await dynamoDbFeedCursors(client, table).get('toll', 'routing');
  client.destroy();
  const told = await countIn(sqs, queues.outcomes?.[TOLD] ?? '');
  if (cursor.count !== count || told !== count)
    throw new Error(`Of ${count} signals ${cursor.count} were taken in, and ${told} were told`);
}
