import { beforeEach, describe, expect, it, vi } from 'vitest';
import { filingLines } from '../../desk/render/filing.ts';
import { listLines } from '../../desk/render/list.ts';
import { answerLine } from '../../desk/render/submitted.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { openBooks } from '../support/books/kept-books.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

let gateway: ToyGateway;
beforeEach(() => {
  gateway = new ToyGateway();
});

/** Sends a tally, whose toys are tested then, and have to be given by 1 December. */
async function tally(child: string, state = 'TESTED') {
  const answer = { message: 'Tallied', body: JSON.stringify({ state }) };
  gateway.toymaker.answers.push({ kind: 'accepted', httpStatus: 200, answer });
  await gateway.submit('Tally', { child, year: 2026, toys: [] });
}
/** The reports about deadlines, after housekeeping at an instant. */
async function reportsAt(instant: string) {
  gateway.clock = Date.parse(instant);
  await gateway.housekeep();
  const told = gateway.told.filter(({ outcome }) => outcome === 'expiring');
  const problems = gateway.problems.filter((name) => name.startsWith('deadline.'));
  gateway.told.length = 0;
  gateway.problems.length = 0;
  return { told: told.map(({ reference, id }) => [reference, id?.split('/').at(-1)]), problems };
}
const nothing = { told: [], problems: [] };

describe('a deadline', () => {
  it('is told of when it is near, and when it was missed, once each', async () => {
    await tally('Ann');
    expect(await reportsAt('2026-11-27T23:59:00.000Z')).toEqual(nothing);
    const near = { told: [['Ann/2026', 'near']], problems: ['deadline.near'] };
    expect(await reportsAt('2026-11-28T00:00:00.000Z')).toEqual(near);
    for (const later of ['2026-11-28T00:01:00.000Z', '2026-11-29T00:00:00.000Z', '2026-11-30T23:59:00.000Z'])
      expect(await reportsAt(later)).toEqual(nothing);
    const missed = { told: [['Ann/2026', 'missed']], problems: ['deadline.missed'] };
    expect(await reportsAt('2026-12-01T00:00:00.000Z')).toEqual(missed);
    expect(await reportsAt('2026-12-02T00:00:00.000Z')).toEqual(nothing);
  });

  it('is looked at once a day', async () => {
    await tally('Ann');
    const recent = vi.spyOn(gateway.ledger, 'recent');
    const looks = () => recent.mock.calls.filter(([, fact]) => fact === 'under-control').length;
    await reportsAt('2026-11-23T00:00:00.000Z');
    const first = looks();
    await reportsAt('2026-11-23T00:01:00.000Z');
    expect([first > 0, looks()]).toEqual([true, first]);
    await reportsAt('2026-11-24T00:00:00.000Z');
    expect(looks()).toBeGreaterThan(first);
  });

  it('is told of with the filing, and when it is', async () => {
    await tally('Ann');
    gateway.clock = Date.parse('2026-11-29T00:00:00.000Z');
    await gateway.housekeep();
    expect(gateway.told.at(-1)).toMatchObject({
      ...{ outcome: 'expiring', reference: 'Ann/2026', state: 'under-control', platform: 'shop-1', message: null },
      deadline: '2026-12-01T00:00:00.000Z',
    });
  });

  it('is no matter once the filing went on, or where it is none', async () => {
    await tally('Ann');
    await tally('Bea', 'MADE');
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    await gateway.callBack('/receipts', { header: { messageId: 'r-1' }, id: 'L-1', state: 'TESTED' });
    gateway.toymaker.news.push({
      ...{ message: 'News', kind: 'declaration', reference: 'Ann/2026', messageId: 'n-1' },
      body: '{"state":"GIVEN","since":"2026-11-23T09:00:00Z"}',
    });
    gateway.put('{"poll":"news"}');
    await gateway.run();
    expect(await reportsAt('2026-11-29T00:00:00.000Z')).toEqual(nothing);
    for (const reference of ['Ann/2026', 'Bea/2026', 'L-1'])
      expect(await gateway.filing(reference)).not.toHaveProperty('deadline');
  });

  it('that is near, or missed, when the filing comes is told of by the next day', async () => {
    expect(await reportsAt('2026-11-29T00:00:00.000Z')).toEqual(nothing);
    gateway.clock = Date.parse('2026-11-29T10:00:00.000Z');
    await tally('Ann');
    expect(await reportsAt('2026-11-30T00:00:00.000Z')).toMatchObject({ told: [['Ann/2026', 'near']] });
    gateway.clock = Date.parse('2026-12-02T10:00:00.000Z');
    await tally('Bea');
    const { told } = await reportsAt('2026-12-03T00:00:00.000Z');
    expect(told.sort()).toEqual([
      ['Ann/2026', 'missed'],
      ['Bea/2026', 'missed'],
    ]);
  });

  it('is made up for where nobody looked for days, and where a look was interrupted', async () => {
    await tally('Ann');
    await tally('Bea');
    expect(await reportsAt('2026-11-24T00:00:00.000Z')).toEqual(nothing);
    gateway.failsToTell = 'expiring';
    gateway.clock = Date.parse('2026-12-04T00:00:00.000Z');
    await expect(gateway.housekeep()).rejects.toThrow('not told');
    gateway.failsToTell = undefined;
    const { told } = await reportsAt('2026-12-04T00:01:00.000Z');
    expect(told.map(([, stage]) => stage)).toEqual(['missed', 'missed']);
  });

  it('stands in a list and in what is shown, with what the state means', async () => {
    await tally('Ann');
    const filing = await gateway.filing('Ann/2026');
    const lines = (at: string) =>
      filingLines(filing, keptTerminal().terminal, { now: new Date(at) }).filter((line) => /State|Deadline/.test(line));
    expect(lines('2026-11-30T00:00:00.000Z')).toEqual([
      '  State              under-control (TESTED), still to be given to the child',
      '  Deadline           2026-12-01 01:00:00 +01:00',
    ]);
    expect(lines('2026-12-01T00:00:00.001Z')[1]).toBe('  Deadline           2026-12-01 01:00:00 +01:00, missed');
    const { summaries } = await (await openBooks(gateway.ledger)).page({ authorities: [TOY] }, { limit: 1 });
    const listed = listLines(summaries, new Date(gateway.clock), keptTerminal().terminal);
    expect(listed[1]).toContain('under-control (TESTED), by 2026-12-01');
    const inParis = summaries.map((one) => ({ ...one, deadline: '2026-11-30T23:00:00.000Z' }));
    expect(listLines(inParis, new Date(gateway.clock), keptTerminal().terminal)[1]).toContain('by 2026-12-01');
    const late = listLines(summaries, new Date('2026-12-02'), keptTerminal().terminal);
    expect(late[1]).toContain('under-control (TESTED), was due 2026-12-01');
    expect(answerLine('Ann/2026', { kind: 'answered', filing }, keptTerminal().terminal)).toBe(
      'Ann/2026  under-control (TESTED), still to be given to the child',
    );
  });
});
