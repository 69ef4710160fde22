import { randomUUID } from 'node:crypto';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { creation, sentHeader, submissionOf } from '../../test/support/messages.ts';
import { figure } from '../figure.ts';
import { startBareCustoms } from '../support/customs.ts';
import { startInstances } from '../support/instances.ts';
import { createOwnTable } from '../support/own-table.ts';
import { inTurns, median, timeOf } from '../support/samples.ts';
import { startUnlimitedSender } from '../support/sender-process.ts';
import { startSending } from '../support/sending.ts';

const BATCH = 100;
const ROUNDS = 30;
/** The rounds before the measurement: a sender is warm for nearly all of its life. */
const WARM_UP = 20;
/** The time to an answer; no authority answers sooner over a network. */
const ANSWER_MS = 100;

const BARE_LOOP = `
export async function handler({ url, bodies }) {
  await Promise.all(bodies.map(async (body) => {
    const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json', Accept: 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.text();
  }));
  return {};
}`;

/** The same with the least that a sender must do: one conditional put a message, into the same table. */
const PUTTING_LOOP = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
export async function handler({ url, bodies, lrns }) {
  await Promise.all(bodies.map(async (body, n) => {
    await documents.send(new PutCommand({
      TableName: process.env.LEDGER_TABLE,
      Item: { ${ledgerTable.partitionKey}: lrns[n], ${ledgerTable.sortKey}: 'sent', body },
      ConditionExpression: 'attribute_not_exists(${ledgerTable.partitionKey})',
    }));
    const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json', Accept: 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.text();
  }));
  return {};
}`;

export const throughput = figure({
  id: 'throughput',
  description: `Messages a second of one sender process with an unlimited share, against a bare loop that posts the same bodies with the same HTTP client, ${BATCH} overlapping: to a customs server that answers after ${ANSWER_MS} ms, and to one that answers at once. There the loop also makes one conditional put a message into the same table, as any sender must that sends nothing twice.`,
  goals: {
    ofBareLoop: { what: 'of the bare loop', unit: '%', atLeast: 60 },
    sender: { what: 'the sender', unit: '/s' },
    bareLoop: { what: 'the bare loop', unit: '/s' },
    atOnce: {
      what: 'where customs answers at once: of a loop with one conditional put a message',
      unit: '%',
      atLeast: 60,
    },
    ofBareLoopAtOnce: { what: 'there, of the bare loop without it', unit: '%' },
    senderAtOnce: { what: 'there, the sender', unit: '/s' },
    puttingLoop: { what: 'there, the loop with its put', unit: '/s' },
  },
  async measure(progress) {
    progress(`sends batches of ${BATCH} to a customs that takes ${ANSWER_MS} ms`);
    const usual = await compared(ANSWER_MS);
    progress(`sends batches of ${BATCH} to a customs that answers at once`);
    const atOnce = await compared(0);
    return {
      values: {
        ofBareLoop: (100 * usual.sender) / usual.bareLoop,
        ...{ sender: usual.sender, bareLoop: usual.bareLoop },
        atOnce: (100 * atOnce.sender) / atOnce.puttingLoop,
        ofBareLoopAtOnce: (100 * atOnce.sender) / atOnce.bareLoop,
        ...{ senderAtOnce: atOnce.sender, puttingLoop: atOnce.puttingLoop },
      },
      notes: [
        'The sender claims each message in the ledger before its call; the bare loop claims none. The put of the other loop writes one item without an index, the claim of the sender one with its indexes: the local table writes these in line.',
        'Left out: the distance to customs and to the table, the queue, and the books, which a function of its own keeps.',
      ],
    };
  },
});

async function compared(delayMs: number): Promise<Record<'sender' | 'bareLoop' | 'puttingLoop', number>> {
  const customs = await startBareCustoms({ delayMs });
  const share = { perSecond: 150, perHour: 150_000 };
  const sending = await startSending(customs, { share });
  const instances = await startInstances(sending.gateway);
  try {
    const LEDGER_TABLE = 'throughput';
    await createOwnTable(sending.gateway, LEDGER_TABLE);
    const send = await startUnlimitedSender({ gateway: sending.gateway, instances }, 'delta-h7', { LEDGER_TABLE });
    const { sender } = resourceNames('bench').lane('delta-h7');
    const loop = await instances.bare(sender, BARE_LOOP);
    const putting = await instances.bare(sender, PUTTING_LOOP, { LEDGER_TABLE });
    const url = `${customs.url}/declarations`;
    const times = await inTurns(
      ROUNDS,
      {
        ours: () => timeOf(() => send(lrns().map((lrn) => submissionOf(creation(lrn))))),
        loop: () => timeOf(() => loop.invoke({ url, bodies: bodiesOf(lrns()) })),
        putting: () => {
          const some = lrns();
          return timeOf(() => putting.invoke({ url, bodies: bodiesOf(some), lrns: some }));
        },
      },
      WARM_UP,
    );
    const { length } = (await customs.seen()).arrivals;
    const all = 3 * BATCH * (ROUNDS + WARM_UP);
    if (length !== all) throw new Error(`Customs saw ${length} of ${all} messages: the sides did not do the same`);
    const perSecond = (samples: readonly number[]) => (1000 * BATCH) / median(samples);
    return {
      ...{ sender: perSecond(times.ours), bareLoop: perSecond(times.loop), puttingLoop: perSecond(times.putting) },
    };
  } finally {
    await instances.stop();
    await sending.stop();
    customs.stop();
  }
}

/** An LRN has 22 characters at most. */
const lrns = () => Array.from({ length: BATCH }, () => randomUUID().replaceAll('-', '').slice(0, 22));
const bodiesOf = (some: readonly string[]) =>
  some.map((lrn) => JSON.stringify({ ...creation(lrn), header: sentHeader(lrn) }));
