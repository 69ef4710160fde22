import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { ReceivedRecord } from '../../functions/ledger/records.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { chance } from '../support/random.ts';
import { startTollMachine, type TollMachine } from '../toll/support/machine.ts';
import { killsOf, runKiller } from './support/killer.ts';

/** `npm run crash` makes it 100, for 10,000 signals about 3,000 consignments. */
const times = Math.ceil(killsOf(12) / 2);
const whole = times * 100;
const consignments = times * 30;
/** The most signals of a page here: Tolletaten gives 1,000, of which a run would have only ten. */
const PAGE = 50;
/** The longest time between two looks for a reader at work: about a page's, so that a kill strikes anywhere in it. */
const LOOK_MS = 120;
/** The seconds after which the queue hands a dead reader's poll out again. */
const VISIBILITY_SECONDS = 2;

const codes = ['TO_CONTROL', 'ENTRY_PENDING', 'ENTRY_DENIED', 'TO_ENTRY'];

describe(`readers of the feed that are killed ${times} times`, () => {
  let machine: TollMachine;
  beforeAll(async () => {
    machine = await startTollMachine();
    await machine.handOut({ afterSeconds: VISIBILITY_SECONDS, times: 1000 });
  });
  afterAll(() => machine?.stop());

  it(
    `[TO-5, TO-6] ${whole} signals for ${consignments} consignments are each applied once, in order, and the marker moves only with what is stored`,
    async () => {
      const random = chance(Date.now());
      for (let n = 0; n < whole; n += 1) {
        const document = `N740:HC${n < consignments ? n : random.below(consignments)}`;
        machine.tolletaten.misbehave({ kind: 'route', document, routing: random.pick(codes) });
      }
      machine.tolletaten.misbehave({ kind: 'short-page', signals: PAGE, times: whole });
      const { signals } = machine.tolletaten;
      const placeOf = new Map(signals.map(({ routingResult }, n) => [routingResult.id, n + 1]));
      const polls = () =>
        machine.tolletaten.received
          .filter(({ endpoint }) => endpoint === 'routing')
          .map(({ at, path }) => ({
            at: at.toISOString(),
            read: placeOf.get(new URL(path, 'http://127.0.0.1').searchParams.get('marker') ?? '') ?? 0,
          }));
      const sender = machine.gateway.functions.get(resourceNames('test').lane('toll').sender);
      if (!sender) throw new Error('There is no sender');

      const killer = runKiller(
        () => sender.pidsAtWork,
        times,
        () => polls().at(-1)?.read ?? 0,
        whole,
        LOOK_MS,
      );
      const deadline = Date.now() + 60_000 + times * 20_000;
      while ((await machine.cursor()).count !== whole && Date.now() < deadline) {
        await machine.housekeep();
        await sleep(1000);
      }
      const kills = await killer.end();

      expect(await machine.cursor()).toMatchObject({ marker: signals.at(-1)?.routingResult.id, count: whole });
      expect(kills).toHaveLength(times);
      // Each strikes a reader at work, but for one whose answer was on its way.
      expect(sender.counts.errors).toBeGreaterThan(times / 2);
      const stored: ReceivedRecord[] = [];
      const latest = new Map(
        signals.map(({ transportDocumentHouseLevel: document, routingResult }) => [
          `N740:${document?.referenceNumber}`,
          routingResult.routing,
        ]),
      );
      expect(latest.size).toBe(consignments);
      for (const [reference, routing] of latest) {
        const key = { authority: 'toll', kind: 'consignment', reference } as const;
        const records = await machine.ledger.records(key);
        stored.push(...records.filter((record) => record.type === 'received'));
        expect(readFiling(key, records).filing, reference).toMatchObject({ rawState: routing });
      }
      // Each once, and at its own place in the feed.
      expect(
        stored.map(({ messageId, place }) => [place, messageId]).sort(([a], [b]) => Number(a) - Number(b)),
      ).toEqual(signals.map(({ routingResult }, n) => [n + 1, routingResult.id]));
      const storedAt = new Map(stored.map(({ messageId, at }) => [messageId, at]));
      const early = polls().filter(({ at, read }) =>
        signals.slice(0, read).some(({ routingResult }) => (storedAt.get(routingResult.id) ?? '9') > at),
      );
      expect(early, 'a marker moved beyond what was stored').toEqual([]);
      expect(await machine.queued('deadLetters')).toBe(0);
    },
    180_000 + times * 25_000,
  );
});
