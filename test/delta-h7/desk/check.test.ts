import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../desk/commands/check.ts';
import type { Checked } from '../../../desk/submit/checking.ts';
import { readSubmission } from '../../../functions/send/submission.ts';
import { datedFromNow } from '../../../schemas/dates-from-now.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { lawOf } from '../../../schemas/settings.ts';
import { declarant } from '../../desk/support/cli.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { root } from '../../support/files.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';

const now = new Date('2026-11-22T12:00:00Z');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
};

async function checked(place: string) {
  const { terminal, out } = keptTerminal();
  const code = await check({ files: [place], json: false }, terminal, now);
  return { code, out };
}
async function checkedAsJson(place: string) {
  const { terminal, out } = keptTerminal();
  const code = await check({ files: [place], json: true }, terminal, now);
  return { code, submissions: JSON.parse(out.join('\n')) as Checked[] };
}

const good = submissionOf(creation('L-1'));

describe('a declaration that is checked', () => {
  it('is without a fault, also from standard input', { timeout: 60_000 }, async () => {
    const { code, out, err } = await declarant(folder, ['check', '-'], good);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/1 submission checked: no fault\.\n$/);
  });

  it('has the faults of the contract', async () => {
    const { code, out } = await checked(file('bad.json', submissionOf(creation('L-1', 'A', [item(200)]))));
    expect(code).toBe(1);
    expect(out[1]).toMatch(/^ {2}fault {2}items: the intrinsic value .* must not exceed 150 EUR/);
  });

  it('has a warning, for which it is not refused', async () => {
    const { code, out } = await checked(
      file(
        'warned.json',
        submissionOf(creation('L-1', 'A', [{ ...item(), supportingDocuments: [], additionalReferences: [] }])),
      ),
    );
    expect(code).toBe(0);
    expect(out[0]).toMatch(
      /^warning {2}a distance sale identifies its product since 2026-11-01; found no identifier; .* \(inferred, product-identifiers\) {2}\S+warned\.json, item 1 /,
    );
  });
});

describe('check and the sender of Delta-H7', () => {
  const samples = readdirSync(path.join(root, 'samples')).filter((name) => /^\d\d-/.test(name));

  it.each(samples)('find the same faults in %s', async (name) => {
    const place = path.join(root, 'samples', name);
    const { submission } = JSON.parse(datedFromNow(readFileSync(place, 'utf8'), now)) as { submission: unknown };
    const read = readSubmission(
      readOutboxText(JSON.stringify(submission)),
      'delta-h7',
      undefined,
      now,
      lawOf('delta-h7'),
    );
    const { submissions } = await checkedAsJson(place);
    expect(submissions[0]?.faults).toMatchObject(read.ready ? [] : read.faults);
    expect(submissions[0]?.faults).toHaveLength(read.ready ? 0 : read.faults.length);
  });

  it("[H7-X7u] want an operator's reason for a consultation", async () => {
    const payload = {
      header: { messageId: 'm-1' },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'L-1' }],
    };
    const text = submissionOf(payload, { message: 'Consult_H7' });
    const { code, submissions } = await checkedAsJson(file('consult.json', text));
    expect(code).toBe(1);
    expect(submissions[0]?.faults.map(({ pointer }) => pointer)).toEqual(['/reason']);
  });
});
