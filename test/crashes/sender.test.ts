import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type FaultyCustoms, startFaultyCustoms } from '../support/faulty-customs.ts';
import { hasten } from '../support/hasten.ts';
import { type LossyWires, lossyWires } from '../support/lossy-wires.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';
import { needlessRepeats } from '../support/repeats.ts';
import { killsOf, runKiller } from './support/killer.ts';
import { losing, NONE, SOME } from './support/losses.ts';

/**
 * Times in the proportions of production: customs answers long before the queue hands a dead sender's batch out again.
 */
const VISIBILITY_SECONDS = 15;

/** Customs refuses every tenth: its agreement does not begin with an A. */
const isWrong = (n: number) => n % 10 === 9;

function declaration(n: number): string {
  const message = creation(`CRASH-${n}`, 'A', [{ ...item(), commodityCode: '490300' }]);
  if (isWrong(n)) message.declaration.clearanceAgreement.clearanceAgreementNumber = 'B234567';
  return submissionOf(message);
}

/** `npm run crash` makes it 200, and half of them again while answers are lost, which takes some minutes. */
const modes = [
  { times: killsOf(6), losses: NONE, while: '' },
  { times: Math.ceil(killsOf(4) / 2), losses: SOME, while: ', while answers of AWS and of customs are lost' },
];

describe.each(modes.map((one) => [`senders that are killed ${one.times} times${one.while}`, one] as const))(
  '%s',
  (_, { times, losses }) => {
    const messages = times * 10;
    const lost = losing(losses);
    let isOver = false;
    let machine: Machine;
    let customs: FaultyCustoms;
    let wires: LossyWires;
    const sender = () => machine?.gateway.functions.get(resourceNames('test').lane('delta-h7').sender);
    beforeAll(async () => {
      customs = await startFaultyCustoms({
        behind: () => new URL(machine.customs.url).origin,
        pids: () => sender()?.pids ?? [],
        faultFor: (call) => (call && !isOver ? lost.ofCustoms() : undefined),
      });
      wires = lossyWires(() => (isOver ? undefined : lost.ofAws()));
      machine = await startMachine({
        between: wires.between,
        lane: {
          ...{ baseUrl: customs.url, tokenUrl: customs.tokenUrl, batchSize: 20 },
          // Nothing here may look like an outage where no answer is lost.
          ...(losses === NONE ? { timeoutSeconds: 10 } : { timeoutSeconds: 1, pauseSeconds: 0.3 }),
        },
      });
      await machine.handOut({ afterSeconds: VISIBILITY_SECONDS, times: 1000 });
    });
    afterAll(async () => {
      await machine?.stop();
      await customs?.close();
      await wires?.close();
    });

    it(
      '[H7-S5] every declaration reaches customs, once, and ends with its right status',
      async () => {
        const pool = sender();
        if (!pool) throw new Error('There is no sender');
        const numbers = Array.from({ length: messages }, (_, n) => n);
        const killer = runKiller(
          () => pool.pids,
          times,
          () => machine.customs.received.length,
          messages,
        );
        for (const n of numbers) await machine.submit(declaration(n));

        const answered = async () => {
          const statuses = await Promise.all(numbers.map((n) => machine.filing(`CRASH-${n}`)));
          return statuses.filter(({ status }) => status === 'answered' || status === 'rejected').length;
        };
        const deadline = Date.now() + 60_000 + times * 7_000;
        while ((await answered()) < messages && Date.now() < deadline) {
          if (losses !== NONE) await hasten(machine);
          await sleep(1000);
        }
        const kills = await killer.end();
        isOver = true;

        const filings = await Promise.all(numbers.map((n) => machine.filing(`CRASH-${n}`)));
        expect(filings.map(({ status }) => status)).toEqual(numbers.map((n) => (isWrong(n) ? 'rejected' : 'answered')));
        for (const n of numbers) {
          const calls = customs.calls.filter(({ reference }) => reference === `CRASH-${n}`);
          expect(calls.length, `CRASH-${n}`).toBeGreaterThan(0);
          expect(new Set(calls.map(({ messageId }) => messageId)).size, `CRASH-${n}`).toBe(1);
          const why = `CRASH-${n} went again, and neither was its process killed with it nor customs' answer unclear: ${JSON.stringify({ calls, kills })}`;
          expect(needlessRepeats(calls, kills), why).toEqual([]);
        }
        expect(kills.length).toBe(times);
        expect(await machine.queued('deadLetters')).toBe(0);
      },
      120_000 + times * 8_000,
    );
  },
);
