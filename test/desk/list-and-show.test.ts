import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { show } from '../../desk/commands/show.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import type { Books } from '../../functions/books/books.ts';
import type { TellingEnd } from '../../functions/ledger/tellings.ts';
import type { HistoryTelling } from '../../schemas/filing.ts';
import { shownFiling as filingSchema } from '../../schemas/shown-filing.ts';
import { letterLife } from '../support/toy/life.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { type MemoryLedger, memoryLedger } from './support/memory-ledger.ts';
import { memoryTellings } from './support/memory-tellings.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (time: string, day = '2026-11-22') => `${day}T${time}.000Z`;

let ledger: MemoryLedger;
let life: ReturnType<typeof letterLife>;

/** One declaration of each kind, with references that name its present status. */
beforeEach(async () => {
  ledger = memoryLedger();
  life = letterLife(ledger);
  await life.sent('RELEASED', at('08:00:00'));
  await life.validated('RELEASED', at('08:00:02'));
  await life.released('RELEASED', at('08:00:09'));
  await life.sent('VALIDATED', at('09:00:00'));
  await life.validated('VALIDATED', at('09:00:02'));
  await life.sent('SENT', at('10:00:00'));
  await life.sent('WAITING', at('10:30:00'));
  await life.held('WAITING', at('10:30:20'));
  await life.sent('CORRECTED', at('07:00:00'));
  await life.rejected('CORRECTED', at('07:00:03'));
  await life.sent('CORRECTED', at('11:00:00'), 2);
  await life.validated('CORRECTED', at('11:00:04'));
  await life.sent('REJECTED', at('11:30:00'));
  await life.rejected('REJECTED', at('11:30:03'));
  await life.refused('REFUSED', at('11:45:00'));
  await life.sent('YESTERDAY', at('18:00:00', '2026-11-21'));
  await life.validated('YESTERDAY', at('18:00:02', '2026-11-21'));
});

describe('an orphan', () => {
  const shown = async (reference: string) => {
    const { terminal, out } = keptTerminal();
    await show({ reference, json: false }, () => ({ ...connectionOf(TOY), ledger: async () => ledger }), terminal);
    return out.join('\n');
  };

  it('is shown as one until its filing is submitted', async () => {
    await life.validated('EARLY', at('11:50:00'));
    expect(await shown('EARLY')).toContain('nothing of it was submitted here');
    await life.sent('EARLY', at('11:51:00'));
    expect(await shown('EARLY')).not.toContain('nothing of it');
  });

  it("under the authority's reference belongs to its filing once it is adopted", async () => {
    await life.released('C-VALIDATED', at('11:55:00'));
    await life.released('C-LATE', at('11:56:00'));
    expect(await shown('C-VALIDATED')).toMatch(/^VALIDATED\n/);
    expect(await shown('C-LATE')).toMatch(/^C-LATE\n/);
  });
});

const gateway = (): GatewayConnection => ({
  ...connectionOf(TOY),
  ledger: async () => ledger,
});

describe('the output of show', () => {
  const shown = async (reference: string, json = false) => {
    const { terminal, out } = keptTerminal();
    const code = await show({ reference, json }, gateway, terminal);
    return { code, text: out.join('\n') };
  };

  it('has state, references, sections and history', async () => {
    const { code, text } = await shown('RELEASED');
    expect(code).toBe(0);
    expect(text.split('\n')).toEqual([
      'RELEASED',
      '  Status             answered',
      '  State              released (MADE) since 2026-11-22 09:00:09 +01:00',
      '  Toy number         C-RELEASED',
      '  Tag                T-RELEASED',
      '  Platform           shop-1',
      '  Authority          The toymaker',
      '',
      'Bill',
      '  PART    COINS',
      '  wheels     22',
      '  In all 32 coins',
      '',
      'History',
      '  AT                           AFTER     MESSAGE  BECAME    HTTP  MESSAGE ID',
      '  2026-11-22 09:00:00 +01:00          →  Letter   accepted   200  out-1',
      '  2026-11-22 09:00:02 +01:00  +2.0 s  ←  Receipt  taken      200  in-2',
      '      not known whether it was told',
      '  2026-11-22 09:00:09 +01:00  +7.0 s  ←  News     taken      200  in-3',
      '      not known whether it was told',
    ]);
  });

  it.each<[string, string, readonly [string, TellingEnd][], string, HistoryTelling]>([
    [
      'told',
      '12:00:00',
      [['08:00:05', 'accepted']],
      'told 2026-11-22 09:00:05 +01:00 as accepted',
      {
        ...{ end: 'told', at: at('08:00:05'), outcome: 'accepted' },
      },
    ],
    [
      'told again',
      '12:00:00',
      [
        ['08:00:05', 'aside'],
        ['09:00:00', 'accepted'],
        ['09:30:00', 'nothing'],
        ['10:00:00', 'released'],
      ],
      'told 2026-11-22 10:00:00 +01:00 as released, again 2026-11-22 11:00:00 +01:00',
      { end: 'told', at: at('09:00:00'), outcome: 'released', againAt: at('10:00:00') },
    ],
    ['no news', '12:00:00', [['08:00:05', 'nothing']], 'nothing to tell', { end: 'nothing' }],
    ['put aside', '12:00:00', [['08:00:05', 'aside']], 'not told, put aside', { end: 'aside', at: at('08:00:05') }],
    ['on its way', '08:04:59', [], 'not told yet', { end: 'not-yet' }],
    ['not noted', '08:05:03', [], 'not known whether it was told', { end: 'unknown' }],
  ])('says whether its platform was told of a message: %s', async (_, time, ends, says, told) => {
    const tellings = memoryTellings();
    const key = { authority: TOY, kind: 'declaration', reference: 'RELEASED' } as const;
    const message = { messageId: 'in-2', at: at('08:00:02') };
    for (const [noted, end] of ends) await tellings.note([{ key, message, end }], new Date(at(noted)));
    const open = () => ({ ...gateway(), tellings: async () => tellings });
    for (const json of [false, true]) {
      const { terminal, out } = keptTerminal(80);
      await show({ reference: 'RELEASED', json }, open, terminal, new Date(at(time)));
      const text = out.join('\n');
      if (json) expect(JSON.parse(text).history[1].told).toEqual(told);
      else expect(text.replace(/\s+/g, ' ')).toContain(`in-2 ${says}`);
      expect(json || text.split('\n').every((line) => line.length <= 80)).toBe(true);
    }
  });

  it('is found by the reference of the authority too', async () => {
    expect((await shown('C-RELEASED')).text).toMatch(/^RELEASED\n/);
  });

  it('says of an error its code, place and description', async () => {
    const { text } = await shown('REJECTED');
    expect(text).toContain('rejected, turned down by the authority: correct it and submit it again');
    expect(text).toContain('Errors\n  WRONG  wish  type 15\n    nobody makes it');
    expect(text).toMatch(/Status +rejected.*\n +Message +Letter\n/);
  });

  it('[F17] keeps an error that was corrected below its place in the history', async () => {
    const errors = ['a', 'b', 'c', 'd', 'e'].map((one) => ({ errorPointer: `/${one}`, errorDescription: `no ${one}` }));
    await life.refused('MENDED', at('11:40:00'), 'r-3', errors);
    await life.sent('MENDED', at('11:41:00'));
    const { text } = await shown('MENDED');
    expect(text).not.toContain('Errors');
    expect(text.slice(text.indexOf('Letter   refused')).split('\n').slice(1, 8)).toEqual([
      '        a',
      '          no a',
      '        b',
      '          no b',
      '        c',
      '          no c',
      '        and 2 more: --json has them',
    ]);
    const { history } = JSON.parse((await shown('MENDED', true)).text);
    expect(history).toMatchObject([{ outcome: 'refused', errors }, { outcome: 'sent' }]);
  });

  it('is exactly the filing with --json', async () => {
    const { text } = await shown('REJECTED', true);
    const filing: unknown = JSON.parse(text);
    expect(filing).toEqual(filingSchema().strict().parse(filing));
    expect(filing).toMatchObject({ reference: 'REJECTED', status: 'rejected', errors: [{ errorCode: 'WRONG' }] });
  });

  it("has its kind and the authority's references with --json", async () => {
    expect(JSON.parse((await shown('RELEASED', true)).text)).toMatchObject({
      kind: 'declaration',
      references: { number: 'C-RELEASED', tag: 'T-RELEASED' },
      number: 'C-RELEASED',
      tag: 'T-RELEASED',
    });
    const { references } = JSON.parse((await shown('REJECTED', true)).text);
    expect(references).toEqual({ number: null, tag: null });
  });

  it('[F30] breaks lines where a narrow terminal has no room, and cuts no id', async () => {
    const id = '3f2b7c1e-0000-4000-8000-000000000001';
    const out = { messageId: id, platform: 'shop-1', digest: 'd', claimedBy: 'q-1', body: '{}' };
    const key = { authority: TOY, kind: 'declaration', reference: 'NARROW' } as const;
    await ledger.claim(key, { type: 'sent', message: 'Letter', attempt: 1, at: at('10:00:00'), ...out });
    await life.held('NARROW', at('10:00:20'));
    const { terminal, out: lines } = keptTerminal(80);
    await show({ reference: 'NARROW' }, gateway, terminal, now);
    const text = lines.join('\n').split('\n');
    expect(text.filter((line) => line.length > 80)).toEqual([]);
    expect(text.slice(text.indexOf('History'))).toEqual(
      [
        'History',
        '  2026-11-22 11:00:00 +01:00  → Letter',
        '      held, failed 2 times, due 2026-11-22 11:00:20 +01:00, HTTP 500',
        `      ${id}`,
        '        unavailable',
      ].slice(0, text.length - text.indexOf('History')),
    );
    expect(lines.join('\n')).toContain('waiting, failed 2 times, goes by itself by 2026-11-22\n');
  });

  it('[F25, H7-S3] says since when an answer is overdue', async () => {
    const overdueSince = at('10:30:00');
    const out = { messageId: 'm-1', platform: 'shop-1', digest: 'd', claimedBy: 'q-1', body: '{}', overdueSince };
    const key = { authority: TOY, kind: 'declaration', reference: 'LATE' } as const;
    await ledger.claim(key, { type: 'sent', message: 'Letter', attempt: 1, at: at('10:00:00'), ...out });
    const { text } = await shown('LATE');
    expect(text).toContain('Status             sent, no answer yet, overdue since 2026-11-22 11:30:00 +01:00');
    expect(JSON.parse((await shown('LATE', true)).text)).toMatchObject({ overdueSince, history: [{ overdueSince }] });
  });

  it('has each message with --messages, as it was sent and received, and places in French', async () => {
    const body = '{"wish":"coal","price":1.10}';
    const key = { authority: TOY, kind: 'declaration', reference: 'MESSAGES' } as const;
    const out = { messageId: 'm-1', platform: 'shop-1', digest: 'd', claimedBy: 'q-1', body };
    await ledger.claim(key, { type: 'sent', message: 'Letter', attempt: 1, at: at('10:00:00'), ...out });
    await life.rejected('MESSAGES', at('10:00:02'));
    const { terminal, out: lines } = keptTerminal();
    await show({ reference: 'MESSAGES', messages: true, language: 'fr' }, gateway, terminal, now);
    expect(lines.join('\n')).toContain('Errors\n  WRONG  souhait  type 15\n    value: "coal"\n    nobody makes it');
    expect(lines.join('\n')).toContain(
      '  → Letter  2026-11-22 11:00:00 +01:00  m-1\n    {\n      "wish": "coal",\n      "price": 1.10\n    }',
    );
    const machine = keptTerminal();
    await show({ reference: 'MESSAGES', messages: true, json: true }, gateway, machine.terminal, now);
    const place = { pointer: '/wish', path: 'wish', value: 'coal' };
    expect(JSON.parse(machine.out.join('\n'))).toMatchObject({
      errors: [{ errorPointer: 'wish', at: place }],
      rejectedMessage: 'Letter',
      history: [
        { body },
        { errors: [{ at: place }], about: { message: 'Letter', attempt: 1 }, body: expect.any(String) },
      ],
    });
  });

  it('is found by what only the books know: the id of a message, or a further reference', async () => {
    const find: Books['find'] = async (_, reference) =>
      reference === 'out-1' ? [{ authority: TOY, kind: 'declaration', reference: 'RELEASED' }] : [];
    const { terminal, out } = keptTerminal();
    const found = () => ({ ...gateway(), books: async () => ({ find }) as Books });
    await show({ reference: 'out-1' }, found, terminal, now);
    expect(out.join('\n')).toMatch(/^RELEASED\n/);
  });

  it('is a sentence if nothing is known', async () => {
    await expect(shown('NOBODY')).rejects.toMatchObject({ code: 'NOT_FOUND', exitCode: 1 });
    await expect(shown('NOBODY')).rejects.toThrow('NOBODY is not known to the local gateway (pid 1)');
  });

  it('prints no control character of a description', async () => {
    await life.refused('EVIL', at('11:50:00'), 'r-2', [
      { errorPointer: '/x', errorDescription: 'a\u001b[2Jb\nc\u0007\u202ed' },
    ]);
    const { text } = await shown('EVIL');
    expect(text).toContain('a [2Jb c d');
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });
});
