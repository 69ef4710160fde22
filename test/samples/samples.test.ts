import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSamples, type Sample, type SampleSubmission } from '../../local/start/samples.ts';
import { messageOf, outboundMessages } from '../../schemas/catalogue.ts';
import { valueAt } from '../../schemas/fault.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { lawOf } from '../../schemas/settings.ts';

const samples = readSamples(path.join(import.meta.dirname, '../../samples'), ['delta-h7']);
const submissionsOf = ({ submission, followUps }: Sample) => [
  submission,
  ...followUps.map((followUp) => followUp.submission),
];
const submissions = samples.flatMap(submissionsOf);
const filings = samples.flatMap((sample) => sample.filings.map((filing) => ({ ...filing, file: sample.file, sample })));
const ofKind = (kind: string) => filings.filter((filing) => filing.kind === kind);

interface Declaration {
  genericInformation: { declarationType: string; additionalDeclarationType: string };
  additionalFiscalReferences?: { additionalFiscalReferenceRole: string }[];
  clearanceAgreement: { clearanceAgreementNumber: string };
  declarationOffice: { declarationOfficeReference: string };
  items: {
    commodityCode: string;
    intrinsicValue: { intrinsicValueCurrency: string };
    additionalProcedure: { additionalProcedureCode: string }[];
  }[];
}
const declarationOf = ({ submission }: { submission: SampleSubmission }) =>
  valueAt(submission, '/payload/declaration') as Declaration;
const proceduresOf = (sample: Sample) =>
  declarationOf(sample).items.flatMap((item) => item.additionalProcedure.map((one) => one.additionalProcedureCode));

/** The submissions of a filing, in their order. */
const messagesOf = ({ sample, reference }: (typeof filings)[number]) => [
  ...(sample.filings[0].reference === reference ? [sample.submission] : []),
  ...sample.followUps.filter((one) => one.reference === reference).map(({ submission }) => submission),
];

describe('a directory', () => {
  const folder = () => {
    const made = mkdtempSync(path.join(tmpdir(), 'samples-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };
  const submissionTo = (authority: string, reference: string) =>
    authority === 'toll'
      ? { authority, message: 'container', payload: { requestId: reference } }
      : { authority, message: 'Creation_H7', payload: { header: { lrn: reference } } };
  const write = (directory: string, file: string, authority: string, more: object = {}) => {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    const submission = submissionTo(authority, file);
    const sample = { title: file, expect: { status: 'answered', state: null }, submission, ...more };
    writeFileSync(path.join(directory, file), JSON.stringify(sample));
  };

  it('without a sample is refused, with the names that samples have', () => {
    const empty = folder();
    expect(() => readSamples(empty, ['delta-h7'])).toThrow(
      `There is no sample for delta-h7 in ${empty}: name each file NN-name.json`,
    );
  });

  it('has the samples of each lane also in a folder of its own, and only those of the lanes that run', () => {
    const mixed = folder();
    write(mixed, '01-a.json', 'delta-h7');
    write(mixed, '02-b.json', 'toll');
    write(mixed, 'toll/01-c.json', 'toll');
    write(mixed, 'other/01-d.json', 'toll');
    const files = (...lanes: Parameters<typeof readSamples>[1]) => readSamples(mixed, lanes).map(({ file }) => file);
    expect(files('delta-h7')).toEqual(['01-a.json']);
    expect(files('toll')).toEqual(['02-b.json', 'toll/01-c.json']);
    expect(files('delta-h7', 'toll')).toEqual(['01-a.json', '02-b.json', 'toll/01-c.json']);
  });

  it('has samples of which further filings come, each named once', () => {
    const own = folder();
    const also = (reference: string) => ({
      kind: 'consignment',
      reference,
      expect: { status: 'answered', state: 'held' },
    });
    write(own, '01-a.json', 'toll', { also: [also('N740:1'), also('N740:2')] });
    const [sample] = readSamples(own, ['toll']);
    expect(sample?.filings.map(({ kind, reference }) => [kind, reference])).toEqual([
      ['presentation', '01-a.json'],
      ['consignment', 'N740:1'],
      ['consignment', 'N740:2'],
    ]);
    write(own, '02-b.json', 'toll', { also: [also('02-b.json'), also('N740:3'), also('N740:3')] });
    write(own, '03-c.json', 'toll', { also: [also('N740:2')] });
    expect(() => readSamples(own, ['toll'])).toThrow(
      [
        '02-b.json: /also/0: 02-b.json is a filing of this file already.',
        '02-b.json: /also/2: N740:3 is a filing of this file already.',
        '01-a.json and 03-c.json have the same reference N740:2.',
      ].join('\n'),
    );
  });
});

describe('the samples', () => {
  it('are forty or more, numbered without a gap, each with a title', () => {
    expect(samples.length).toBeGreaterThanOrEqual(40);
    samples.forEach(({ file, title }, index) => {
      expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(2, '0')}-[a-z0-9-]+\\.json$`));
      expect(title.length).toBeGreaterThan(10);
    });
  });

  it('have an LRN each, of 22 characters at most', () => {
    expect(ofKind('declaration').filter(({ reference }) => reference.length > 22)).toEqual([]);
  });

  it.each(samples)('$file conforms to the contract, or has exactly the faults that it is refused for', (sample) => {
    const { status, errors = ['faults that are named'] } = sample.filings[0].expect;
    const [first, ...others] = submissionsOf(sample).map((one) => {
      const text = readOutboxText(JSON.stringify(one));
      const { faults, unlawful } = judgeSubmission(text, 'delta-h7', lawOf('delta-h7'), new Date());
      return [...faults, ...unlawful].map(({ pointer }) => pointer).sort();
    });
    expect(first).toEqual(status === 'refused' ? errors.toSorted() : []);
    expect(others.flat()).toEqual([]);
  });

  it.each(ofKind('declaration'))('$file expects a possible end of its declaration $reference', (filing) => {
    const { expect: end } = filing;
    const [first, ...others] = messagesOf(filing);
    expect(['Creation_H7', 'Fallback_H7']).toContain(first?.message);
    const type = declarationOf({ submission: first as SampleSubmission }).genericInformation.additionalDeclarationType;
    const isValidated = type === 'A' || others.some(({ message }) => message === 'Validation_H7');
    if (end.status === 'answered') expect(end.state !== 'anticipated').toBe(isValidated);
    else {
      expect(end).toMatchObject({ state: null, mrn: false });
      expect(end.errors?.length).toBeGreaterThan(0);
    }
    // Customs gives an MRN with the validation, and never before (§2.1.4).
    expect(end.mrn).toBe(end.status === 'answered' && isValidated);
  });

  it.each(ofKind('request'))('$file states the decision on its request $reference', ({ expect: end }) => {
    expect(end.state).toBeNull();
    if (end.status === 'rejected') expect(end.errors?.length).toBeGreaterThan(0);
    else expect(end).toMatchObject({ status: 'answered', request: { decision: expect.stringMatching(/./) } });
  });

  it('show the schemes, ends, currencies and platforms that an operator meets', () => {
    const released = samples.filter(({ filings: [first] }) => first.expect.state === 'released');
    for (const code of ['F48', 'F49', 'F53', 'C08', 'C07']) {
      expect(
        released.some((sample) => proceduresOf(sample).includes(code)),
        code,
      ).toBe(true);
    }
    const ends = ofKind('declaration').map(({ expect: end }) => end.state ?? end.status);
    for (const end of ['released', 'anticipated', 'validated', 'invalidated', 'not-cleared', 'refused', 'rejected'])
      expect(ends).toContain(end);
    const currencies = samples.flatMap((sample) =>
      declarationOf(sample).items.map((item) => item.intrinsicValue.intrinsicValueCurrency),
    );
    expect(new Set(currencies).size).toBeGreaterThanOrEqual(8);
    expect(new Set(submissions.map(({ platform }) => platform)).size).toBeGreaterThanOrEqual(5);
    expect(
      new Set(samples.map((sample) => declarationOf(sample).declarationOffice.declarationOfficeReference)).size,
    ).toBeGreaterThanOrEqual(4);
    expect(Math.max(...samples.map((sample) => declarationOf(sample).items.length))).toBe(99);
    expect(samples.some((sample) => declarationOf(sample).genericInformation.declarationType === 'CO')).toBe(true);
  });

  it('name the vendor in every IOSS declaration but the one that is rejected for it', () => {
    const without = samples.filter((sample) => {
      const isNamed = declarationOf(sample).additionalFiscalReferences?.some(
        (one) => one.additionalFiscalReferenceRole === 'FR5',
      );
      return proceduresOf(sample).includes('F48') && !isNamed;
    });
    const ends = without.map(({ filings: [first] }) => first.expect);
    expect(ends.map(({ errors }) => errors ?? [])).toContainEqual(['H7_NAT_002']);
    expect(ends.filter(({ status }) => status === 'answered')).toEqual([]);
  });
});

describe('the exchanges of the contract', () => {
  const endsOf = (message: string) =>
    filings
      .filter((filing) => messagesOf(filing).some((one) => one.message === message))
      .map(({ expect: end }) => end.request?.decision ?? end.status);

  // A message that the gateway carries out itself is no exchange, and takes longer than a start waits.
  it.each(outboundMessages('delta-h7').filter(({ fanOut }) => !fanOut))(
    'occur among the samples: $message',
    ({ message }) => {
      expect(submissions.map((one) => one.message)).toContain(message);
      expect(endsOf(message)).toEqual(
        expect.arrayContaining(message.startsWith('Request_') ? ['accepted'] : ['answered']),
      );
    },
  );

  it('include a validation, an invalidation and an amendment that are turned down', () => {
    const rejectedThenCorrected = samples.filter(({ followUps }) =>
      followUps.some(
        ({ when, submission }, index) =>
          when.status === 'rejected' &&
          submission.message === 'Validation_H7' &&
          followUps[index - 1]?.submission.message === 'Validation_H7',
      ),
    );
    expect(rejectedThenCorrected.map(({ filings: [first] }) => first.expect.state)).toEqual(['released']);
    expect(endsOf('Request_Invalidation_H7')).toContain('refused');
    expect(endsOf('Request_Amendment_H7')).toContain('rejected');
  });

  it('are about declarations of their own sample, and an invalidation is about several', () => {
    for (const sample of samples) {
      const known = sample.filings.map(({ reference }) => reference);
      for (const submission of submissionsOf(sample)) {
        const entry = messageOf('delta-h7', submission.message);
        const about = (entry?.direction === 'outbound' && entry.about?.(submission['payload'])) || [];
        expect(about.filter((lrn) => !known.includes(lrn))).toEqual([]);
      }
    }
    const invalidated = submissions
      .filter(({ message }) => message === 'Request_Invalidation_H7')
      .map((submission) => (valueAt(submission, '/payload/declarations') as unknown[]).length);
    expect(Math.max(...invalidated)).toBeGreaterThan(1);
  });

  it('name the LRN only: the references of customs are filled in by the gateway', () => {
    expect(JSON.stringify(submissions)).not.toMatch(/"(customsDeclarationReference|mrn)"/);
  });

  it('include a request that waits until its declaration is validated', () => {
    const waits = samples.filter(({ followUps }) =>
      followUps.some(({ when, submission }) => when.status === 'waiting' && submission.message === 'Validation_H7'),
    );
    expect(waits.map(({ filings: [, request] }) => request?.expect.request?.decision)).toEqual(['accepted']);
  });

  it('include a consultation with a reason and an id in the form of the contract, also about a declaration that customs does not know', () => {
    const consulted = samples.filter(({ filings }) => filings.some(({ kind }) => kind === 'consultation'));
    expect(consulted.length).toBeGreaterThan(0);
    for (const { followUps } of consulted) {
      const asked = followUps.find(({ submission }) => submission.message === 'Consult_H7');
      expect(asked?.submission['reason']).toMatch(/\w+ \w+/);
      expect(asked?.reference).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\d{10}$/);
      expect(followUps.some(({ when }) => when.status === 'failed')).toBe(true);
    }
  });
});
