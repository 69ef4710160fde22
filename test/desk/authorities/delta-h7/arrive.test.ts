import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ArriveOptions, arrive } from '../../../../desk/authorities/delta-h7/arrive.ts';
import { show } from '../../../../desk/commands/show.ts';
import type { GatewayConnection } from '../../../../desk/gateway/gateway-connection.ts';
import type { PersonAction } from '../../../../functions/ledger/actions.ts';
import { checkSubmission } from '../../../../schemas/check-submission.ts';
import { readOutboxText } from '../../../../schemas/outbox-text.ts';
import { OPERATOR } from '../../../../schemas/platform-name.ts';
import { consoleInMemory } from '../../../console/support/console.ts';
import { DOCUMENT, Flight, MAWB, transportDocument } from '../../../delta-h7/arrivals/support/flight.ts';
import { openBooks } from '../../../support/books/kept-books.ts';
import { connectionOf } from '../../support/connection.ts';
import { keptTerminal } from '../../support/terminal.ts';

let flight: Flight;
let put: Record<string, unknown>[];
let kept: PersonAction[];

beforeEach(async () => {
  flight = new Flight();
  put = [];
  kept = [];
  flight.fates.set('SILENT', { isSilent: true });
  await flight.file(['P-1', 'P-2', 'SILENT']);
  await flight.file(['THEIRS'], { platform: 'shop-2' });
  await flight.file(['VALIDATED'], { type: 'A' });
});

const queue = {
  async send({ input }: { input: { Entries: { Id: string; MessageBody: string }[] } }) {
    for (const { MessageBody } of input.Entries) put.push(JSON.parse(MessageBody));
    return { Successful: input.Entries.map(({ Id }) => ({ Id, MessageId: `sqs-${Id}` })) };
  },
} as unknown as SQSClient;

const gateway = (): GatewayConnection => {
  const base = connectionOf('delta-h7');
  const keep = async (action: PersonAction) => {
    kept.push(action);
    return {};
  };
  return {
    ...base,
    options: ' --config prod.json',
    ledger: async () => flight.ledger,
    books: () => openBooks(flight.ledger),
    queues: async () => queue,
    outbox: async () => 'http://localhost/declarant-test-delta-h7-outbox',
    actions: async () => ({ ...(await base.actions()), keep }),
  };
};

async function run(options: Partial<ArriveOptions>) {
  const { terminal, out, err } = keptTerminal();
  const code = await arrive({ lrns: [], ...options }, gateway, terminal);
  return { code, out, err };
}

describe('arrive', () => {
  it("has all platforms' declarations of a document validated, in the operator's name, and keeps who did it", async () => {
    const { code, out } = await run({ transportDocument: DOCUMENT, reason: 'AF 1234 has landed' });
    expect(code).toBe(0);
    const payload = { transportDocument };
    const head = { authority: 'delta-h7', message: 'Arrival', platform: OPERATOR, reason: 'AF 1234 has landed' };
    expect(put).toEqual([{ ...head, payload }]);
    expect(checkSubmission(readOutboxText(JSON.stringify(put[0])), 'delta-h7').faults).toEqual([]);
    expect(kept).toMatchObject([{ action: 'arrive', reference: DOCUMENT, reason: 'AF 1234 has landed' }]);
    expect(out).toEqual([
      `arrived  ${DOCUMENT}  3 to be validated, 1 not answered yet or on their way, 0 rejected, 1 that need none`,
      `Follow with: npx declarant show ${DOCUMENT} --config prod.json`,
    ]);
  });

  it("of one platform goes in that platform's name, and counts its own alone", async () => {
    const { out } = await run({ transportDocument: DOCUMENT, platform: 'shop-2', json: true });
    expect(put).toMatchObject([{ platform: 'shop-2' }]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ reference: DOCUMENT, declarations: { ready: 1, waiting: 0 } });
  });

  it('puts nothing where it is a dry run', async () => {
    const { code, out } = await run({ lrns: ['P-1', 'NOBODY'], dryRun: true, json: true });
    expect([code, put, kept]).toEqual([0, [], []]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ declarations: { ready: 1, unknown: 1 } });
  });

  it('says so where nothing is filed under the document', async () => {
    const { code, out } = await run({ transportDocument: 'N740:000-00000000', dryRun: true });
    expect([code, put]).toEqual([0, []]);
    expect(out[1]).toBe('None is filed here yet: look at the type and the number. Later ones may join.');
  });

  it('names a file of the place that is not there', async () => {
    const missing = run({ lrns: ['P-1'], goodsLocation: 'nowhere.json' });
    await expect(missing).rejects.toThrow('nowhere.json cannot be read as JSON: there is no such file.');
    expect(put).toEqual([]);
  });

  it('is not announced again while it is under way', async () => {
    await flight.arrive({ transportDocument }, { platform: OPERATOR });
    await expect(run({ transportDocument: DOCUMENT })).rejects.toMatchObject({
      code: 'NOT_CHANGED',
      message: `${DOCUMENT} is under way already, and takes what joins it. Nothing was submitted.`,
    });
    expect([put, kept]).toEqual([[], []]);
    expect((await run({ transportDocument: DOCUMENT, dryRun: true })).code).toBe(0);
  });

  it("gets a filing of its own beside a platform's", async () => {
    await flight.arrive();
    const { out } = await run({ transportDocument: DOCUMENT, json: true });
    expect(put).toMatchObject([{ reference: `${DOCUMENT}/${OPERATOR}` }]);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ reference: `${DOCUMENT}/${OPERATOR}` });
  });

  it('carries the place of the goods from a file', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'declarant-arrive-')), 'place.json');
    writeFileSync(file, JSON.stringify({ locationType: 'B' }));
    await run({ lrns: ['P-1'], goodsLocation: file });
    expect(put).toMatchObject([{ payload: { lrns: ['P-1'], goodsLocation: { locationType: 'B' } } }]);
  });

  it.each([
    ['nothing', {}, 'Say which declarations'],
    ['both', { transportDocument: DOCUMENT, lrns: ['P-1'] }, 'not both'],
    ['a document without its type', { transportDocument: '057-12345675' }, 'TYPE:NUMBER'],
    ['an LRN that is too long', { lrns: ['X'.repeat(23)] }, 'It would be refused'],
  ])('is wrong use with %s', async (_, options, says) => {
    await expect(run(options)).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(says) });
    expect(put).toEqual([]);
  });

  it.each([DOCUMENT, MAWB])('finds its declarations in a list by their document %s', async (document) => {
    await flight.file(['OTHER'], { documents: [{ ...transportDocument, transportDocumentReference: '999' }] });
    const books = await openBooks(flight.ledger);
    const { summaries } = await books.page({ authorities: ['delta-h7'], documents: [document] }, { limit: 3 });
    expect(summaries).toHaveLength(3);
    const all: string[] = [];
    const filter = { authorities: ['delta-h7' as const], documents: [document], states: ['anticipated'] };
    for await (const { reference } of books.all(filter)) all.push(reference);
    expect(all.toSorted()).toEqual(['P-1', 'P-2', 'THEIRS']);
  });

  it('is followed by show, which has its counts', async () => {
    await flight.arrive({ transportDocument }, { platform: OPERATOR });
    await flight.pass(120_000);
    const { terminal, out } = keptTerminal();
    await show({ reference: DOCUMENT, json: true }, gateway, terminal);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      kind: 'arrival',
      status: 'waiting',
      arrival: { validated: 3, waiting: 1, rejected: 0, skipped: 1 },
    });
    const text = keptTerminal();
    await show({ reference: DOCUMENT }, gateway, text.terminal);
    expect(text.out.join('\n')).toMatch(/Declarations of the arrival[\s\S]*Validated by it +3/);
    expect(text.out.join('\n')).toMatch(/Others join until +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0[12]:00\n/);
  });
});

describe('the page of an arrival', () => {
  it.each([
    ['en', '4 of 5 through', 'Declarations of the arrival'],
    ['fr', '4 sur 5 traités', "Déclarations de l'arrivée"],
  ] as const)('shows its progress, its counts and the lists of its declarations (%s)', async (language, ...texts) => {
    await flight.arrive({ transportDocument }, { platform: OPERATOR });
    await flight.pass(120_000);
    const { open } = consoleInMemory({ language, now: () => new Date(flight.clock) }, gateway());
    const { get } = await open();
    const html = await (await get(`/filings/delta-h7/arrival/${encodeURIComponent(DOCUMENT)}`)).text();
    const page = html.replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    for (const text of texts) expect(page).toContain(text);
    expect(page).toContain('<progress value="4" max="5"');
    // Instants stand as people read them; the attribute of <time> alone has them as machines do.
    expect(page.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d/);
    expect(page).toMatch(/href="\/list\?[^"]*status=rejected[^"]*document=/);
    const [, list = ''] = /href="(\/list\?[^"]*state=anticipated[^"]*)"/.exec(page) ?? [];
    const listed = await (await get(list)).text();
    expect(listed).toContain(language === 'fr' ? 'Document de transport' : 'Transport document');
  });
});

describe('the page on which an arrival is announced', () => {
  const opened = async (language: 'en' | 'fr' = 'en') => consoleInMemory({ language }, gateway()).open();
  const asked = `/arrive?document=${encodeURIComponent(DOCUMENT)}&references=&platform=`;

  it('shows what it would do, and does nothing', async () => {
    const { get } = await opened();
    const page = await (await get(asked)).text();
    expect(page).toMatch(/Validated at once<\/dt><dd>3<.*Need no validation<\/dt><dd>1</s);
    expect(put).toEqual([]);
  });

  it('announces it with a reason, and leads to its filing', async () => {
    const { post } = await opened();
    const answer = await post('/actions/arrive', { back: asked, document: DOCUMENT, reason: 'landed' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/filings/delta-h7/arrival/${encodeURIComponent(DOCUMENT)}`);
    expect(put).toMatchObject([{ message: 'Arrival', platform: OPERATOR, reason: 'landed' }]);
    expect(kept).toMatchObject([{ action: 'arrive', reason: 'landed' }]);
  });

  it('announces nothing without a reason', async () => {
    const { post } = await opened();
    const answer = await post('/actions/arrive', { back: asked, document: DOCUMENT, reason: ' ' });
    expect([answer.headers.get('location'), put]).toEqual([asked, []]);
  });

  it('says in French what is wrong with a document', async () => {
    const { get } = await opened('fr');
    const answer = await get('/arrive?document=057-12345675');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Un document de transport est TYPE:NUMÉRO');
  });
});
