import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { authorityNames, isAuthority, outboundMessages } from '../../schemas/catalogue.ts';
import { schemaFaults, valueAt } from '../../schemas/fault.ts';
import { filingStates, filingStatuses } from '../../schemas/filing.ts';
import { LocalFault, messageOf as textOf } from '../fault.ts';

const sampleFile = z.strictObject({
  title: z.string().min(1),
  expect: z.strictObject({
    status: z.enum(filingStatuses),
    state: z.enum(filingStates).nullable(),
    /** Codes of the errors, or pointers where an error has no code: exactly these, in any order. */
    errors: z.array(z.string()).optional(),
    /** Whether there is an MRN in the end. */
    mrn: z.boolean().optional(),
  }),
  submission: z.looseObject({
    authority: z.string().refine(isAuthority, `one of ${authorityNames.join(', ')}`),
    message: z.string(),
  }),
});
export type Expectation = z.infer<typeof sampleFile>['expect'];

/** A declaration to file, and how it is to end. */
export interface Sample {
  file: string;
  title: string;
  reference: string;
  expect: Expectation;
  submission: z.infer<typeof sampleFile>['submission'];
}

/**
 * The samples of a directory, in the order of their numbers: `01-what-it-is.json`.
 * @throws {LocalFault} `input` with everything that is wrong with them
 */
export function readSamples(directory: string): Sample[] {
  const faults: string[] = [];
  const samples = filesOf(directory).flatMap((file) => readSample(path.join(directory, file), file, faults));
  const seen = new Map<string, string>();
  for (const { reference, file } of samples) {
    const other = seen.get(reference);
    if (other) faults.push(`${other} and ${file} have the same reference ${reference}.`);
    seen.set(reference, file);
  }
  if (samples.length === 0 && faults.length === 0)
    faults.push(`There is no sample, 01-what-it-is.json, in ${directory}.`);
  if (faults.length > 0) throw new LocalFault('input', faults);
  return samples;
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((file) => /^\d+-.*\.json$/.test(file))
      .sort();
  } catch (error) {
    throw new LocalFault('input', `The samples in ${directory} cannot be read: ${textOf(error)}.`);
  }
}

function readSample(fullPath: string, file: string, faults: string[]): Sample[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(fullPath, 'utf8'));
  } catch (error) {
    faults.push(`${file}: ${textOf(error)}.`);
    return [];
  }
  const result = sampleFile.safeParse(value);
  if (!result.success) {
    faults.push(
      ...schemaFaults(sampleFile, value).map(
        ({ pointer, rule, found }) => `${file}: ${pointer}: ${rule} (found ${found}).`,
      ),
    );
    return [];
  }
  const { title, expect, submission } = result.data;
  const { authority, message, payload } = submission;
  const reference = isAuthority(authority)
    ? valueAt(
        payload,
        outboundMessages(authority).find((entry) => entry.message === message)?.reference ?? '/header/lrn',
      )
    : undefined;
  if (typeof reference === 'string') return [{ file, title, reference, expect, submission }];
  faults.push(`${file}: its submission has no reference to follow it by.`);
  return [];
}
