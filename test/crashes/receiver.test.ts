import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiling } from '../../functions/ledger/filing.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type LossyWires, lossyWires } from '../support/lossy-wires.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { response } from '../support/messages.ts';
import { killsOf, runKiller } from './support/killer.ts';
import { losing, NONE, SOME } from './support/losses.ts';

/** The number of kills; `npm run crash` has more. */
const modes = [
  { times: Math.ceil(killsOf(12) / 2), losses: NONE, while: '' },
  { times: Math.ceil(killsOf(8) / 4), losses: SOME, while: ', while answers of AWS are lost' },
];
/** The number of callbacks in flight. */
const CONNECTIONS = 8;

const lrnOf = (n: number) => `KILLED-${n}`;
const callbackOf = (n: number) =>
  response({ lrn: lrnOf(n), messageId: `response-${n}`, reference: String(7_000_000 + n), mrn: '26FR00000000000X01' });

describe.each(modes.map((one) => [`receivers that are killed ${one.times} times${one.while}`, one] as const))(
  '%s',
  (_, { times, losses }) => {
    const messages = times * 20;
    const lost = losing(losses);
    let machine: Machine;
    let wires: LossyWires;
    beforeAll(async () => {
      wires = lossyWires(lost.ofAws);
      machine = await startMachine({ between: wires.between });
    });
    afterAll(async () => {
      await machine?.stop();
      await wires?.close();
    });

    it(
      '[H7-S5, H7-R2, H7-R3] what was answered 200 is stored and told, and what customs replays is there once',
      async () => {
        const receiver = machine.gateway.functions.get(resourceNames('test').receiver);
        if (!receiver) throw new Error('There is no receiver');
        let taken = 0;
        let refused = 0;
        const killer = runKiller(
          () => receiver.pids,
          times,
          () => taken,
          messages,
        );

        /** Sends a message again that was not answered 200, as customs does. */
        const untilTaken = async (n: number) => {
          for (;;) {
            const { status, body } = await machine.callback(
              `/dh7/declarations/${7_000_000 + n}/reponses`,
              callbackOf(n),
            );
            if (status === 200) break;
            expect(status).toBe(500);
            expect(body).toEqual({ errorCode: expect.any(String), errorDescription: expect.any(String) });
            refused += 1;
          }
          taken += 1;
          // Checked at once: a callback that got 200 is stored by then.
          const key = { authority: 'delta-h7', kind: 'declaration', reference: lrnOf(n) } as const;
          expect(readFiling(key, await machine.ledger.records(key)).filing.state).toBe('validated');
        };
        const numbers = Array.from({ length: messages }, (_, n) => n);
        const left = [...numbers];
        const connection = async () => {
          for (let n = left.shift(); n !== undefined; n = left.shift()) await untilTaken(n);
        };
        await Promise.all(Array.from({ length: CONNECTIONS }, connection));
        const kills = await killer.end();

        expect(kills).toHaveLength(times);
        // With only a few kills, all may come between two calls.
        if (times >= 6) expect(refused, 'no call was cut').toBeGreaterThan(0);
        for (const n of numbers) {
          const records = await machine.ledger.records({
            authority: 'delta-h7',
            kind: 'declaration',
            reference: lrnOf(n),
          });
          expect(
            records.filter(({ type }) => type === 'received'),
            lrnOf(n),
          ).toHaveLength(1);
        }
        const told = new Set((await machine.outcomes()).map(({ reference }) => reference));
        expect(numbers.filter((n) => !told.has(lrnOf(n)))).toEqual([]);
      },
      60_000 + times * 4_000,
    );
  },
);
