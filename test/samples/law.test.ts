import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../desk/commands/check.ts';
import type { Checked } from '../../desk/submit/checking.ts';
import { readSamples } from '../../local/start/samples.ts';
import { lawIds } from '../../schemas/delta-h7/law/law-ids.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { lawOf } from '../../schemas/settings.ts';
import { keptTerminal } from '../desk/support/terminal.ts';

const folder = path.join(import.meta.dirname, '../../samples');
const samples = readSamples(folder, ['delta-h7']);

/** The findings of `check` on all samples, by their files, as of a day. */
async function checkedOn(day: string): Promise<ReadonlyMap<string, Checked>> {
  const { terminal, out } = keptTerminal();
  const files = samples.map(({ file }) => path.join(folder, file));
  await check({ files, json: true, on: new Date(day) }, terminal);
  const all = JSON.parse(out.join('\n')) as Checked[];
  return new Map(all.map((one) => [path.basename(one.file), one]));
}
const ids = (found: readonly { id?: string }[] = []) => [...new Set(found.map(({ id }) => id))].sort();

describe('the law, on the samples', () => {
  // Dates of samples count from the day of the check, so that no day is special but those on which the law changes.
  it.each(['2026-11-30T12:00:00Z', '2027-05-30T22:30:00Z', '2028-02-28T12:00:00Z'])(
    'warns on %s of nothing but what a sample is made for',
    async (day) => {
      const checked = await checkedOn(day);
      const warned = samples.map(({ file }) => [file, ids(checked.get(file)?.warnings)]);
      expect(warned).toEqual(
        samples.map(({ file, filings: [{ expect: end }] }) => [file, (end.warns ?? []).toSorted()]),
      );
    },
  );

  it('warns of nothing in what follows a first submission', () => {
    const on = new Date('2026-11-30T12:00:00Z');
    const following = samples.flatMap(({ followUps }) => followUps.map(({ submission }) => submission));
    const findings = following.flatMap((one) => {
      const { unlawful, warnings } = judgeSubmission(
        readOutboxText(JSON.stringify(one)),
        'delta-h7',
        lawOf('delta-h7'),
        on,
      );
      return ids([...unlawful, ...warnings]);
    });
    expect(following.length).toBeGreaterThan(5);
    expect(findings).toEqual([]);
  });

  it('warns of an anticipated sample that crosses a change of the law', async () => {
    const checked = await checkedOn('2026-10-31T12:00:00Z');
    expect(ids(checked.get('07-ioss-anticipated.json')?.warnings)).toEqual(['change-of-law']);
  });

  it('has a sample for each rule, named after it', async () => {
    const checked = await checkedOn('2026-11-30T12:00:00Z');
    const named = samples.flatMap(({ file }) => /^\d+-(?:warned|refused)-(.+)\.json$/.exec(file)?.[1] ?? []);
    // A change of the law is crossed on few days, and the threshold has a sample for people.
    const [change, threshold] = ['change-of-law', 'value-threshold'];
    expect(named).toEqual(expect.arrayContaining(lawIds.filter((id) => id !== change && id !== threshold)));
    expect(ids(checked.get('29-refused-over-150-euro.json')?.faults)).toEqual([threshold]);
    for (const { file } of samples) {
      const { warnings = [], faults = [] } = checked.get(file) ?? {};
      const [, kind, id] = /^\d+-(warned|refused)-(.+)\.json$/.exec(file) ?? [];
      if (lawIds.some((one) => one === id)) expect(ids(kind === 'warned' ? warnings : faults)).toEqual([id]);
    }
  });
});
