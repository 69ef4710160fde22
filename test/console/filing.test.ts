import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { pastedReferences } from '../../desk/console/list/pasted.ts';
import { pages } from '../../desk/console/pages.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import type { TellingEnd } from '../../functions/ledger/tellings.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { memoryFilingActions } from '../desk/support/memory-filing-actions.ts';
import { type MemoryLedger, memoryLedger } from '../desk/support/memory-ledger.ts';
import { memoryTellings } from '../desk/support/memory-tellings.ts';
import { openBooks } from '../support/books/kept-books.ts';
import { letterLife } from '../support/toy/life.ts';
import { letter } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { consoleInMemory } from './support/console.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (time: string) => `2026-11-22T${time}.000Z`;

let ledger: MemoryLedger;

beforeEach(async () => {
  ledger = memoryLedger();
  const life = letterLife(ledger);
  await life.sent('RELEASED', at('08:00:00'));
  await life.validated('RELEASED', at('08:00:02'));
  await life.released('RELEASED', at('08:00:09'));
  await life.sent('SENT', at('10:00:00'));
  await life.sent('WAITING', at('10:30:00'));
  await life.held('WAITING', at('10:30:20'));
  await life.sent('REJECTED', at('11:30:00'));
  await life.rejected('REJECTED', at('11:30:03'));
  await life.sent('FAILED', at('11:30:00'));
  await life.failed('FAILED', at('11:30:03'));
  await life.refused('REFUSED', at('11:45:00'));
});

/** The page of a filing, without its tags. */
async function page(
  reference: string,
  language: 'en' | 'fr' = 'en',
  query = '',
  more: Partial<GatewayConnection> = {},
) {
  const gateway = { ...connectionOf(TOY), ledger: async () => ledger, ...more };
  const { open } = consoleInMemory({ language, now: () => now }, gateway);
  const { get } = await open();
  const answer = await get(`/filings/${TOY}/declaration/${reference}${query}`);
  const html = await answer.text();
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  const text = main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
  return { status: answer.status, main, text };
}

it('opens each page of the navigation by a key of its own', () => {
  const keys = pages.flatMap(({ navigation }) => navigation?.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('the page of a filing', () => {
  it.each<['en' | 'fr', string, string]>([
    ['en', 'RELEASED', 'Toymaker answered: released. There is nothing to do.'],
    ['fr', 'RELEASED', 'Toymaker a répondu : released. Rien à faire.'],
    ['en', 'SENT', 'It was sent. Toymaker has not answered yet. Wait for the answer. Nothing is sent twice.'],
    ['en', 'WAITING', 'It waits to be sent, and goes by itself at'],
    ['fr', 'WAITING', "Le dossier attend d'être envoyé : il part seul le 22 nov."],
    ['en', 'REJECTED', 'Toymaker has rejected it (Letter). Correct the marked value, then submit it again.'],
    [
      'fr',
      'REJECTED',
      "Rejet : toymaker n'accepte pas le message (Letter). Corrigez la valeur marquée, puis déposez à nouveau.",
    ],
    ['en', 'FAILED', 'It did not get through: a technical failure at toymaker. Submit it again.'],
    ['en', 'REFUSED', 'It was not sent: the message has faults. Correct the marked value, then submit it again.'],
  ])('says in one sentence each, in %s, what happened to one that is %s and what to do', async (language, id, says) => {
    expect((await page(id, language)).text).toContain(says);
  });
});

it('says of a message that an error came of that it was rejected, and of another that it is on its way', async () => {
  expect((await page('SENT')).text).toContain('on its way, or accepted');
  const { text } = await page('REJECTED');
  expect(text).not.toContain('on its way');
  expect(text).toMatch(/→ Letter sent .{20,30} rejected /);
});

it('says of an earlier error, too, in words where it is', async () => {
  const life = letterLife(ledger);
  await life.sent('CORRECTED', at('08:00:00'));
  await life.rejected('CORRECTED', at('08:00:02'));
  await life.sent('CORRECTED', at('08:10:00'), 2);
  await life.validated('CORRECTED', at('08:10:02'));
  expect((await page('CORRECTED', 'fr')).text).toContain('souhait : nobody makes it WRONG');
});

it.each<['en' | 'fr', TellingEnd | undefined, string]>([
  ['en', 'released', 'The platform was told (released) on 22 Nov'],
  ['fr', 'released', 'Annoncé à la plateforme (released) le 22 nov'],
  ['en', 'nothing', 'There was nothing to tell the platform.'],
  ['fr', 'aside', "La plateforme n'a pas pu être prévenue : le message attend d'être annoncé à nouveau."],
  ['en', undefined, 'Whether the platform was told is not known.'],
])('the timeline says, in %s, whether the platform was told: %s', async (language, end, says) => {
  const tellings = memoryTellings();
  const key = { authority: TOY, kind: 'declaration', reference: 'RELEASED' };
  const message = { messageId: 'in-2', at: at('08:00:02') };
  if (end) await tellings.note([{ key, message, end }], new Date(at('08:00:03')));
  const { text } = await page('RELEASED', language, '', { tellings: async () => tellings });
  expect(text).toContain(says);
});

it('keeps among the notes of a filing who withdrew it, and why', async () => {
  const filingActions = memoryFilingActions();
  const more: Partial<GatewayConnection> = {
    ...{ filingActions: async () => filingActions, outcomes: async () => ({ publish: async () => {} }) },
    ...{ queues: async () => ({}) as never, deadLetters: async () => 'queue:dead' },
  };
  const { open } = consoleInMemory({ now: () => now }, { ...connectionOf(TOY), ledger: async () => ledger, ...more });
  const { post } = await open();
  const reason = 'le client renonce';
  await post('/actions/withdraw', { authority: TOY, kind: 'declaration', reference: 'WAITING', reason });
  expect((await page('WAITING', 'fr', '', more)).text).toContain('somebody a retiré : le client renonce');
});

describe('the form of a message that was turned down', () => {
  async function session() {
    const gateway = { ...connectionOf(TOY), ledger: async () => ledger };
    return consoleInMemory({ now: () => now }, gateway).open();
  }
  const path = `/filings/${TOY}/declaration/REJECTED/correct`;

  it('has a field for what was sent, and says what is left to correct', async () => {
    const { get, post } = await session();
    const form = await (await get(path)).text();
    const [, name = ''] =
      /<textarea[^>]* name="(t:[^"]*)"|<input[^>]* name="(t:[^"]*)"/.exec(form)?.filter(Boolean) ?? [];
    expect(name).toMatch(/^t:\//);
    const raw = await (await post(path, { json: '{"unheard-of": 1.10}' })).text();
    expect(raw).toContain('unheard-of');
    expect(raw).toMatch(/It would be refused/);
  });

  it('does not say that a message can go that is still as it was rejected', async () => {
    const key = { authority: TOY, kind: 'declaration', reference: 'WRONG' };
    const about = { messageId: 'out-w', platform: 'shop-1', digest: 'd-w', claimedBy: 'q-w', attempt: 1 };
    const body = JSON.stringify(letter('WRONG'));
    await ledger.claim(key, { type: 'sent', message: 'Letter', at: at('11:30:00'), ...about, body });
    await letterLife(ledger).rejected('WRONG', at('11:30:03'));
    const { get, post } = await session();
    const form = await (await get(path.replace('REJECTED', 'WRONG'))).text();
    expect(form).toContain('change what was turned down');
    expect(form).not.toContain('It can be submitted');
    const corrected = JSON.stringify(letter('WRONG', { wish: 'a car' }));
    expect(await (await post(path.replace('REJECTED', 'WRONG'), { json: corrected })).text()).toContain(
      'It can be submitted',
    );
  });

  it('does not submit what would be refused, nor what is no JSON, and shows it again', async () => {
    const { post } = await session();
    const fields = { authority: TOY, kind: 'declaration', reference: 'REJECTED', reason: 'a try' };
    const faulty = await post('/actions/correct', { ...fields, json: '{"unheard-of": 1}' });
    expect(faulty.status).toBe(400);
    const broken = await post('/actions/correct', { ...fields, json: '{"unheard-of": ' });
    expect(broken.status).toBe(400);
    expect(await broken.text()).toContain('This is not JSON: look at line 1');
  });

  it("has the authority's errors beside it, which no check of ours finds, and not those that the check finds", async () => {
    const { get } = await session();
    expect(await (await get(path)).text()).toContain('id="errors"');
    expect(await (await get(path.replace('REJECTED', 'REFUSED'))).text()).not.toContain('id="errors"');
  });

  it('is not there for a filing that was answered', async () => {
    const { get } = await session();
    expect((await get(`/filings/${TOY}/declaration/RELEASED/correct`)).status).toBe(409);
  });
});

it('picks one filing of several under the same reference, for a file and to be submitted again', async () => {
  await ledger.refuse(
    { authority: TOY, kind: 'request', reference: 'REFUSED' },
    {
      ...{
        type: 'refused',
        message: 'Change',
        at: at('11:50:00'),
        platform: 'shop-1',
        digest: 'r-2',
        claimedBy: 'q-2',
      },
      errors: [],
    },
  );
  const books = await openBooks(ledger);
  const gateway = { ...connectionOf(TOY), ledger: async () => ledger, books: async () => books };
  const { get, post } = await consoleInMemory({ now: () => now }, gateway).open();
  const picks = ['request', 'declaration'].map((kind) => `${TOY}/${kind}/REFUSED`);
  for (const page of ['/list?status=refused', '/search?q=REFUSED,REJECTED']) {
    const html = await (await get(page)).text();
    expect([...html.matchAll(/name="pick" value="([^"]*REFUSED)"/g)].map(([, id]) => id)).toEqual(
      expect.arrayContaining(picks),
    );
  }
  const [pick = ''] = picks;
  const file = await (await post('/export?format=ndjson', { pick })).text();
  expect(
    file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ kind: 'request' }]);
  // With none selected, the form is not about all.
  const nothing = await post('/export?format=csv', {});
  expect([nothing.status, await nothing.text()]).toEqual([400, expect.stringContaining('Choose filings first')]);
  const preview = await (await post('/replay', { pick })).text();
  expect(preview).toContain(`name="pick" value="${pick}"`);
  expect(preview).toContain('nothing that was submitted of it is kept');
  expect(await (await post('/replay', { pick: 'none/declaration/X' })).text()).toContain('Choose filings first');
});

it('breaks an export off that fails on its way, so that it does not pass for the whole', async () => {
  const books = await openBooks(ledger);
  let reads = 0;
  const failing: typeof ledger = {
    ...ledger,
    records: (key) => {
      reads += 1;
      return reads > 1 ? Promise.reject(new Error('throttled')) : ledger.records(key);
    },
  };
  const gateway = { ...connectionOf(TOY), ledger: async () => failing, books: async () => books };
  const { get } = await consoleInMemory({ now: () => now }, gateway).open();
  await expect(get('/export?format=ndjson').then((answer) => answer.text())).rejects.toThrow();
  expect(reads).toBeGreaterThan(1);
});

it('asks the authority how a filing stands, with a reason, and awaits the answer on its page', async () => {
  const gateway = { ...connectionOf(TOY), ledger: async () => ledger };
  let time = now;
  const { get, post } = await consoleInMemory({ now: () => time }, gateway).open();
  const textOf = async (path: string) => (await get(path)).text();
  const of = (reference: string) => ({ authority: TOY, kind: 'declaration', reference });
  expect(await textOf(`/filings/${TOY}/declaration/SENT`)).toContain('action="/actions/ask"');
  expect(await textOf(`/filings/${TOY}/declaration/REFUSED`)).not.toContain('action="/actions/ask"');
  for (const [fields, says] of [
    [of('SENT'), 'Say why'],
    [{ ...of('REFUSED'), reason: 'lost' }, 'It was not asked'],
  ] as const) {
    expect((await post('/actions/ask', fields)).headers.get('location')).toBe('/');
    expect(await textOf('/keyboard')).toContain(says);
  }
  const to = (await post('/actions/ask', { ...of('SENT'), reason: 'lost' })).headers.get('location') ?? '';
  const first = await textOf(to);
  expect([first.includes('The answer is awaited.'), first.includes('data-refresh="2"')]).toEqual([true, true]);
  time = new Date(now.getTime() + 121_000);
  expect(await textOf(to)).toContain('No answer has come within two minutes.');
  await letterLife(ledger).validated('SENT', at('12:00:04'));
  const last = await textOf(to);
  expect([last.includes('The answer has come'), last.includes('data-refresh="2"')]).toEqual([true, false]);
});

it('has a note, and a finding, land on its own filing, whatever else has its reference', async () => {
  const key = { authority: TOY, kind: 'building', reference: 'REFUSED' };
  // Older than the declaration of that reference.
  await ledger.claim(key, {
    ...{ type: 'sent', message: 'Build', attempt: 1, at: at('07:00:00'), messageId: 'm-1', platform: 'shop-1' },
    ...{ digest: 'd-1', claimedBy: 'q-1', body: '{}' },
  });
  const unclear = { verdict: 'unclear', httpStatus: null, error: {}, at: at('07:00:01') } as const;
  await ledger.settle(key, { message: 'Build', attempt: 1, platform: 'shop-1' }, unclear);
  const filingActions = memoryFilingActions();
  const outcomes = { publish: async () => {} };
  const ports = {
    ledger: async () => ledger,
    filingActions: async () => filingActions,
    outcomes: async () => outcomes,
  };
  const { get, post } = await consoleInMemory({ now: () => now }, { ...connectionOf(TOY), ...ports }).open();
  const form = /action="\/actions\/note"[\s\S]*?<\/form>/.exec(
    await (await get(`/filings/${TOY}/building/REFUSED`)).text(),
  );
  const fields = Object.fromEntries(
    [...(form?.[0] ?? '').matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  await post('/actions/note', { ...fields, text: 'a word' });
  expect(await filingActions.of(key)).toMatchObject([{ action: 'note', reason: 'a word' }]);
  const about = { authority: TOY, kind: 'declaration', reference: 'REFUSED' };
  await post('/actions/settle', { ...about, finding: 'created', created: '4711' });
  expect(readFiling(key, await ledger.records(key)).filing.status).toBe('unclear');
  // A form that states no finding finds nothing: the message would go a second time.
  await post('/actions/settle', { ...about, kind: 'building', reason: 'looked it up' });
  expect(readFiling(key, await ledger.records(key)).filing.status).toBe('unclear');
  await post('/actions/settle', { ...about, kind: 'building', finding: 'created', created: '4711' });
  expect(readFiling(key, await ledger.records(key)).filing.status).not.toBe('unclear');
});

describe('pasted references', () => {
  it.each<[string, string[]]>([
    ['A', ['A']],
    [' A\r\nB,C;D\tE\n\n', ['A', 'B', 'C', 'D', 'E']],
    ['A, A', ['A']],
    [' , \n', []],
  ])('are told apart and each taken once: %j', (text, references) => {
    expect(pastedReferences(text)).toEqual({ references, isTooMany: false });
  });

  it('are looked up a thousand at a time', () => {
    const { references, isTooMany } = pastedReferences(Array.from({ length: 1001 }, (_, n) => `R-${n}`).join('\n'));
    expect([references.length, isTooMany]).toEqual([1000, true]);
  });
});

describe('auditReads on pages that have a message', () => {
  const unreadable: UnreadableRecord = {
    ...({ type: 'unreadable', from: 'outbox' } as const),
    ...{ at: at('11:00:00'), id: 'q-1', body: '{', bytes: 1 },
    ...{ faults: [], platform: null, message: null },
  };
  const correct = `/filings/${TOY}/declaration/REFUSED/correct`;
  const about = { authority: TOY, kind: 'declaration', reference: 'REFUSED', reason: 'x' };

  it.each<[string, string, Record<string, string> | undefined]>([
    ['a message', `/filings/${TOY}/declaration/REFUSED`, undefined],
    ['a message with its names', `/filings/${TOY}/declaration/REFUSED?messages=shown`, undefined],
    ['the form of a correction', correct, undefined],
    ['that form, where nothing is posted', correct, {}],
    ['the differences from another message', correct, { json: '{}' }],
    ['a correction that is refused', '/actions/correct', about],
    ['the form of what follows', `/filings/${TOY}/declaration/TAKEN/follow/Change`, undefined],
    ['a text that could not be read', '/unreadable?text=q-1', undefined],
  ])('keeps who reads %s, and shows nothing where that cannot be kept', async (_, path, form) => {
    await ledger.keepUnreadable(TOY, unreadable);
    const life = letterLife(ledger);
    await life.sent('TAKEN', at('08:30:00'));
    await life.validated('TAKEN', at('08:30:02'));
    const kept: string[] = [];
    const base = connectionOf(TOY);
    const gatewayThat = (keep: (action: { action: string }) => Promise<{ month: string; entry: string }>) => ({
      ...{ ...base, ledger: async () => ledger, actions: async () => ({ ...(await base.actions()), keep }) },
      installation: { ...base.installation, configuration: () => ({ auditReads: true }) as never },
    });
    const statusWith = async (gateway: typeof base) => {
      const { get, post } = await consoleInMemory({ now: () => now }, gateway).open();
      const { status } = await (form === undefined ? get(path) : post(path, form));
      return status;
    };
    const read = await statusWith(
      gatewayThat(async ({ action }) => {
        kept.push(action);
        return { month: '', entry: '' };
      }),
    );
    expect([read < 500, kept]).toEqual([true, ['read']]);
    expect(await statusWith(gatewayThat(() => Promise.reject(new Error('no'))))).toBe(500);
  });
});
