import { mostWithin } from '../../test/support/virtual/windows.ts';
import { figure } from '../figure.ts';
import { startBareCustoms } from '../support/customs.ts';
import { startSending, untilSeen } from '../support/sending.ts';

const SHARE = 150;
const MESSAGES = 10_000;

export const rate = figure({
  id: 'rate',
  description: `Messages a second that leave at a share of ${SHARE}/s, with 10,000 queued and two senders, and the most in any sliding second, both as the socket at customs' side sees them. Customs answers after 50 ms.`,
  goals: {
    ofShare: { what: 'of the share', unit: '%', atLeast: 95 },
    mostInASecond: { what: 'most messages in any second', atMost: SHARE },
    seen: { what: 'messages that customs saw', atLeast: MESSAGES, atMost: MESSAGES },
  },
  async measure(progress) {
    const customs = await startBareCustoms({ delayMs: 50 });
    try {
      const sending = await startSending(customs, { share: { perSecond: SHARE, perHour: 150_000 } });
      try {
        progress('queues 10,000 messages');
        await sending.queue(MESSAGES);
        await untilSeen(customs, MESSAGES, progress);
      } finally {
        await sending.stop();
      }
      const { arrivals } = await customs.seen();
      const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
      const perSecond = (arrivals.length - 1) / seconds;
      return {
        values: {
          ofShare: (100 * perSecond) / SHARE,
          mostInASecond: mostWithin(1000, arrivals),
          seen: arrivals.length,
        },
        notes: [`${perSecond.toFixed(1)} messages a second for ${seconds.toFixed(0)} s.`],
      };
    } finally {
      customs.stop();
    }
  },
});
