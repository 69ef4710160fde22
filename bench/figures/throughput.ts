import { randomUUID } from 'node:crypto';
import { resourceNames } from '../../schemas/resource-names.ts';
import { creation, sentHeader, submissionOf } from '../../test/support/messages.ts';
import { figure } from '../figure.ts';
import { startBareCustoms } from '../support/customs.ts';
import { startInstances } from '../support/instances.ts';
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

export const throughput = figure({
  id: 'throughput',
  description: `Messages a second of one sender process with an unlimited share, against a bare loop that posts the same bodies with the same HTTP client, ${BATCH} overlapping, to a customs server that answers after ${ANSWER_MS} ms.`,
  goals: {
    ofBareLoop: { what: 'of the bare loop', unit: '%', atLeast: 60 },
    sender: { what: 'the sender', unit: '/s' },
    bareLoop: { what: 'the bare loop', unit: '/s' },
    ofBareLoopAtOnce: { what: 'of the bare loop where customs answers at once', unit: '%' },
  },
  async measure(progress) {
    progress(`sends batches of ${BATCH} to a customs that takes ${ANSWER_MS} ms`);
    const usual = await compared(ANSWER_MS);
    progress(`sends batches of ${BATCH} to a customs that answers at once`);
    const atOnce = await compared(0);
    return {
      values: {
        ofBareLoop: (100 * usual.sender) / usual.bareLoop,
        ...usual,
        ofBareLoopAtOnce: (100 * atOnce.sender) / atOnce.bareLoop,
      },
      notes: ['The sender claims each message in the ledger before its call; the bare loop claims none.'],
    };
  },
});

async function compared(delayMs: number): Promise<Record<'sender' | 'bareLoop', number>> {
  const customs = await startBareCustoms({ delayMs });
  const share = { perSecond: 150, perHour: 150_000 };
  const sending = await startSending(customs, { share });
  const instances = await startInstances(sending.gateway);
  try {
    const send = await startUnlimitedSender({ gateway: sending.gateway, instances }, 'delta-h7');
    const loop = await instances.bare(resourceNames('bench').lane('delta-h7').sender, BARE_LOOP);
    const times = await inTurns(
      ROUNDS,
      {
        ours: () => timeOf(() => send(lrns().map((lrn) => submissionOf(creation(lrn))))),
        loop: () => timeOf(() => loop.invoke({ url: `${customs.url}/declarations`, bodies: bodies() })),
      },
      WARM_UP,
    );
    return { sender: (1000 * BATCH) / median(times.ours), bareLoop: (1000 * BATCH) / median(times.loop) };
  } finally {
    await instances.stop();
    await sending.stop();
    customs.stop();
  }
}

const lrns = () => Array.from({ length: BATCH }, () => randomUUID());
const bodies = () => lrns().map((lrn) => JSON.stringify({ ...creation(lrn), header: sentHeader(lrn) }));
