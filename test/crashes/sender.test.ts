import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';
import { killsOf, runKiller } from './support/killer.ts';

/** `npm run crash` makes it 200, which takes some minutes. */
const KILLS = killsOf(6);
const MESSAGES = KILLS * 10;

/** As production has it in proportion: customs answers long before the queue hands a dead sender's batch out again. */
const VISIBILITY_SECONDS = 8;

/** Customs answers a POST at once; the answer may still be on its way to a process that is being killed. */
const ANSWER_MS = 150;

/** Customs refuses every tenth: its agreement does not begin with an A. */
const isWrong = (n: number) => n % 10 === 9;

function declaration(n: number): string {
  const message = creation(`CRASH-${n}`, 'A', [{ ...item(), commodityCode: '490300' }]);
  if (isWrong(n)) message.declaration.clearanceAgreement.clearanceAgreementNumber = 'B234567';
  return submissionOf(message);
}

describe(`senders that are killed ${KILLS} times`, () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({ lane: { batchSize: 20, timeoutSeconds: 10 } });
    await machine.handOut({ afterSeconds: VISIBILITY_SECONDS, times: 1000 });
  });
  afterAll(() => machine?.stop());

  it(
    '[H7-S5] every declaration reaches customs, once, and ends with its right status',
    async () => {
      const sender = machine.gateway.functions.get(resourceNames('test').lane('delta-h7').sender);
      if (!sender) throw new Error('There is no sender');
      const numbers = Array.from({ length: MESSAGES }, (_, n) => n);
      const killer = runKiller(sender, KILLS, () => machine.customs.received.length, MESSAGES);
      for (const n of numbers) await machine.submit(declaration(n));

      const answered = async () => {
        const statuses = await Promise.all(numbers.map((n) => machine.filing(`CRASH-${n}`)));
        return statuses.filter(({ status }) => status === 'answered' || status === 'rejected').length;
      };
      const deadline = Date.now() + 60_000 + KILLS * 3_500;
      while ((await answered()) < MESSAGES && Date.now() < deadline) await sleep(1000);
      const kills = await killer.end();

      const filings = await Promise.all(numbers.map((n) => machine.filing(`CRASH-${n}`)));
      expect(filings.map(({ status }) => status)).toEqual(numbers.map((n) => (isWrong(n) ? 'rejected' : 'answered')));
      for (const n of numbers) {
        const calls = machine.customs.received.filter(({ lrn }) => lrn === `CRASH-${n}`);
        expect(calls.length, `CRASH-${n}`).toBeGreaterThan(0);
        expect(new Set(calls.map(({ messageId }) => messageId)).size, `CRASH-${n}`).toBe(1);
        for (const { at } of calls.slice(0, -1)) {
          const cut = kills.some((kill) => kill >= at.getTime() && kill <= at.getTime() + ANSWER_MS);
          expect(cut, `CRASH-${n} went twice, and no kill came between the call and its answer`).toBe(true);
        }
      }
      expect(kills.length).toBe(KILLS);
      expect(await machine.queued('deadLetters')).toBe(0);
    },
    120_000 + KILLS * 4_000,
  );
});
