import { setTimeout as sleep } from 'node:timers/promises';
import { figure } from '../figure.ts';
import { startBareCustoms } from '../support/customs.ts';
import { startSending, untilSeen } from '../support/sending.ts';

const SHARE = 150;
const MESSAGES = 3000;
const FAILS_FROM = 600;

export const silence = figure({
  id: 'silence',
  description: `Requests that customs sees after its first 500, with two senders in full flow at ${SHARE}/s and ${MESSAGES} messages queued, of which number ${FAILS_FROM} and all later ones are answered with 500 (§2.3.5.1).`,
  goals: {
    later: { what: 'requests between 1 s and 60 s after the first 500', atMost: 0 },
    within: { what: 'requests within the first second after it, already in flight' },
    afterwards: { what: 'requests in the minute after that: the probe', atMost: 1, atLeast: 1 },
  },
  async measure(progress) {
    const customs = await startBareCustoms({ delayMs: 50, failsFrom: FAILS_FROM });
    try {
      const sending = await startSending(customs, { share: { perSecond: SHARE, perHour: 150_000 } });
      try {
        await sending.queue(MESSAGES);
        await untilSeen(customs, FAILS_FROM, progress);
        progress('waits for two minutes after the first 500');
        await sleep(122_000);
      } finally {
        await sending.stop();
      }
      const { arrivals, failedAt } = await customs.seen();
      if (failedAt === undefined) throw new Error('customs never answered 500');
      const between = (from: number, to: number) =>
        arrivals.filter((at) => at > failedAt + from * 1000 && at <= failedAt + to * 1000).length;
      return {
        values: { later: between(1, 60), within: between(0, 1), afterwards: between(60, 120) },
        notes: [`${arrivals.length} requests in all, the last of them the probe.`],
      };
    } finally {
      customs.stop();
    }
  },
});
