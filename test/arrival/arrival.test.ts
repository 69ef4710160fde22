import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourceNames } from '../../schemas/resource-names.ts';
import { runKiller } from '../crashes/support/killer.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

/** The declarations of the flight; `npm run arrival` has 10,000, unless `ARRIVAL` says otherwise. */
const COUNT = Number(process.env['ARRIVAL'] ?? 10_000);
const KILLS = Number(process.env['KILLS'] ?? Math.min(6, Math.floor(COUNT / 200)));
/** A share that two cores hold where customs, stores, books and all functions run on them, too. */
const PER_SECOND = 20;
const DOCUMENT = { transportDocumentType: 'N740', transportDocumentReference: '057-12345675' };
const REFERENCE = 'N740:057-12345675';
/** Nothing happens to books once they are validated. */
const HELD = '490300';
/** The office that lets nothing in whose location it was not told. */
const OFFICE_WITHOUT_GOODS = 'FR009999';
/** The declarations whose answer is lost, the one that customs rejects, and the one that was validated before. */
const SILENT = 2;
const REJECTED = 2;
const VALIDATED = 3;

const lrnOf = (n: number) => `FLIGHT-${n}`;

function parcel(n: number): string {
  const message = creation(lrnOf(n), 'D', [{ ...item(), commodityCode: HELD }]);
  if (n === REJECTED) message.declaration.presentationOffice.presentationOfficeReference = OFFICE_WITHOUT_GOODS;
  return submissionOf({ ...message, declaration: { ...message.declaration, transportDocuments: [DOCUMENT] } });
}

describe(`the arrival of ${COUNT} declarations, while ${KILLS} senders are killed`, () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({
      lane: {
        ...{ share: { perSecond: PER_SECOND, perHour: 150_000 }, timeoutSeconds: 10 },
        arrivals: { joinHours: 0 },
      },
    });
    await machine.handOut({ afterSeconds: 20, times: 1000 });
  });
  afterAll(() => machine?.stop());

  const calls = (path: RegExp) => machine.customs.received.filter((one) => path.test(one.path));
  const counts = async () => (await machine.filing(REFERENCE, 'arrival'))['arrival'] as Record<string, number> | null;
  async function until(wanted: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end && !(await wanted()); ) await sleep(500);
  }

  it(
    'counts each, and validates none twice',
    async () => {
      machine.customs.misbehave({ kind: 'lost-answer', times: SILENT });
      for (let n = 0; n < SILENT; n += 1) await machine.submit(parcel(n));
      await until(() => calls(/creer$/).length >= SILENT, 60);
      const filing = Date.now();
      for (let n = SILENT; n < COUNT; n += 1) await machine.submit(parcel(n));
      await until(() => machine.customs.callbacks.length >= COUNT - SILENT, 60 + COUNT / 10);
      say(`${COUNT} filed in ${seconds(filing)} s`);
      const before = { header: { lrn: lrnOf(VALIDATED) } };
      await machine.submit(submissionOf(before, { message: 'Validation_H7' }));
      await machine.until(lrnOf(VALIDATED), ({ state }) => state === 'validated');
      await until(async () => machine.gateway.unkept() === 0, 60 + COUNT / 20);

      const arriving = Date.now();
      const pool = machine.gateway.functions.get(resourceNames('test').lane('delta-h7').sender);
      const done = () => calls(/valider$/).length;
      const killer = runKiller(() => pool?.pids ?? [], KILLS, done, COUNT - SILENT);
      const payload = { transportDocument: DOCUMENT };
      await machine.submit(submissionOf(payload, { message: 'Arrival' }));
      await until(() => done() >= COUNT - SILENT, 300 + COUNT / 10);
      const took = Number(seconds(arriving));
      say(`${done()} validations in ${took} s, ${Math.round(done() / took)} a second; the share is ${PER_SECOND}`);
      const kills = await killer.end();
      const isDone = async () => (await counts())?.['validated'] === COUNT - SILENT - 2;
      await until(isDone, 300 + COUNT / 10);
      say(`counted ${seconds(arriving)} s after the arrival: ${JSON.stringify(await counts())}`);

      expect(await counts()).toEqual({ validated: COUNT - SILENT - 2, waiting: SILENT, rejected: 1, skipped: 1 });
      const validated = calls(/valider$/);
      const ids = new Map<string, Set<unknown>>();
      for (const { path, messageId } of validated) ids.set(path, (ids.get(path) ?? new Set()).add(messageId));
      const processed = validated.filter((one) => one.processed).map(({ path }) => path);
      expect(processed).toHaveLength(new Set(processed).size);
      expect(ids.size).toBe(COUNT - SILENT);
      // A call in flight when its sender was killed may be made again, under its messageId: customs has it once.
      expect([...ids.values()].filter(({ size }) => size > 1)).toEqual([]);
      say(`${validated.length - ids.size} went again after ${kills.length} kills, each under its messageId`);
      if (KILLS === 0) expect(validated).toHaveLength(ids.size);
      expect(await machine.queued('deadLetters')).toBe(0);
    },
    900_000 + COUNT * 400,
  );
});

const say = (line: string) => void process.stderr.write(`${line}\n`);
const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);
