import '../support/toy/alone.ts';

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../desk/commands/check.ts';
import { readFiles } from '../../desk/submit/read-files.ts';
import { type ReadOptions, readSubmissions } from '../../desk/submit/submissions.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { temporaryFolder } from '../local/support/folder.ts';
import { TOY } from '../support/toy/register.ts';

const read = (text: string, options?: ReadOptions) => readSubmissions([{ name: 'file', text }], options);
function inNewFolder(name: string, text: string): string {
  const place = path.join(temporaryFolder(), name);
  writeFileSync(place, text);
  return place;
}
const tally = '{"child":"Ann","year":2026,"toys":[{"toy":"train","price":5.8000}]}';

describe("a file in an authority's own form", () => {
  it('is submitted as the text that it is, byte for byte, for the platform that is named', async () => {
    const text = '\ufeffAnn\r\n2026\r\ntrain 5.8000';
    const [one] = read(text, { platform: 'shop-1' });
    expect(one).toMatchObject({ authority: TOY, message: 'Tally', platform: 'shop-1', reference: 'Ann/2026' });
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ payload: { lines: text } });
    expect(checkSubmission(readOutboxText(one?.body ?? ''), TOY)).toMatchObject({ faults: [], raw: text });
  });

  it('is checked like any other, with the places of its faults', async () => {
    const place = inNewFolder('ann.txt', '\ufeffAnn\n2026\ntrain 5.8000\na b c');
    const { terminal, out } = keptTerminal();
    expect(await check({ files: [place] }, terminal)).toBe(1);
    expect(out.slice(0, 2)).toEqual([
      `${place}  Ann/2026  Tally`,
      '  fault  lines: a toy with its price in each line; found string of 5 characters; write it so',
    ]);
  });

  it('keeps the mark at its beginning when it is read, and JSON is read without it', async () => {
    const files = await readFiles([inNewFolder('a.txt', '\ufeffAnn'), inNewFolder('b.json', `\ufeff${tally}`)], '');
    expect(files.map(({ text }) => text.charCodeAt(0))).toEqual([0xfeff, 0xfeff]);
    expect(read(files[1]?.text ?? '', { message: 'Tally' })).toMatchObject([{ reference: 'Ann/2026' }]);
  });
});

describe('a bare payload', () => {
  it('that its authority knows needs no name of its message, alone, in a list, or one a line', () => {
    const wrapped = `{"tally":${tally}}`;
    for (const text of [wrapped, `[${wrapped}]`, `${wrapped}\n${wrapped}`]) {
      const all = read(text, { authority: TOY });
      expect(all.every(({ message, platform }) => message === 'Tally' && platform === 'desk')).toBe(true);
      expect(all[0]?.body).toContain(`"payload":${wrapped}`);
    }
  });

  it('that nobody knows needs it', () => {
    expect(() => read(tally)).toThrow(/to submit a bare payload, name its message with --message/);
    expect(() => read(tally, { platform: 'shop-1' })).toThrow(/^--authority and --platform are for bare payloads/);
  });

  it('is no envelope and no sample that holds the same', () => {
    expect(read(`{"authority":"toy","message":"Letter","platform":"p","payload":{},"tally":1}`)).toMatchObject([
      { message: 'Letter' },
    ]);
  });
});
