import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inFolder } from '../../desk/support/in-folder.ts';
import { root } from '../../support/files.ts';
import { declared, line, worth } from './declarations.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'estimate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with submissions of these declarations, one a line. */
function file(name: string, ...declarations: readonly unknown[]): string {
  const lines = declarations.map((declaration, index) => {
    const payload = { header: { lrn: `LRN-${index + 1}` }, ...(declaration !== undefined && { declaration }) };
    return JSON.stringify({ authority: 'delta-h7', message: 'Creation_H7', platform: 'shop-1', payload });
  });
  writeFileSync(path.join(folder, name), lines.join('\n'));
  return name;
}
const run = (...argv: string[]) => inFolder(folder, argv);
const ON = ['--on', '2026-11-30'];

describe('estimate', () => {
  it('prints each charge with what it was taken of, how sure it is, and that it is an estimate', async () => {
    const { code, out } = await run('estimate', file('shoes.ndjson', declared([line(worth(89))])), ...ON);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'shoes.ndjson  LRN-1',
      '  ITEM  CHARGE                AMOUNT         OF  CERTAINTY',
      '     1  Flat customs duty   3.00 EUR             secondary',
      '     1  EU handling fee     2.00 EUR             secondary',
      '     1  VAT 20 %           18.80 EUR  94.00 EUR  secondary',
      '  Estimated: 23.80 EUR by the law of 2026-11-30',
      '1 declaration, estimated in all: 23.80 EUR',
      expect.stringContaining('eu-flat-duty (secondary)  Council Regulation (EU) 2026/382'),
      expect.stringContaining('eu-handling-fee (secondary)  Danish customs'),
      expect.stringContaining('vat (secondary)  French tax code (CGI)'),
      'An estimate by public texts: the authority alone assesses (docs/charges.md).',
      '',
    ]);
  });

  it('names what could not be estimated and why, what is paid by return, and the lines that may be one', async () => {
    const two = declared([line(worth(5, 'USD')), line(worth(5, 'USD'))]);
    const ioss = declared([line({}, 'F48')]);
    const { out } = await run('estimate', file('more.ndjson', two, ioss), '--on', '2026-10-31');
    expect(out).toContain('  not estimated  vat: no rate is known of USD on that day (items 1, 2)');
    expect(out).toContain('  Items 1, 2 may be one line, which saves 5.00 EUR.');
    expect(out).toMatch(/French tax on small parcels +2\.00 EUR +secondary +by return/);
    expect(out).toContain('2 declarations, estimated in all: 13.00 EUR');
  });

  it('prints the same for machines, as check --estimate does', async () => {
    const name = file('one.ndjson', declared([line()]), undefined);
    const { code, out } = await run('estimate', name, ...ON, '--json');
    const [first, ...others] = JSON.parse(out);
    expect([code, others]).toEqual([0, []]);
    expect(first).toMatchObject({
      ...{ source: 'one.ndjson:1', reference: 'LRN-1' },
      charges: [
        { code: 'eu-flat-duty', item: 1, amount: 3, currency: 'EUR', base: null, certainty: 'secondary' },
        { code: 'eu-handling-fee', item: 1, amount: 2, currency: 'EUR', base: null, certainty: 'secondary' },
        { code: 'vat', item: 1, amount: 5, currency: 'EUR', base: 25, certainty: 'secondary' },
      ],
      estimate: { on: '2026-11-30', currency: 'EUR', total: 10, unestimated: [], mergeable: [] },
    });
    const checked = JSON.parse((await run('check', name, ...ON, '--estimate', '--json')).out);
    expect(checked[0]).toMatchObject({ charges: first.charges, estimate: first.estimate });
    expect(checked[0].faults.length).toBeGreaterThan(0);
    expect(checked[1]).toMatchObject({ charges: [] });
    expect(checked[1]).not.toHaveProperty('estimate');
    const plain = JSON.parse((await run('check', name, ...ON, '--json')).out);
    expect(plain[0]).not.toHaveProperty('charges');
  });

  it('says of a check, too, that it is an estimate', async () => {
    const { out } = await run('check', file('check.ndjson', declared([line()])), ...ON, '--estimate');
    expect(out).toContain('1 declaration, estimated in all: 10.00 EUR');
    expect(out).toContain('An estimate by public texts');
  });

  it("takes the rates of exchange from the lane's file", async () => {
    const config = JSON.parse(readFileSync(path.join(root, 'samples/config.example.json'), 'utf8'));
    config.lanes['delta-h7'].law = { exchangeRates: 'rates.json' };
    writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
    writeFileSync(path.join(folder, 'rates.json'), JSON.stringify({ '2026-11': { USD: 1.0837 } }));
    const dollars = file('dollars.ndjson', declared([line(worth(108.37, 'USD'))]));
    const vat = async (on: string) => {
      const { out } = await run('estimate', dollars, '--on', on, '--config', 'config.json', '--json');
      return JSON.parse(out)[0].charges.find(({ code }: { code: string }) => code === 'vat');
    };
    expect(await vat('2026-11-30')).toMatchObject({ base: 105, amount: 21 });
    expect(await vat('2026-12-01')).toBeUndefined();
  });

  it('lists the first of many, and sums all', async () => {
    const many = Array.from({ length: 25 }, () => declared([line()]));
    const { out } = await run('estimate', file('many.ndjson', ...many), ...ON);
    expect(out).toContain('LRN-20\n');
    expect(out).not.toContain('LRN-21\n');
    expect(out).toContain('… and 5 more declarations: --json has them all.');
    expect(out).toContain('25 declarations, estimated in all: 250.00 EUR');
  });

  it('ends with 1 where something could not be read, and does not say that nothing is charged for', async () => {
    writeFileSync(path.join(folder, 'broken.ndjson'), '{"authority":\n');
    const { code, out, err } = await run('estimate', 'broken.ndjson');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('broken.ndjson');
  });
});
