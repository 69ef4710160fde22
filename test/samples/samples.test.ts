import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageOf } from '../../schemas/catalogue.ts';
import { creationH7 } from '../../schemas/delta-h7/creation-h7.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { filingStates, filingStatuses } from '../../schemas/filing.ts';
import { submission } from '../../schemas/submission.ts';

const folder = path.join(import.meta.dirname, '../../samples');

const sampleFile = z.strictObject({
  title: z.string().min(10),
  expect: z.strictObject({
    status: z.enum(filingStatuses),
    state: z.enum(filingStates).nullable(),
    errors: z.array(z.string()).optional(),
    mrn: z.boolean(),
  }),
  submission,
});

const files = readdirSync(folder).filter((file) => /^\d/.test(file));
const samples = files.map((file) => ({
  file,
  ...sampleFile.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
}));

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
const declarationOf = ({ submission }: { submission: { payload: Record<string, unknown> } }) =>
  submission.payload['declaration'] as Declaration;
const lrnOf = ({ submission }: { submission: { payload: Record<string, unknown> } }) =>
  (submission.payload['header'] as { lrn: string }).lrn;
const proceduresOf = (sample: (typeof samples)[number]) =>
  declarationOf(sample).items.flatMap((item) => item.additionalProcedure.map((one) => one.additionalProcedureCode));

/** Every fault that our own checks find in a sample, where the sender has filled in its header. */
function faultsOf({ submission: { payload } }: (typeof samples)[number]): string[] {
  const complete = {
    ...payload,
    header: {
      messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
      messageId: 'm-1',
      ...(payload['header'] as object),
    },
  };
  const faults = [...schemaFaults(creationH7.schema, complete), ...creationH7.rules.flatMap((rule) => rule(complete))];
  return faults.map(({ pointer }) => `/payload${pointer}`).sort();
}

describe('the samples', () => {
  it('are thirty or more, named and numbered one after the other', () => {
    expect(samples.length).toBeGreaterThanOrEqual(30);
    samples.forEach(({ file }, index) => {
      expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(2, '0')}-[a-z0-9-]+\\.json$`));
    });
  });

  it('have an LRN each, of 22 characters at most', () => {
    const references = samples.map(lrnOf);
    expect(new Set(references).size).toBe(samples.length);
    expect(references.filter((lrn) => lrn.length > 22)).toEqual([]);
  });

  it.each(samples)('$file conforms to the contract, or has exactly the faults that it is refused for', (sample) => {
    expect(messageOf('delta-h7', sample.submission.message)).toBe(creationH7);
    const expected = sample.expect.status === 'refused' ? (sample.expect.errors ?? ['faults that are named']) : [];
    expect(faultsOf(sample)).toEqual(expected.toSorted());
  });

  it.each(samples)('$file expects an end that its declaration can have', ({ file, expect: end, ...sample }) => {
    const type = declarationOf(sample).genericInformation.additionalDeclarationType;
    if (end.status === 'answered') expect(end.state === 'anticipated', file).toBe(type === 'D');
    else expect(end).toMatchObject({ state: null, mrn: false });
    // Customs gives an MRN with the validation, and never before (§2.1.4).
    expect(end.mrn).toBe(end.status === 'answered' && type === 'A');
    if (end.status !== 'answered') expect(end.errors?.length).toBeGreaterThan(0);
  });

  it('show the schemes, ends, currencies and platforms that an operator meets', () => {
    const released = samples.filter(({ expect: end }) => end.state === 'released');
    for (const code of ['F48', 'F49', 'F53', 'C08', 'C07']) {
      expect(
        released.some((sample) => proceduresOf(sample).includes(code)),
        code,
      ).toBe(true);
    }
    const states = samples.map(({ expect: end }) => end.state ?? end.status);
    for (const state of ['released', 'anticipated', 'not-cleared', 'refused', 'rejected'])
      expect(states).toContain(state);
    const currencies = samples.flatMap((sample) =>
      declarationOf(sample).items.map((item) => item.intrinsicValue.intrinsicValueCurrency),
    );
    expect(new Set(currencies).size).toBeGreaterThanOrEqual(8);
    expect(new Set(samples.map(({ submission: { platform } }) => platform)).size).toBeGreaterThanOrEqual(5);
    expect(
      new Set(samples.map((sample) => declarationOf(sample).declarationOffice.declarationOfficeReference)).size,
    ).toBeGreaterThanOrEqual(4);
    expect(Math.max(...samples.map((sample) => declarationOf(sample).items.length))).toBe(99);
    expect(samples.some((sample) => declarationOf(sample).genericInformation.declarationType === 'CO')).toBe(true);
  });

  it('name the vendor wherever IOSS is declared, but for the one that is rejected for it', () => {
    const without = samples.filter((sample) => {
      const isNamed = declarationOf(sample).additionalFiscalReferences?.some(
        (one) => one.additionalFiscalReferenceRole === 'FR5',
      );
      return proceduresOf(sample).includes('F48') && !isNamed;
    });
    expect(without.map(({ expect: end }) => end.errors ?? [])).toContainEqual(['H7_NAT_002']);
    expect(without.filter(({ expect: end }) => end.status === 'answered')).toEqual([]);
  });
});
