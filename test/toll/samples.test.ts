import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../local/configuration.ts';
import { readSamples, type Sample } from '../../local/start/samples.ts';
import { outboundMessages } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { platformsOf } from '../../schemas/platforms.ts';

const folder = path.join(import.meta.dirname, '../../samples');
const samples = readSamples(folder, ['toll']);
const submissionsOf = ({ submission, followUps }: Sample) => [
  submission,
  ...followUps.map((followUp) => followUp.submission),
];
const submissions = samples.flatMap(submissionsOf);
const endsOf = (kind: string) =>
  samples
    .flatMap(({ filings }) => filings)
    .filter((filing) => filing.kind === kind)
    .map(({ expect: end }) => end.state ?? end.status);

describe('the samples for Tolletaten', () => {
  it('are numbered without a gap, each with a title and ids of its own', () => {
    samples.forEach((sample, index) => {
      expect(sample.file).toMatch(new RegExp(`^toll/${String(index + 1).padStart(2, '0')}-[a-z-]+\\.json$`));
      expect(sample.title.length).toBeGreaterThan(10);
      for (const { payload } of submissionsOf(sample))
        expect(payload).toMatchObject({
          requestId: expect.stringMatching(
            new RegExp(`^${String(index + 1).padStart(8, '0')}-\\d{4}-4000-8000-\\d{12}$`),
          ),
        });
    });
    expect(new Set(submissions.map(({ payload }) => JSON.stringify(payload))).size).toBe(submissions.length);
  });

  it.each(samples)('$file conforms to the contract, or has exactly the faults that it is refused for', (sample) => {
    const { status, errors = [] } = sample.filings[0].expect;
    const own = status === 'refused' ? errors.filter((pointer) => pointer.startsWith('/payload/')) : [];
    const found = submissionsOf(sample).map((one) =>
      checkSubmission(readOutboxText(JSON.stringify(one)), 'toll').faults.map(({ pointer }) => pointer),
    );
    expect(found).toEqual([own, ...sample.followUps.map(() => [])]);
    if (status !== 'answered') expect(errors.length).toBeGreaterThan(0);
  });

  it.each(outboundMessages('toll'))('show a $message that is taken', ({ message }) => {
    const taken = samples.filter(({ filings: [first] }) => first.expect.state === 'presented');
    expect(taken.map(({ submission }) => submission.message)).toContain(message);
  });

  it('show every end of a presentation, and of a consignment', () => {
    expect(new Set(endsOf('presentation'))).toEqual(new Set(['presented', 'refused', 'rejected']));
    expect(new Set(endsOf('consignment'))).toEqual(new Set(['to-entry', 'to-control', 'held']));
  });

  it('are of platforms in the local configuration, as is the one that hears of what nobody presented', () => {
    const { lanes, platforms } = loadConfiguration(path.join(folder, 'config.local.json'));
    const names = platformsOf(platforms).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(submissions.map(({ platform }) => platform)));
    expect(names).toContain(lanes.toll?.routing.platform);
  });
});
