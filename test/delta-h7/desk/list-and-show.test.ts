import { beforeEach, describe, expect, it } from 'vitest';
import { list } from '../../../desk/commands/list.ts';
import { show } from '../../../desk/commands/show.ts';
import { nextStepOf } from '../../../desk/console/filing/state-words.ts';
import { placesIn } from '../../../desk/places/places-in.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { openBooks } from '../../support/books/kept-books.ts';
import { declarationLife } from './support/life.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (time: string) => `2026-11-22T${time}.000Z`;

let ledger: ReturnType<typeof memoryLedger>;
beforeEach(async () => {
  ledger = memoryLedger();
  const life = declarationLife(ledger);
  await life.sent('RELEASED', at('08:00:00'));
  await life.validated('RELEASED', at('08:00:02'));
  await life.released('RELEASED', at('08:00:09'));
  await life.sent('REJECTED', at('11:30:00'));
  await life.rejected('REJECTED', at('11:30:03'));
});
const gateway = () => ({
  ...connectionOf('delta-h7'),
  ledger: async () => ledger,
  books: () => openBooks(ledger),
});

describe('a list of the console', () => {
  const answered = { authority: 'delta-h7', status: 'answered' } as const;
  it.each([
    [{ ...answered, state: 'not-cleared' }, 'look at it at customs', 'voir avec la douane'],
    [{ ...answered, state: 'released', orphan: true }, 'look at it at customs', 'voir avec la douane'],
    [{ ...answered, state: 'released' }, '', ''],
    [{ ...answered, status: 'sent', state: 'cancelled' }, '', ''],
  ] as const)('sends its reader to customs where nothing here helps: %o', (filing, english, french) => {
    expect([nextStepOf(filing, 'en', now), nextStepOf(filing, 'fr', now)]).toEqual([english, french]);
  });
});

describe('a list of declarations', () => {
  const listed = async (width?: number) => {
    const { terminal, out } = keptTerminal(width);
    expect(await list({ since: ['24h'] }, gateway, terminal, now)).toBe(0);
    return out;
  };

  it('has the customs reference, the MRN, the state, the amount payable and the first error of each', async () => {
    const lines = await listed();
    expect(lines[0]).toMatch(/^REFERENCE +CUSTOMS REFERENCE +MRN +PLATFORM +STATUS +STATE +PAYABLE +AGE +FIRST ERROR$/);
    expect(lines.find((line) => line.startsWith('RELEASED'))?.split(/ {2,}/)).toEqual([
      ...['RELEASED', 'C-RELEASED', '26FR0000000000AB12', 'shop-1', 'answered', 'released (BAE)', '32 EUR', '3 h'],
    ]);
    expect(lines.find((line) => line.startsWith('REJECTED'))).toMatch(
      /^REJECTED +shop-1 +rejected +29 min {2}H7_NAT_000 LRN: Le LRN saisi ne doit pas…$/,
    );
  });

  it('has one column for both references in a narrow terminal', async () => {
    expect((await listed(80))[0]).toMatch(
      /^REFERENCE +MRN OR CUSTOMS REF +STATUS OR STATE +PAYABLE +AGE +FIRST ERROR$/,
    );
  });
});

describe('a declaration that is shown', () => {
  const shown = async (reference: string, json = false) => {
    const { terminal, out } = keptTerminal();
    expect(await show({ reference, json }, gateway, terminal)).toBe(0);
    return out.join('\n');
  };

  it('has state, references, duties and history', async () => {
    expect((await shown('RELEASED')).split('\n')).toEqual([
      'RELEASED',
      '  Status             answered',
      '  State              released (BAE) since 2026-11-22 09:00:09 +01:00',
      '  Customs reference  C-RELEASED',
      '  MRN                26FR0000000000AB12',
      '  Platform           shop-1',
      '  Authority          Delta-H7, French customs',
      '',
      'Duties and taxes',
      '  ITEM  PROCEDURE  TAX      NATIONAL     BASE  RATE  PAYABLE',
      '     1  C07        B00 VAT  A445      110 EUR  20 %   22 EUR',
      '  Payable in all 32 EUR: guaranteed 0 EUR, unguaranteed 32 EUR',
      '',
      'History',
      '  AT                           AFTER     MESSAGE      BECAME    HTTP  MESSAGE ID',
      '  2026-11-22 09:00:00 +01:00          →  Creation_H7  accepted   200  out-1',
      '  2026-11-22 09:00:02 +01:00  +2.0 s  ←  Response_H7  taken      200  in-2',
      '      not known whether it was told',
      '  2026-11-22 09:00:09 +01:00  +7.0 s  ←  State_H7     taken      200  in-3',
      '      not known whether it was told',
    ]);
  });

  it('has the code, place, type and description of an error', async () => {
    expect(await shown('REJECTED')).toContain('Errors\n  H7_NAT_000  LRN  type 15\n    Le LRN saisi ne doit pas…');
  });

  it.each([
    ['declaration.items[7].commodityCode', '/declaration/items/7/commodityCode', 'commodity code', 'code marchandise'],
    ['/declaration/items/7/commodityCode', '/declaration/items/7/commodityCode', 'commodity code', 'code marchandise'],
    [
      '/payload/declaration/items/7/intrinsicValue/intrinsicValueAmount',
      '/declaration/items/7/intrinsicValue/intrinsicValueAmount',
      'intrinsic value',
      'valeur intrinsèque',
    ],
  ])('[H7-Efunc] leads %s to its place, in words of both languages', (pointer, at, en, fr) => {
    const item = { commodityCode: '19059', intrinsicValue: { intrinsicValueAmount: '19059' } };
    const sent = { header: { lrn: 'L-1' }, declaration: { items: Array.from({ length: 9 }, () => item) } };
    const place = { pointer: at, value: '19059' };
    expect(placesIn('delta-h7', sent)(pointer)).toEqual({ ...place, path: `item 8 › ${en}` });
    expect(placesIn('delta-h7', sent, 'fr')(pointer)).toEqual({ ...place, path: `article 8 › ${fr}` });
  });

  it("has customs' reference and the MRN with --json, also at the top level", async () => {
    expect(JSON.parse(await shown('RELEASED', true))).toMatchObject({
      kind: 'declaration',
      references: { customsDeclarationReference: 'C-RELEASED', mrn: '26FR0000000000AB12' },
      customsDeclarationReference: 'C-RELEASED',
      mrn: '26FR0000000000AB12',
    });
    const { references } = JSON.parse(await shown('REJECTED', true));
    expect(references).toEqual({ customsDeclarationReference: null, mrn: null });
  });
});
