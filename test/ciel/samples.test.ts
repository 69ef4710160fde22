import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../local/configuration.ts';
import { readSamples, type Sample } from '../../local/start/samples.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { valueAt } from '../../schemas/fault.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { lawOf } from '../../schemas/settings.ts';

const folder = path.join(import.meta.dirname, '../../samples');
const samples = readSamples(folder, ['ciel']);
const submissionsOf = ({ submission, followUps }: Sample) => [
  submission,
  ...followUps.map((followUp) => followUp.submission),
];
const submissions = samples.flatMap(submissionsOf);
const filings = samples.flatMap((sample) => sample.filings);

/** A day on which the declarations of November 2026 are in time. */
const IN_TIME = new Date('2026-12-05T10:00:00Z');
const checked = (submission: unknown) =>
  checkSubmission(readOutboxText(JSON.stringify(submission)), 'ciel', undefined, IN_TIME);

describe('the samples for CIEL', () => {
  it('are numbered without a gap, each with a title', () => {
    samples.forEach(({ file, title }, index) => {
      expect(file).toMatch(new RegExp(`^ciel/${String(index + 1).padStart(2, '0')}-[a-z-]+\\.json$`));
      expect(title.length).toBeGreaterThan(10);
    });
  });

  it.each(samples)('$file has exactly the faults that it is refused for, and no doubt but of its day', (sample) => {
    const { status, errors = [] } = sample.filings[0].expect;
    const [first, ...others] = submissionsOf(sample).map((one) => checked(one).faults.map(({ code }) => code));
    expect(first).toEqual(status === 'refused' ? errors : []);
    expect(others.flat()).toEqual([]);
    if (status !== 'answered') expect(errors.length).toBeGreaterThan(0);
    const { payload } = checked(sample.submission);
    const doubts = lawOf('ciel')('DRM', payload, IN_TIME).warnings.filter(
      ({ pointer }) => !pointer.endsWith('/periode'),
    );
    if (status === 'answered') expect(doubts).toEqual([]);
  });

  it('[CI-2] show every part of a declaration, and each form that it is submitted in', () => {
    const drms = submissions.map((one) => checked(one).payload);
    for (const part of [
      'droits-suspendus',
      'droits-acquittes',
      'compte-crd',
      'document-accompagnement',
      'releve-non-apurement',
      'statistiques',
    ])
      expect(drms.filter((drm) => valueAt(drm, `/declaration-recapitulative/${part}`)).length, part).toBeGreaterThan(0);
    expect(drms.some((drm) => valueAt(drm, '/declaration-recapitulative/declaration-neant') === true)).toBe(true);
    for (const form of ['siren-interprofession', 'message-interprofession', 'xml'])
      expect(submissions.filter((one) => valueAt(one, `/payload/${form}`)).length, form).toBeGreaterThan(0);
  });

  it('show every end of a declaration', () => {
    const ends = filings.map(({ expect: { state, status } }) => state ?? status);
    expect(new Set(ends)).toEqual(new Set(['filed', 'draft', 'refused', 'rejected']));
    const codes = filings.flatMap(({ expect: { errors = [] } }) => errors);
    expect(codes).toEqual(expect.arrayContaining(['001', '002', '004', '011', '013', '016']));
  });

  it('are of platforms in the local configuration, as is the one that hears of what nobody filed', () => {
    const { lanes, platforms } = loadConfiguration(path.join(folder, 'config.local.json'));
    const names = platformsOf(platforms).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(submissions.map(({ platform }) => platform)));
    expect(names).toContain(lanes.ciel?.returns?.platform);
  });
});
