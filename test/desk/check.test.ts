import '../support/toy/alone.ts';

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckOptions, check } from '../../desk/commands/check.ts';
import { type Checked, checkEach } from '../../desk/submit/checking.ts';
import { readEnvelopes } from '../../desk/submit/submissions.ts';
import { readSubmission } from '../../functions/send/submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { letter, submissionOf } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { inFolder } from './support/in-folder.ts';
import { keptTerminal } from './support/terminal.ts';

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

async function checked(files: string[], more: Partial<CheckOptions> = {}, on = now) {
  const { terminal, out, err } = keptTerminal();
  const code = await check({ files, json: false, ...more }, terminal, on);
  return { code, out, err };
}
async function checkedAsJson(files: string[], more: Partial<CheckOptions> = {}) {
  const { code, out } = await checked(files, { ...more, json: true });
  return { code, submissions: JSON.parse(out.join('\n')) as Checked[] };
}

const child = 'Ann';
const good = (id: string) => submissionOf('Letter', letter(id, { child }));
/** A letter that names no child, of which the toymaker's settings warn. */
const doubtful = (id: string) => submissionOf('Letter', letter(id));
/** Toys that cost too much. */
const toys = [{ toy: 'a castle', price: 200 }];

describe('the output of check', () => {
  it('fits the terminal, and says the same as in a pipe', async () => {
    const files = [
      file('bad.json', submissionOf('Letter', letter('L-1', { toys }))),
      file('doubt.json', doubtful('L-2')),
    ];
    const shown = async (width: number | undefined) => {
      const { terminal, out } = keptTerminal();
      await check({ files, json: false }, { ...terminal, width }, now);
      return out;
    };
    const [narrow, piped] = [await shown(60), await shown(undefined)];
    expect(Math.max(...piped.map((line) => line.length))).toBeGreaterThan(60);
    // A path has no space at which it could be broken.
    const broken = narrow.filter((line) => line.length > 60 && !line.trim().includes(folder));
    expect(broken).toEqual([]);
    const wordsOf = (lines: readonly string[]) => lines.join(' ').split(/\s+/);
    expect(wordsOf(narrow)).toEqual(wordsOf(piped));
  });

  it('says that there is no fault, with exit code 0', async () => {
    const { code, out } = await checked([file('good.json', good('L-1'))]);
    expect([code, out]).toEqual([0, ['1 submission checked: no fault.']]);
  });

  it('names every fault with its place, rule, finding and remedy, with exit code 1', async () => {
    const place = file('bad.json', submissionOf('Letter', letter('L-1', { child, toys, extra: 1 }), { platform: '' }));
    const { code, out } = await checked([place]);
    expect(code).toBe(1);
    expect(out).toEqual([
      `${place}  L-1  Letter`,
      '  fault  /platform: up to 32 letters, digits, dots, hyphens and underscores; found empty string; correct this value',
      '  fault  extra: unknown property; found number; remove it, or correct its spelling',
      '  fault  toys: at most 150; found list of 1; wish for less',
      '1 submission checked: 3 faults in 1, which would be refused.',
    ]);
  });

  it("judges by the authority's rules of the day, with its codes", async () => {
    const place = file('late.json', submissionOf('Check', { id: 'C-1', toy: 'train' }));
    expect(await checked([place])).toMatchObject({ code: 0 });
    const { code, out } = await checked([place], {}, new Date('2026-12-24T12:00:00Z'));
    expect(code).toBe(1);
    expect(out[1]).toMatch(/^ {2}fault {2}BUSY toy: asked on another day; found /);
  });

  it('holds a submission against the earlier one that it has to agree with, where that came before', async () => {
    const [before, same, like] = [
      submissionOf('Letter', letter('L-1', { child })),
      submissionOf('Letter', letter('L-2', { child, after: 'L-1' })),
      submissionOf('Letter', letter('L-3', { child, after: 'L-1', wish: 'A TRAIN' })),
    ];
    const { code, submissions } = await checkedAsJson([file('after.ndjson', [before, same, like].join('\n'))]);
    expect(code).toBe(1);
    expect(submissions.map(({ faults, warnings }) => [...faults, ...warnings].map(({ pointer }) => pointer))).toEqual([
      [],
      ['/payload/wish'],
      ['/payload/wish'],
    ]);
    expect(submissions.map(({ faults }) => faults.map((fault) => fault.code))).toEqual([[], ['SAME'], []]);
    const excepted = submissionOf('Letter', letter('L-2', { child, after: 'L-1' }), { reason: 'it is broken' });
    expect(await checked([file('reason.ndjson', [before, excepted].join('\n'))])).toMatchObject({ code: 0 });
    expect(await checked([file('unknown.ndjson', [same, before].join('\n'))])).toMatchObject({ code: 0 });
  });

  it('distinguishes a warning, for which nothing is refused, from a fault', async () => {
    const { code, out } = await checked([file('warned.json', doubtful('L-1'))]);
    expect(code).toBe(0);
    expect(out[0]).toMatch(/^warning {2}no child is named for it \(inferred\) {2}\S+warned\.json, wish$/);
    expect(out[1]).toBe('1 submission checked: no fault. Nothing is refused for a warning.');
  });

  it('prints a warning that many have only once', async () => {
    const lines = ['L-1', 'L-2', 'L-3'].map(doubtful).join('\n');
    const { out } = await checked([file('many.ndjson', lines)]);
    expect(out).toHaveLength(2);
    expect(out[0]).toMatch(/many\.ndjson:1, wish, and in 2 more$/);
  });

  it('warns of a reference that comes twice, since only one is sent', async () => {
    const { code, submissions } = await checkedAsJson([
      file('twice.ndjson', [good('L-1'), good('L-1'), good('L-2')].join('\n')),
    ]);
    expect(code).toBe(0);
    expect(submissions.map(({ warnings }) => warnings.map(({ pointer }) => pointer))).toEqual([
      [],
      ['/payload/id'],
      [],
    ]);
  });

  it('is with --json one array with the file, index, faults and warnings of each', async () => {
    const place = file('some.json', JSON.stringify([JSON.parse(good('L-1')), JSON.parse(submissionOf('Letter', {}))]));
    const { code, submissions } = await checkedAsJson([place]);
    expect(code).toBe(1);
    expect(submissions).toHaveLength(2);
    expect(submissions[0]).toEqual({
      source: `${place}[0]`,
      file: place,
      index: 0,
      authority: TOY,
      message: 'Letter',
      reference: 'L-1',
      faults: [],
      warnings: [],
    });
    expect(submissions[1]?.faults).toContainEqual({
      pointer: '/payload/id',
      rule: expect.any(String),
      found: 'nothing',
      remedy: 'add this field',
      text: expect.stringMatching(/; found nothing; add this field$/),
      certainty: 'verified',
      source: 'test',
    });
  });

  it("prints no control character of a property's name", async () => {
    const { out } = await checked([file('evil.json', submissionOf('Letter', letter('L-1', { 'a\u001b[2J': 1 })))]);
    expect(out.join('')).not.toContain('\u001b');
  });
});

describe('the input of check', () => {
  it('may be an envelope, an array, one envelope a line, a sample, or a bare payload', async () => {
    const payload = letter('L-5', { child });
    const all = [
      file('one.json', good('L-1')),
      file('array.json', `[${good('L-2')}]`),
      file('lines.ndjson', `${good('L-3')}\n\n${good('L-4')}\n`),
      file('sample.json', JSON.stringify({ title: 'a sample', submission: JSON.parse(good('L-6')) })),
    ];
    expect((await checkedAsJson(all)).submissions.map(({ reference }) => reference)).toEqual([
      'L-1',
      'L-2',
      'L-3',
      'L-4',
      'L-6',
    ]);
    const bare = [file('bare.json', JSON.stringify(payload))];
    expect(await checkedAsJson(bare, { message: 'Letter' })).toMatchObject({
      code: 0,
      submissions: [{ reference: 'L-5', faults: [] }],
    });
  });

  it('may be a file with faulty JSON: each fault is reported, and the rest is checked', async () => {
    const broken = file('broken.ndjson', `${good('L-1')}\n{"authority":\n{"authority":"tin","payload":{}}\n7\n`);
    const { code, submissions } = await checkedAsJson([broken, file('empty.json', ' ')]);
    expect(code).toBe(1);
    const rules = submissions.flatMap(({ source, faults }) =>
      faults.map(({ rule }) => `${path.basename(source)}: ${rule}`),
    );
    expect(rules).toEqual([
      'broken.ndjson: not JSON at line 2, column 14: the text ends too early',
      'empty.json: it is empty',
      expect.stringContaining('broken.ndjson:3: the authority tin is not known: there '),
      'broken.ndjson:4: a submission is a JSON object',
    ]);
    expect(submissions.filter(({ faults }) => faults.length === 0).map(({ reference }) => reference)).toEqual(['L-1']);
  });

  it.each([
    [['check'], /missing required argument/],
    [['check', 'nowhere.json'], /^nowhere\.json cannot be read: there is no such file\. Nothing was checked\.\n$/],
    [['check', 'good.json', '--message', 'Lettre'], /There is no message Lettre to send: give Letter\./],
  ])('%j is wrong use, with exit code 2', async (argv, sentence) => {
    file('good.json', good('L-1'));
    const { code, err } = await inFolder(folder, argv);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
  });
});

describe('[F29] a platform that the configuration does not have', () => {
  it('is warned of, where the configuration has any', () => {
    const { read } = readEnvelopes([{ name: 'good.json', text: good('L-1') }]);
    const warningsWith = (...platforms: string[]) =>
      [...checkEach(read, new Date(), { platforms: new Set(platforms) })].flatMap(({ warnings }) => warnings);
    expect(warningsWith('shop-9')).toEqual([
      expect.objectContaining({ pointer: '/platform', text: expect.stringContaining('of this name, but shop-9') }),
    ]);
    expect(warningsWith('shop-1', 'shop-9')).toEqual([]);
    expect(warningsWith()).toEqual([]);
  });
});

describe('check and the sender', () => {
  it('[F35] find the same key twice, and count the same bytes [F11]', async () => {
    const twice = good('L-1').replace('"id":', '"id":"L-0","id":');
    const large = submissionOf('Letter', letter('L-2', { note: 'x'.repeat(1_000_000) }));
    const { code, submissions } = await checkedAsJson([file('twice.json', twice), file('large.json', large)]);
    expect(code).toBe(1);
    for (const [n, text] of [twice, large].entries()) {
      const read = readSubmission(readOutboxText(text), TOY);
      expect(submissions[n]?.faults).toMatchObject(read.ready ? [] : read.faults);
    }
    expect(submissions.map(({ faults }) => faults[0]?.rule)).toEqual([
      'a key that an object has once',
      'at most 1000000 bytes',
    ]);
  });
});

it('tens of thousands of submissions are checked in one run, with progress, and not all listed', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    index % 2 === 0 ? good(`L-${index}`) : submissionOf('Letter', letter(`L-${index}`, { child, toys })),
  );
  const { terminal, out } = keptTerminal();
  const progress: string[] = [];
  const code = await check(
    { files: [file('huge.ndjson', lines.join('\n'))], json: false },
    { ...terminal, progress: (text) => progress.push(text) },
    now,
  );
  expect(code).toBe(1);
  expect(out.length).toBeLessThan(500);
  expect(out.at(-2)).toBe('… and 9800 more with faults: --json has them all.');
  expect(out.at(-1)).toBe('20000 submissions checked: 10000 faults in 10000, which would be refused.');
  expect(progress).toContain('10000 of 20000 checked …');
  expect(progress.at(-1)).toBe('');
});
