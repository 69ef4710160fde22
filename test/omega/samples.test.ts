import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../local/configuration.ts';
import { readSamples, type Sample } from '../../local/start/samples.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { platformsOf } from '../../schemas/platforms.ts';

const folder = path.join(import.meta.dirname, '../../samples');
const samples = readSamples(folder, ['omega']);
const submissionsOf = ({ submission, followUps }: Sample) => [
  submission,
  ...followUps.map((followUp) => followUp.submission),
];
const submissions = samples.flatMap(submissionsOf);

describe('the samples for OMEGA', () => {
  it('are numbered without a gap, each with a title', () => {
    samples.forEach(({ file, title }, index) => {
      expect(file).toMatch(new RegExp(`^omega/${String(index + 1).padStart(2, '0')}-[a-z-]+\\.json$`));
      expect(title.length).toBeGreaterThan(10);
    });
  });

  it.each(samples)('$file has exactly the faults that it is refused for', (sample) => {
    const { status, errors = [] } = sample.filings[0].expect;
    const found = submissionsOf(sample).map((one) =>
      checkSubmission(readOutboxText(JSON.stringify(one)), 'omega').faults.map(({ pointer }) => pointer),
    );
    expect(found).toEqual([status === 'refused' ? errors : [], ...sample.followUps.map(() => [])]);
  });

  it('show every end of a request', () => {
    const ends = samples.flatMap(({ filings }) => filings).map(({ expect: { status, state } }) => `${status} ${state}`);
    expect(new Set(ends)).toEqual(
      new Set([
        ...['answered registered', 'refused null', 'rejected null', 'rejected receivable'],
        ...['unclear null', 'unclear receivable'],
      ]),
    );
  });

  it('are of a platform in the local configuration', () => {
    const { platforms } = loadConfiguration(path.join(folder, 'config.local.json'));
    const names = platformsOf(platforms).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(submissions.map(({ platform }) => platform)));
  });
});
