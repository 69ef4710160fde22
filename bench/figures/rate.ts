import { resourceNames } from '../../schemas/resource-names.ts';
import { mostWithin } from '../../test/support/virtual/windows.ts';
import { figure } from '../figure.ts';
import { CLOCKS } from '../support/call-times.ts';
import { startBareCustoms } from '../support/customs.ts';
import { createOwnTable, useTable } from '../support/own-table.ts';
import { startSending, untilSeen } from '../support/sending.ts';
import { skewClocks } from '../support/skewed-clocks.ts';

const SHARE = { perSecond: 150, perHour: 150_000 } as const;
const MESSAGES = 10_000;
const HOUR = 3_600_000;
const TABLE = 'rate';

export const rate = figure({
  id: 'rate',
  description: `Messages a second that leave at a share of ${SHARE.perSecond}/s, with ${MESSAGES.toLocaleString('en-GB')} queued and two senders whose clocks are ${CLOCKS[1]} ms apart, and the most in any sliding second and hour, both as the socket at customs' side sees them; where customs answers after 50 ms, 1 s and 2 s, each with the same settings of the lane.`,
  goals: {
    soon: { what: 'of the share, where customs answers after 50 ms', unit: '%', atLeast: 95 },
    slowly: { what: 'after 1 s', unit: '%', atLeast: 95 },
    slowest: { what: 'after 2 s', unit: '%', atLeast: 95 },
    mostInASecond: { what: 'most messages in any second of the three', atMost: SHARE.perSecond },
    mostInAnHour: { what: 'most messages in any hour of the three', atMost: SHARE.perHour },
    seen: { what: 'messages that customs saw', atLeast: 3 * MESSAGES, atMost: 3 * MESSAGES },
  },
  async measure(progress) {
    const runs = [];
    for (const delayMs of [50, 1000, 2000]) {
      progress(`customs answers after ${delayMs} ms`);
      runs.push(await arrivalsAt(delayMs, progress));
    }
    const perSecond = runs.map((arrivals) => {
      const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
      return (arrivals.length - 1) / seconds;
    });
    const [soon = 0, slowly = 0, slowest = 0] = perSecond.map((one) => (100 * one) / SHARE.perSecond);
    return {
      values: {
        ...{ soon, slowly, slowest },
        mostInASecond: Math.max(...runs.map((arrivals) => mostWithin(1000, arrivals))),
        mostInAnHour: Math.max(...runs.map((arrivals) => mostWithin(HOUR, arrivals))),
        seen: runs.reduce((sum, { length }) => sum + length, 0),
      },
      notes: [
        `${perSecond.map((one) => one.toFixed(1)).join(', ')} messages a second.`,
        "Some 70 seconds do not use up an hour's share: the figure `hour` does. Left out: the distance to customs, sockets over TLS, and the books, which a function of its own keeps: with it, two cores are too few for what Lambda runs on many.",
      ],
    };
  },
});

/** The arrivals at a customs that answers after a while. */
async function arrivalsAt(delayMs: number, progress: (text: string) => void): Promise<number[]> {
  const customs = await startBareCustoms({ delayMs });
  try {
    const sending = await startSending(customs, { share: SHARE });
    try {
      const sender = sending.gateway.functions.get(resourceNames('bench').lane('delta-h7').sender);
      if (!sender) throw new TypeError('There is no sender');
      skewClocks(sender, CLOCKS[1]);
      await createOwnTable(sending.gateway, TABLE);
      useTable(sender, TABLE);
      progress(`queues ${MESSAGES.toLocaleString('en-GB')} messages`);
      await sending.queue(MESSAGES);
      await untilSeen(customs, MESSAGES, progress);
    } finally {
      await sending.stop();
    }
    return (await customs.seen()).arrivals;
  } finally {
    customs.stop();
  }
}
