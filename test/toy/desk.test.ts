import { openBooks } from '../support/books/kept-books.ts';
import '../support/toy/register.ts';

import { describe, expect, it } from 'vitest';
import { resync } from '../../desk/authorities/delta-h7/resync.ts';
import { list } from '../../desk/commands/list.ts';
import { show } from '../../desk/commands/show.ts';
import { DeskFault } from '../../desk/fault.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { listLines } from '../../desk/render/list.ts';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { settings } from '../../schemas/settings.ts';
import { shown, shownFiling } from '../../schemas/shown-filing.ts';
import { declarationLife } from '../delta-h7/desk/support/life.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { filingsFound } from '../desk/support/filings-found.ts';
import { summaryWith } from '../desk/support/summary-books.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';
import { toySettings } from '../support/toy/settings.ts';

/** A desk at a gateway with two lanes, in each of which something is filed under one reference. */
async function twoLanes(): Promise<GatewayConnection> {
  const gateway = new ToyGateway();
  await declarationLife(gateway.ledger).sent('TWICE', '2026-11-22T08:00:00.000Z');
  await gateway.submit('Letter', { id: 'TWICE', wish: 'a train' });
  return {
    ...connectionOf(TOY),
    authorities: ['delta-h7', TOY],
    ledger: async () => gateway.ledger,
    books: () => openBooks(gateway.ledger),
    lane: (name) => (name === TOY || name === 'delta-h7' ? name : noLane(name)),
  };
}

function noLane(name: string): never {
  throw new DeskFault('NO_LANE', `There is no lane for ${name}`);
}

describe('a list', () => {
  const listed = async (authority: string | undefined, width?: number) => {
    const { terminal, out } = keptTerminal(width);
    const now = new Date('2026-11-22T09:05:00.000Z');
    const gateway = await twoLanes();
    await list({ ...(authority && { authority: [authority] }), since: ['24h'] }, () => gateway, terminal, now);
    return out;
  };

  it('of several lanes says whose each filing is, and has one column for what each authority gave', async () => {
    expect(await listed(undefined)).toEqual([
      'REFERENCE  AUTHORITY  PLATFORM  STATUS    AGE',
      'TWICE      toy        shop-1    sent    5 min',
      'TWICE      delta-h7   shop-1    sent      1 h',
    ]);
  });

  it('of one lane has the columns of its authority', async () => {
    expect(await listed('toy')).toEqual(['REFERENCE  PLATFORM  STATUS    AGE', 'TWICE      shop-1    sent    5 min']);
  });

  it('has what an authority gave by its own name for it, or under one head for all', async () => {
    const at = '2026-11-22T09:00:00.000Z';
    const sent = { reference: 'TWICE', at, status: 'sent', state: null } as const;
    const numbered = [
      summaryWith({ ...sent, references: { number: 'T-1' } }),
      summaryWith({ ...sent, authority: 'delta-h7', references: { customsDeclarationReference: 'C-1', mrn: 'M-1' } }),
    ];
    const titles = (filings: FilingSummary[], width?: number) =>
      listLines(filings, new Date('2026-11-22T09:05:00.000Z'), keptTerminal(width).terminal).map((line) =>
        line.slice(0, 48),
      );
    expect(titles(numbered.slice(0, 1))[0]).toMatch(/^REFERENCE +TOY NUMBER +PLATFORM/);
    expect(titles(numbered.slice(0, 1), 80)[0]).toMatch(/^REFERENCE +TAG OR TOY +STATUS OR STATE/);
    expect(titles(numbered)).toEqual([
      expect.stringMatching(/^REFERENCE +AUTHORITY +THEIR REFERENCE +PLATF/),
      expect.stringMatching(/^TWICE +toy +T-1 +shop-1/),
      expect.stringMatching(/^TWICE +delta-h7 +M-1 +shop-1/),
    ]);
  });
});

describe('a reference in several lanes', () => {
  const shown = async (authority?: string) => {
    const { terminal, out, err } = keptTerminal();
    const gateway = await twoLanes();
    await show({ reference: 'TWICE', authority, json: true }, () => gateway, terminal);
    return { filing: JSON.parse(out.join('\n')), said: err.join('\n') };
  };

  it('shows the latest of them, and says how another one is picked', async () => {
    const { filing, said } = await shown();
    expect(filing).toMatchObject({ authority: 'toy', kind: 'declaration', references: { number: null } });
    expect(said).toBe(
      'The latest filing under this reference is shown; there are more: at delta-h7 (declaration, sent). --authority picks one.',
    );
  });

  it('shows the one of the authority that is named', async () => {
    expect(await shown('delta-h7')).toMatchObject({ filing: { authority: 'delta-h7' }, said: '' });
    expect(await shown('toy')).toMatchObject({ filing: { authority: 'toy' }, said: '' });
  });
});

it('a filing has the fields of its own authority, and needs none of another', async () => {
  const gateway = await twoLanes();
  const filings = await filingsFound(await gateway.ledger(), gateway.authorities, 'TWICE');
  const [one, other] = filings.map((filing) => shownFiling().strict().parse(shown(filing)));
  expect(one).toMatchObject({ authority: 'toy', number: null, tag: null, price: null });
  expect(one).not.toHaveProperty('mrn');
  expect(other).toMatchObject({ authority: 'delta-h7', customsDeclarationReference: null, mrn: null });
  expect(other).not.toHaveProperty('tag');
});

describe('a filing that nobody submitted', () => {
  it('is found by its reference, also where only a feed opens filings of its kind', async () => {
    const gateway = new ToyGateway();
    gateway.toymaker.news.push({
      ...{ message: 'News', kind: 'stock', reference: 'S-1', messageId: 'n-1' },
      body: '{"state":"MADE"}',
    });
    gateway.put('{"poll":"news"}');
    await gateway.run();
    expect(await filingsFound(gateway.ledger, [TOY], 'S-1')).toMatchObject([{ kind: 'stock', state: 'released' }]);
  });
});

describe('resync at a gateway without the lane that it asks', () => {
  it('says so before it asks for a reason', async () => {
    const gateway = { ...(await twoLanes()), lane: noLane };
    const options = { lrns: [], since: undefined, until: undefined, status: undefined, reason: undefined };
    await expect(resync(options, () => gateway, keptTerminal().terminal)).rejects.toMatchObject({ code: 'NO_LANE' });
  });
});

it('a submission to an authority that is not known is told which ones there are', () => {
  const text = '{"authority":"tin","payload":{}}';
  expect(() => readSubmissions([{ name: 'a.json', text }])).toThrow(
    `the authority tin is not known: there are ${authorityNames.join(', ')}\n`,
  );
});

it('a list has no figure where the authority has none', () => {
  const at = '2026-11-22T09:00:00.000Z';
  const filings = [summaryWith({ reference: 'L-1', at, references: { number: 'C-1' }, amounts: { coins: '32' } })];
  const lines = () => listLines(filings, new Date('2026-11-22T09:05:00.000Z'), keptTerminal().terminal);
  expect(lines()[0]).toMatch(/^REFERENCE +TOY NUMBER +PLATFORM +STATUS +STATE +PRICE +AGE$/);
  const { figure: _, ...view } = toySettings.view;
  Object.assign(settings, { [TOY]: { ...toySettings, view } });
  expect(lines()).toEqual([
    expect.stringMatching(/^REFERENCE +TOY NUMBER +PLATFORM +STATUS +STATE +AGE$/),
    expect.stringMatching(/^L-1 +C-1 +shop-1 +answered +released \(MADE\) +5 min$/),
  ]);
});
