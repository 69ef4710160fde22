import '../support/toy/alone.ts';

import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { DeskFault } from '../../desk/fault.ts';
import type { FilterFault } from '../../desk/filter/filter-fault.ts';
import type { FilterTexts } from '../../desk/filter/filter-texts.ts';
import { momentMeant } from '../../desk/filter/moment.ts';
import { type FilterOptions, optionsOf, textsInOptions, withFilters } from '../../desk/filter/options.ts';
import { queryOf, textsInQuery } from '../../desk/filter/query.ts';
import { filterAt, readFilter } from '../../desk/filter/read-filter.ts';
import { TOY } from '../support/toy/register.ts';

const now = new Date('2026-11-22T10:30:00.500Z');

/** The first and the last instant that a text means. */
function meant(text: string, at = now): string[] {
  const moment = momentMeant(text, at);
  return moment ? [moment.first, moment.last].map((instant) => new Date(instant).toISOString()) : [];
}

describe('a moment', () => {
  it.each([
    ['90s', '2026-11-22T10:28:30.500Z'],
    ['15m', '2026-11-22T10:15:00.500Z'],
    ['24h', '2026-11-21T10:30:00.500Z'],
    ['3d', '2026-11-19T10:30:00.500Z'],
    ['2w', '2026-11-08T10:30:00.500Z'],
    ['2026-11-22T08:30:00Z', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22T08:30Z', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22T08:30:00.250+01:00', '2026-11-22T07:30:00.250Z'],
    ['2026-11-22 08:30:00+01:00', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22 08:30:00 +01:00', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22T08:30', '2026-11-22T07:30:00.000Z'],
    ['2026-07-22 08:30:15', '2026-07-22T06:30:15.000Z'],
  ])('%s is an instant', (text, instant) => {
    expect(meant(text)).toEqual([instant, instant]);
  });

  it.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z', '2026-11-20T22:59:59.999Z'],
    ['today', '2026-11-21T23:00:00.000Z', '2026-11-22T22:59:59.999Z'],
    ['yesterday', '2026-11-20T23:00:00.000Z', '2026-11-21T22:59:59.999Z'],
    // The clocks go forward on 29 March and back on 25 October: days of 23 and of 25 hours.
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ])('%s is a day in Paris', (text, first, last) => {
    expect(meant(text)).toEqual([first, last]);
  });

  it('is of the day that it is in Paris, where it is another one in UTC', () => {
    const lateInUtc = new Date('2026-07-01T22:30:00.000Z');
    expect(meant('today', lateInUtc)[0]).toBe('2026-07-01T22:00:00.000Z');
    expect(meant('yesterday', lateInUtc)[0]).toBe('2026-06-30T22:00:00.000Z');
    expect(meant('yesterday', new Date('2026-03-30T10:00:00Z'))[0]).toBe('2026-03-28T23:00:00.000Z');
  });

  it.each([
    ...['tomorrow', '15', '15 m', '-3d', '2026-13-01', '2026-02-31', '2026-02-30T08:30:00Z', '2026-11-21T24:00Z'],
    ...['2026-11-21T10:00:00+25:00', '2026-03-29T02:30', ''],
  ])('%j is none', (text) => {
    expect(momentMeant(text, now)).toBeUndefined();
  });
});

const read = (texts: FilterTexts) => readFilter(texts, now);

describe('a filter', () => {
  it('[F28] takes each repeated option as "one of", in one spelling and once', () => {
    const { filter, texts } = read({
      ...{ status: ['Rejected', 'refused', 'rejected'], state: ['RELEASED'], message: ['letter'], code: ['A', 'B'] },
      ...{ platform: ['shop-1', 'shop-2'], authority: [TOY], overdue: ['true'], orphans: ['true'], differs: ['true'] },
      place: ['/payload/items/7/wish', 'items[1].wish', 'wish'],
    });
    expect(filter).toEqual({
      ...{ authorities: [TOY], platforms: ['shop-1', 'shop-2'], statuses: ['rejected', 'refused'] },
      ...{ states: ['released'], messages: ['Letter'], codes: ['A', 'B'], overdue: true, orphans: true, differs: true },
      places: ['items.wish', 'wish'],
    });
    expect(texts.status).toEqual(['rejected', 'refused']);
  });

  it('covers its days whole, also that of --until', () => {
    expect(read({ since: ['2026-11-20'], until: ['2026-11-20'] }).filter).toEqual({
      since: '2026-11-19T23:00:00.000Z',
      until: '2026-11-20T22:59:59.999Z',
    });
    expect(read({ since: ['today'], until: ['today'] }).filter.until).toBe('2026-11-22T22:59:59.999Z');
  });

  it.each([
    [{}, '2026-11-14T23:00:00.000Z'],
    [{ text: ['abc'] }, '2026-11-14T23:00:00.000Z'],
    [{ place: ['wish'] }, '2026-11-14T23:00:00.000Z'],
    [{ message: ['Letter'], authority: [TOY] }, '2026-11-14T23:00:00.000Z'],
    [{ text: ['abc'], until: ['2026-11-20T00:00Z'] }, '2026-11-12T23:00:00.000Z'],
    [{ text: ['abc'], status: ['sent'] }, undefined],
    [{ text: ['abc'], overdue: ['true'] }, undefined],
    [{ status: ['sent'] }, undefined],
    [{ authority: [TOY] }, undefined],
    [{ until: ['2026-11-20T00:00Z'] }, undefined],
    [{ text: ['abc'], since: ['3d'] }, '2026-11-19T10:30:00.500Z'],
  ] as const)('%j begins at %s', (texts, since) => {
    const { filter, defaultDays } = read(texts);
    expect(filter.since).toBe(since);
    expect(defaultDays).toBe(since === undefined || 'since' in texts ? undefined : 7);
  });

  it('is of all lanes of the gateway, or of those that are named', () => {
    const gateway = { authorities: [TOY], lane: () => TOY };
    expect(filterAt(read({ status: ['sent'] }), gateway)).toEqual({ authorities: [TOY], statuses: ['sent'] });
    expect(filterAt(read({ authority: [TOY] }), gateway).authorities).toEqual([TOY]);
  });
});

describe('a filter that is used wrongly', () => {
  it.each([
    [{ status: ['done'] }, 'unknown', '--status done is not known: give one of waiting, sent, answered, refused'],
    [{ status: ['rejectd'] }, 'unknown', '--status rejectd is not known: give rejected.'],
    [{ status: ['unreadble'] }, 'unknown', '--status unreadble is not known: give unreadable.'],
    // Two letters the wrong way round are one mistake; and a beginning, even a misspelt one, is enough.
    [{ status: ['snet'] }, 'unknown', '--status snet is not known: give sent.'],
    [{ status: ['refu'] }, 'unknown', '--status refu is not known: give refused.'],
    [{ status: ['unreda'] }, 'unknown', '--status unreda is not known: give unreadable.'],
    [{ status: ['unreadable', 'sent'] }, 'not-a-filing', '--status unreadable is a list by itself'],
    [{ state: ['MADE'] }, 'unknown', '--state MADE is not known: give one of'],
    [{ message: ['Leter'] }, 'unknown', '--message Leter is not known: give Letter.'],
    [{ message: ['Receipt'] }, 'unknown', '--message Receipt is not known: give '],
    [{ authority: ['tin'] }, 'unknown', '--authority tin is not known: give toy.'],
    [{ platform: [' '] }, 'empty', '--platform is empty: give a value, or leave it out.'],
    [{ since: ['monday'] }, 'not-a-time', '--since monday is not understood: give how long ago (15m, 24h, 3d, 2w)'],
    [{ since: ['2026-11-23'] }, 'in-the-future', '--since 2026-11-23 lies in the future'],
    [{ since: ['9999d'] }, 'longer-than-kept', 'which is longer than a filing is kept'],
    [{ since: ['1d', '2d'] }, 'given-once', '--since is given 2 times: give it once.'],
    [{ since: ['1h'], until: ['2h'] }, 'order', '--since 1h lies after --until 2h: exchange them.'],
    [{ since: ['today'], until: ['yesterday'] }, 'order', '--since today lies after --until yesterday: exchange them.'],
    [{ text: ['x'.repeat(257)] }, 'too-long', '--text has 257 characters, and takes 256 at most'],
    [{ overdue: ['maybe'] }, 'not-a-flag', '--overdue maybe is neither true nor false'],
  ] as const)('%j is a fault of its field', (texts, rule, sentence) => {
    const fault = faultOf(() => read(texts));
    expect(fault.message).toContain(sentence);
    expect(fault).toMatchObject({ rule, field: Object.keys(texts)[0], code: 'USAGE', exitCode: 2 });
  });

  it('is named in a URL as it stands there', () => {
    const fault = faultOf(() => readFilter(textsInQuery(new URLSearchParams('status=rejectd')), now, 'query'));
    expect(fault.message).toBe('status=rejectd is not known: give rejected.');
    expect(fault).toMatchObject({ given: 'rejectd', meant: expect.arrayContaining(['rejected']) });
  });
});

function faultOf(act: () => unknown): FilterFault {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(DeskFault);
    return error as FilterFault;
  }
  throw new Error('nothing was wrong');
}

describe('a filter in a URL and on the command line', () => {
  const texts: FilterTexts = {
    ...{ status: ['rejected', 'failed'], code: ["it's"], overdue: ['true'] },
    ...{ since: ['2026-11-22T08:30:00+01:00'], text: ['a b'] },
  };

  it('is the same', () => {
    const options = withFilters(new Command()).exitOverride();
    const argv = ['--status', 'rejected', '--code', "it's", '--overdue', '--status', 'failed', '--text', 'a b'];
    options.parse([...argv, '--since', '2026-11-22T08:30:00+01:00'], { from: 'user' });
    expect(textsInOptions(options.opts<FilterOptions>())).toEqual(texts);
    expect(textsInQuery(new URLSearchParams(queryOf(texts)))).toEqual(texts);
    expect(read(texts)).toEqual(read(textsInQuery(new URLSearchParams(`${queryOf(texts)}&page=2&platform=`))));
  });

  it.each([
    ['statuss=rejected', 'statuss is not known: give status.'],
    ['Platform=shop-1', 'Platform is not known: give platform.'],
    ['over-due', 'over-due is not known: give overdue.'],
  ])('is wrong use where a name in a query is nearly that of a field: %s', (query, message) => {
    expect(faultOf(() => textsInQuery(new URLSearchParams(query)))).toMatchObject({ message, exitCode: 2 });
  });

  it('leaves the other parameters of pages alone', () => {
    const others =
      'cursor=1&limit=1&format=csv&hours=1&days=1&period=1&language=fr&filter=1&asked=1&received=1&page=1&q=1';
    expect(textsInQuery(new URLSearchParams(others))).toEqual({});
  });

  it('takes a flag by its name alone in a query, too', () => {
    expect(read(textsInQuery(new URLSearchParams('overdue&orphans=')))).toEqual(
      read({ overdue: ['true'], orphans: ['true'] }),
    );
  });

  it('is written as a shell takes it', () => {
    expect(optionsOf(texts)).toBe(
      " --status rejected --status failed --code 'it'\\''s' --overdue --since 2026-11-22T08:30:00+01:00 --text 'a b'",
    );
    expect(optionsOf({})).toBe('');
    expect(queryOf({})).toBe('');
  });
});
