import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbLaneSwitch, type LaneSwitch } from '../../functions/admission/dynamodb-admission.ts';
import { clientOf } from '../support/dynamodb.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { creation, item, submissionOf } from '../support/messages.ts';
import { amendment, filedByFallback, invalidation } from '../support/submissions.ts';

const books = [{ ...item(), commodityCode: '490300' }];
const creationOf = (lrn: string) => submissionOf(creation(lrn, 'D', books));
const validationOf = (lrn: string) => submissionOf({ header: { lrn } }, { message: 'Validation_H7' });

describe('[F7] messages under one reference', () => {
  let machine: Machine;
  let lane: LaneSwitch;
  beforeAll(async () => {
    machine = await startMachine({ lane: { waitForDeclarationMinutes: 1 } });
    const { endpoints, region, table: tableName } = machine.gateway.ready;
    const client = clientOf({ endpoint: endpoints.dynamodb, region });
    lane = dynamoDbLaneSwitch({ client, tableName, authority: 'delta-h7', now: Date.now });
  });
  afterAll(() => machine?.stop());

  /** Makes the lane's parked messages due now, and not when their minute is over. */
  const dueNow = async () => {
    for await (const waiting of machine.ledger.due('delta-h7', '9', 'lane'))
      await machine.ledger.defer(waiting, new Date().toISOString());
  };
  const validated = (lrns: readonly string[]) =>
    expect
      .poll(
        async () => {
          await machine.housekeep();
          return (await Promise.all(lrns.map((lrn) => machine.filing(lrn)))).map(({ state }) => state);
        },
        { timeout: 40_000, interval: 300 },
      )
      .toEqual(lrns.map(() => 'validated'));

  const pairs = (name: string, many: number) => Array.from({ length: many }, (_, n) => `${name}-${n}`);

  it('ten pairs at once on a paused lane, then resumed: all are validated', async () => {
    await lane.pause('maintenance');
    const lrns = pairs('PAUSED', 10);
    await Promise.all(lrns.flatMap((lrn) => [machine.submit(creationOf(lrn)), machine.submit(validationOf(lrn))]));
    for (const lrn of lrns) {
      await machine.until(lrn, ({ history }) => history.filter(({ outcome }) => outcome === 'held').length === 2);
    }
    await lane.resume('maintenance is over');
    await dueNow();
    await validated(lrns);
    const told = (await machine.outcomes()).filter(({ reference }) => reference?.startsWith('PAUSED'));
    expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    const waiting = told.filter(({ outcome }) => outcome === 'waiting').map(({ id }) => id);
    expect(new Set(waiting).size).toBe(waiting.length);
  }, 60_000);

  it('the validations first, and their declarations in a later batch: all are validated', async () => {
    const lrns = pairs('REVERSED', 3);
    await Promise.all(lrns.map((lrn) => machine.submit(validationOf(lrn))));
    for (const lrn of lrns) await machine.until(lrn, ({ status }) => status === 'waiting');
    await Promise.all(lrns.map((lrn) => machine.submit(creationOf(lrn))));
    await validated(lrns);
  }, 60_000);

  it('creations and their fallbacks at once, and two requests of one name: customs gets one of each', async () => {
    const filings = pairs('RIVAL', 6);
    const asked = pairs('ASKED', 3);
    await Promise.all(asked.map((lrn) => machine.submit(submissionOf(creation(lrn, 'A', books)))));
    await validated(asked);
    await Promise.all([
      ...filings.flatMap((lrn) => [machine.submit(submissionOf(creation(lrn))), machine.submit(filedByFallback(lrn))]),
      ...asked.flatMap((lrn) => [
        machine.submit(invalidation(`R-${lrn}`, lrn)),
        machine.submit(amendment(`R-${lrn}`, lrn)),
      ]),
    ]);
    const references = [...filings, ...asked.map((lrn) => `R-${lrn}`)];
    const late = async () =>
      (await machine.outcomes())
        .filter(({ outcome }) => outcome === 'duplicate' || outcome === 'refused')
        .flatMap(({ reference }) => (reference && references.includes(reference) ? [reference] : []));
    await expect.poll(async () => new Set(await late()).size, { timeout: 40_000 }).toBe(references.length);
    await machine.customs.idle();
    const got = () =>
      machine.customs.received
        .map(({ lrn, operatorRequestReference }) => operatorRequestReference ?? lrn ?? '')
        .filter((reference) => references.includes(reference))
        .sort();
    await expect.poll(got, { timeout: 10_000 }).toEqual(references.sort());
  }, 90_000);
});
