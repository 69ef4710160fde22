import { describe, expect, it } from 'vitest';
import { OPERATOR } from '../../../schemas/platform-name.ts';
import { DOCUMENT, Flight, MAWB, transportDocument } from './support/flight.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const lrns = (count: number, word = 'P') => Array.from({ length: count }, (_, n) => `${word}-${n + 1}`);
const ends = (flight: Flight) => flight.told.filter(({ outcome }) => outcome === 'completed');
const none = { validated: 0, waiting: 0, rejected: 0, skipped: 0 };

/** A flight one look of whose arrival takes 15 seconds. */
class SlowFlight extends Flight {
  looksLongFrom = Number.POSITIVE_INFINITY;

  override async findable(): ReturnType<Flight['findable']> {
    const found = await super.findable();
    const summaries: typeof found.summaries = async (keys) => {
      if (this.clock >= this.looksLongFrom) {
        this.clock += 15 * SECOND_MS;
        this.looksLongFrom = Number.POSITIVE_INFINITY;
      }
      return found.summaries(keys);
    };
    return { ...found, under: found.under.bind(found), summaries };
  }
}

describe('the arrival of a flight', () => {
  it('[H7-X2] validates each anticipated declaration of its transport document, once, and is told as one outcome', async () => {
    const flight = new Flight();
    await flight.file(lrns(12));
    await flight.arrive();
    await flight.pass(3 * MINUTE_MS);
    expect(flight.validated.toSorted()).toEqual(lrns(12).toSorted());
    const counts = { ...none, validated: 12 };
    expect(await flight.filing(DOCUMENT, 'arrival')).toMatchObject({
      status: 'answered',
      details: { arrival: counts },
    });
    expect(ends(flight)).toMatchObject([{ reference: DOCUMENT, platform: 'shop-1', kind: 'arrival', arrival: counts }]);
    expect(flight.told.filter(({ message }) => message === 'State_H7')).toHaveLength(12);
    expect(flight.outbox).toEqual([]);
  });

  it('[H7-X2] counts one that customs rejects, one that is silent, one that was validated, and goes on when it is answered', async () => {
    const flight = new Flight();
    flight.fates.set('P-2', { isRejected: true }).set('P-3', { isSilent: true });
    await flight.file(lrns(6));
    await flight.submit('Validation_H7', { header: { lrn: 'P-4' } });
    await flight.pass(5 * SECOND_MS);
    await flight.arrive();
    await flight.pass(5 * MINUTE_MS);
    expect(await flight.counts()).toEqual({ validated: 3, waiting: 1, rejected: 1, skipped: 1 });
    expect(ends(flight)).toEqual([]);
    flight.answer('P-3');
    await flight.pass(SECOND_MS);
    expect(flight.validated).toContain('P-3');
    await flight.pass(10 * MINUTE_MS);
    expect(await flight.counts()).toEqual({ validated: 4, waiting: 0, rejected: 1, skipped: 1 });
    expect(ends(flight)).toHaveLength(1);
    expect(flight.validated.toSorted()).toEqual(lrns(6).toSorted());
  });

  it('never sends again what customs rejected, however often the arrival comes', async () => {
    const flight = new Flight();
    flight.fates.set('P-1', { isRejected: true });
    await flight.file(lrns(2));
    for (let time = 0; time < 3; time += 1) {
      await flight.arrive();
      await flight.pass(3 * MINUTE_MS);
    }
    expect(flight.validated.toSorted()).toEqual(lrns(2));
    expect(await flight.counts()).toEqual({ ...none, rejected: 1, skipped: 1 });
    expect(ends(flight)).toHaveLength(3);
  });

  it('leaves what customs rejected to a validation of its platform', async () => {
    const flight = new Flight({ joinHours: 1 });
    flight.fates.set('P-1', { isRejected: true });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.pass(5 * MINUTE_MS);
    flight.fates.delete('P-1');
    await flight.submit('Validation_H7', { header: { lrn: 'P-1' }, goodsLocation: { locationType: 'B' } });
    await flight.pass(2 * HOUR_MS);
    expect(flight.validated).toEqual(['P-1', 'P-1']);
    expect((await flight.filing('P-1')).state).toBe('validated');
    expect((await flight.counts()) as object).toMatchObject({ waiting: 0, rejected: 0 });
  });

  it('takes in what is filed later, until its joining time is over, and ends only then', async () => {
    const flight = new Flight({ joinHours: 1 });
    await flight.file(lrns(2));
    await flight.arrive();
    await flight.pass(30 * MINUTE_MS);
    expect(await flight.counts()).toEqual({ ...none, validated: 2 });
    expect((await flight.filing(DOCUMENT, 'arrival')).status).toBe('waiting');
    await flight.file(['LATE']);
    await flight.pass(HOUR_MS);
    expect(await flight.counts()).toEqual({ ...none, validated: 3 });
    expect(ends(flight)).toHaveLength(1);
    await flight.file(['TOO-LATE']);
    await flight.pass(HOUR_MS);
    expect(flight.validated.toSorted()).toEqual(['LATE', ...lrns(2)]);
  });

  it('of a document by its type and number alone: neither another type, nor an item left out', async () => {
    const flight = new Flight();
    await flight.file(['OTHER'], { documents: [{ ...transportDocument, transportDocumentType: 'N741' }] });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.pass(3 * MINUTE_MS);
    expect(flight.validated).toEqual(['P-1']);
    expect(await flight.counts()).toEqual({ ...none, validated: 1 });
  });

  it('leaves alone a declaration that was lodged as validated, and one that is not answered yet', async () => {
    const flight = new Flight();
    flight.fates.set('A-2', { isSilent: true });
    await flight.file(['A-1', 'A-2'], { type: 'A' });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.pass(3 * MINUTE_MS);
    flight.answer('A-2');
    await flight.pass(10 * MINUTE_MS);
    expect(flight.validated).toEqual(['P-1']);
    expect(await flight.counts()).toEqual({ ...none, validated: 1, skipped: 2 });
    expect(flight.told.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  });

  it("of a platform takes its own, an operator's takes all; each has a filing of its own", async () => {
    const flight = new Flight();
    await flight.file(lrns(2, 'A'), { platform: 'shop-1' });
    await flight.file(lrns(3, 'B'), { platform: 'shop-2' });
    await flight.file(lrns(1, 'C'), { platform: 'shop-3' });
    await flight.arrive();
    await flight.arrive({ transportDocument }, { platform: 'shop-2' });
    await flight.pass(3 * MINUTE_MS);
    expect(flight.validated.toSorted()).toEqual([...lrns(2, 'A'), ...lrns(3, 'B')]);
    expect(await flight.counts()).toEqual({ ...none, validated: 2 });
    expect(await flight.counts(`${DOCUMENT}/shop-2`)).toEqual({ ...none, validated: 3 });
    await flight.arrive({ transportDocument }, { platform: OPERATOR });
    await flight.pass(3 * MINUTE_MS);
    expect(flight.validated).toContain('C-1');
    expect(await flight.counts(`${DOCUMENT}/${OPERATOR}`)).toEqual({ ...none, validated: 1, skipped: 5 });
    const told = flight.told.find(({ outcome, reference }) => outcome === 'state-changed' && reference === 'C-1');
    expect(told?.platform).toBe('shop-3');
  });

  it('of a list of LRNs says of one that nobody filed, or another platform, that it is unknown, once its time is over', async () => {
    const flight = new Flight({ joinHours: 0.5 });
    await flight.file(['P-1', 'P-2']);
    await flight.file(['THEIRS'], { platform: 'shop-2' });
    await flight.arrive({ lrns: ['P-2', 'NOBODY', 'LATER', 'THEIRS', 'P-2'] }, { reference: 'LORRY-1' });
    await flight.pass(5 * MINUTE_MS);
    expect(await flight.counts('LORRY-1')).toEqual({ ...none, validated: 1, waiting: 3 });
    await flight.file(['LATER']);
    await flight.pass(HOUR_MS);
    expect(flight.validated).toEqual(['P-2', 'LATER']);
    expect(await flight.counts('LORRY-1')).toEqual({ ...none, validated: 2, unknown: 2 });
  });

  it('is a duplicate while it is under way, and may be submitted again once it is over', async () => {
    const flight = new Flight({ joinHours: 0.5 });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.arrive();
    expect(flight.told.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(1);
    await flight.pass(HOUR_MS);
    await flight.file(['P-2']);
    await flight.arrive();
    await flight.pass(HOUR_MS);
    expect(flight.validated).toEqual(['P-1', 'P-2']);
    expect(await flight.counts()).toEqual({ ...none, validated: 1, skipped: 1 });
    expect(ends(flight)).toHaveLength(2);
  });

  it('claims once in each, also while the books are behind', async () => {
    const flight = new Flight();
    flight.booksLagMs = 25 * SECOND_MS;
    await flight.file(lrns(4));
    await flight.pass(MINUTE_MS);
    await flight.arrive();
    await flight.pass(5 * MINUTE_MS);
    expect(flight.validated.toSorted()).toEqual(lrns(4));
    expect(await flight.counts()).toEqual({ ...none, validated: 4 });
  });

  it('[H7-X2l] carries the place of the goods to each', async () => {
    const flight = new Flight();
    await flight.file(['P-1']);
    await flight.arrive({ transportDocument, goodsLocation: { locationType: 'B', unLocode: 'FRCDG' } });
    await flight.pass(MINUTE_MS);
    const records = await flight.ledger.records({ authority: 'delta-h7', kind: 'declaration', reference: 'P-1' });
    const sent = records.find(({ message }) => message === 'Validation_H7');
    expect(sent).toMatchObject({ body: expect.stringContaining('"goodsLocation":{"locationType":"B"') });
  });

  it('takes up a declaration that was rejected, corrected and answered while it waits', async () => {
    const flight = new Flight({ joinHours: 1 });
    flight.fates.set('P-1', { isSilent: true });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.pass(MINUTE_MS);
    flight.reject('P-1');
    await flight.pass(5 * MINUTE_MS);
    expect(await flight.counts()).toEqual({ ...none, rejected: 1 });
    flight.fates.delete('P-1');
    await flight.file(['P-1']);
    await flight.pass(2 * HOUR_MS);
    expect(flight.validated).toEqual(['P-1']);
    expect(await flight.counts()).toEqual({ ...none, validated: 1 });
  });

  it('leaves alone a validation that a person took out', async () => {
    const flight = new Flight({ joinHours: 1 });
    flight.fates.set('P-1', { isSilent: true });
    await flight.file(['P-1']);
    await flight.arrive();
    await flight.pass(10 * SECOND_MS);
    await flight.withdraw('P-1');
    flight.answer('P-1');
    await flight.pass(2 * HOUR_MS);
    expect(flight.validated).toEqual([]);
    expect(await flight.counts()).toEqual({ ...none, skipped: 1 });
  });

  it('waits for no lane: what it claims while nothing is sent goes once the lane sends', async () => {
    const flight = new Flight();
    await flight.file(lrns(5));
    flight.halt(10 * MINUTE_MS);
    await flight.arrive();
    await flight.pass(8 * MINUTE_MS);
    expect(flight.validated).toEqual([]);
    expect(await flight.counts()).toEqual({ ...none, waiting: 5 });
    await flight.pass(20 * MINUTE_MS);
    expect(flight.validated.toSorted()).toEqual(lrns(5));
    expect(await flight.counts()).toEqual({ ...none, validated: 5 });
  });

  it.each([
    ['invalidated', 'INV', { ...none, validated: 1, skipped: 1 }],
    ['cancelled', 'ANN', { ...none, validated: 1, rejected: 1 }],
  ] as const)('never counts as validated by it what was %s before its validation went', async (_, raw, counts) => {
    const flight = new Flight();
    await flight.file(lrns(2));
    flight.halt(10 * MINUTE_MS);
    await flight.arrive();
    flight.end('P-1', raw);
    await flight.pass(HOUR_MS);
    expect(flight.validated).toEqual(['P-2']);
    expect(await flight.counts()).toEqual(counts);
    expect(ends(flight)).toMatchObject([{ arrival: counts }]);
  });

  it('has a filing of its own also where two of a document come at the very same time', async () => {
    const flight = new Flight();
    await flight.file(['A-1']);
    await flight.file(['B-1'], { platform: 'shop-2' });
    await Promise.all([flight.arrive(), flight.arrive({ transportDocument }, { platform: 'shop-2' })]);
    await flight.pass(5 * MINUTE_MS);
    expect(flight.told.filter(({ outcome }) => outcome === 'duplicate')).toEqual([]);
    expect(flight.validated.toSorted()).toEqual(['A-1', 'B-1']);
    expect(ends(flight)).toHaveLength(2);
  });

  it('does not end with a look that began while the books could still be behind', async () => {
    const flight = new SlowFlight({ joinHours: 35 / 3600 });
    await flight.file(['P-1']);
    flight.booksLagMs = 29.5 * SECOND_MS;
    await flight.arrive();
    await flight.pass(32 * SECOND_MS);
    await flight.file(['LATE']);
    // The books have it half a minute later: after the look at 60 seconds has begun, and before that has ended.
    flight.booksLagMs = 33.5 * SECOND_MS;
    flight.looksLongFrom = flight.clock + 15 * SECOND_MS;
    await flight.pass(5 * MINUTE_MS);
    expect(flight.validated.toSorted()).toEqual(['LATE', 'P-1']);
    expect(ends(flight)).toMatchObject([{ arrival: { ...none, validated: 2 } }]);
  });

  it('keeps the pace of the lane, and lets new declarations go in between', async () => {
    const flight = new Flight();
    flight.laneSettings = { ...flight.laneSettings, share: { perSecond: 5, perHour: 100_000 } };
    await flight.file(lrns(30));
    flight.calls.length = 0;
    await flight.arrive();
    await flight.pass(2 * SECOND_MS);
    expect(flight.validated.length).toBeGreaterThanOrEqual(8);
    expect(flight.validated.length).toBeLessThanOrEqual(16);
    await flight.file(['NEW'], { documents: [] });
    expect(flight.calls.indexOf('Creation_H7 NEW')).toBeLessThan(18);
    await flight.pass(MINUTE_MS);
    expect(flight.validated).toHaveLength(30);
  });
});

describe('an Arrival that says too little or too much', () => {
  it.each([
    ['neither a document nor LRNs', {}, '/payload/transportDocument'],
    ['both', { transportDocument, lrns: ['P-1'] }, '/payload/lrns'],
    [
      'a document without its type',
      { transportDocument: { transportDocumentReference: MAWB } },
      '/payload/transportDocument/transportDocumentType',
    ],
    ['no LRN', { lrns: [] }, '/payload/lrns'],
  ])('is refused: %s', async (_, payload, pointer) => {
    const flight = new Flight();
    await flight.arrive(payload);
    expect(flight.told).toMatchObject([{ outcome: 'refused', faults: [{ pointer }] }]);
  });
});
