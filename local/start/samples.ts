import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {
  type AuthorityName,
  authorityNames,
  filingKinds,
  filingStates,
  isAuthority,
  outboundOrFirst,
  referenceNames,
} from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import { datedFromNow } from '../../schemas/dates-from-now.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { filingStatuses } from '../../schemas/filing.ts';
import { referenceAsked } from '../../schemas/reference-at.ts';
import { LocalFault, thrownText as textOf } from '../fault.ts';

/** True if the authority gave a reference in the end, by the authority's own name for it. */
const isGiven = Object.fromEntries(
  authorityNames.flatMap((authority) => referenceNames(authority)).map((name) => [name, z.boolean().optional()]),
) as Record<never, never>;

const expectation = z.strictObject({
  ...isGiven,
  status: z.enum(filingStatuses),
  state: z.enum(filingStates).nullable(),
  /** Codes of the errors, or pointers where an error has no code: exactly these, in any order. */
  errors: z.array(z.string()).optional(),
  /** The rules of the law that `check` warns of in the first submission: exactly these, in any order. */
  warns: z.array(z.string()).optional(),
  /** The decision on a request, if there is one. */
  request: z.strictObject({ decision: z.enum(['accepted', 'refused']).nullable() }).optional(),
});
export type Expectation = z.infer<typeof expectation> & { readonly [reference: string]: unknown };

const submission = z.looseObject({
  authority: z.string().refine(isAuthority, `one of ${authorityNames.join(', ')}`),
  message: z.string(),
});
export type SampleSubmission = z.infer<typeof submission>;

const followUp = z.strictObject({
  when: z
    .strictObject({ status: z.enum(filingStatuses).optional(), state: z.enum(filingStates).optional() })
    .refine(({ status, state }) => status !== undefined || state !== undefined, 'a status, a state or both'),
  about: z.string().optional(),
  expect: expectation.optional(),
  submission,
});

const sampleFile = z.strictObject({
  title: z.string().min(1),
  expect: expectation,
  submission,
  /** Filings that come of it beside those that are submitted, and how they are to end. */
  also: z.array(z.strictObject({ kind: z.enum(filingKinds), reference: z.string(), expect: expectation })).optional(),
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits a file, and it reads as what it says
  then: z.array(followUp).optional(),
});
type SampleFile = z.infer<typeof sampleFile>;

/** A submission that goes once a filing of its sample stands in a certain way. */
export interface FollowUp {
  when: z.infer<typeof followUp>['when'];
  /** The reference of the filing that is to stand so. */
  about: string;
  /** The filing that the submission is a message of. */
  reference: string;
  submission: SampleSubmission;
}

/** A filing that a sample makes, and how it is to end. */
export interface SampleFiling {
  reference: string;
  kind: FilingKind;
  expect: Expectation;
}

/** A sample: a submission, and those that follow it in their order. */
export interface Sample {
  file: string;
  title: string;
  submission: SampleSubmission;
  followUps: FollowUp[];
  /** The filings in their order: the first submission's, then those that come of it, then the follow-ups'. */
  filings: [SampleFiling, ...SampleFiling[]];
}

/**
 * The samples of some authorities in a directory and in its folders that are called like them, in the order of their
 * numbers: `01-a-book.json`.
 * @param now the day from which their dates are counted
 * @throws {LocalFault} `input` with everything that is wrong with them
 */
export function readSamples(directory: string, authorities: readonly AuthorityName[], now = new Date()): Sample[] {
  const faults: string[] = [];
  const own = authorities.filter((authority) => existsSync(path.join(directory, authority)));
  const samples = [...filesOf(directory), ...own.flatMap((folder) => filesOf(directory, folder))]
    .flatMap((file) => readSample(path.join(directory, file), { file, now, faults }))
    .filter(({ submission }) => authorities.some((authority) => authority === submission.authority));
  const seen = new Map<string, string>();
  for (const { filings, file } of samples) {
    for (const { reference } of filings) {
      const other = seen.get(reference);
      if (other) faults.push(`${other} and ${file} have the same reference ${reference}.`);
      seen.set(reference, file);
    }
  }
  if (samples.length === 0 && faults.length === 0)
    faults.push(
      `There is no sample for ${authorities.join(', ')} in ${directory}: name each file NN-name.json, such as 01-a-book.json.`,
    );
  if (faults.length > 0) throw new LocalFault('input', faults);
  return samples;
}

/** The samples' files in a directory or in a folder of it, named from the directory. */
function filesOf(directory: string, folder = ''): string[] {
  try {
    return readdirSync(path.join(directory, folder))
      .filter((file) => /^\d+-.*\.json$/.test(file))
      .sort()
      .map((file) => path.join(folder, file));
  } catch (error) {
    throw new LocalFault('input', `The samples in ${directory} cannot be read: ${textOf(error)}.`);
  }
}

function readSample(fullPath: string, { file, now, faults }: { file: string; now: Date; faults: string[] }): Sample[] {
  let value: unknown;
  try {
    value = JSON.parse(datedFromNow(readFileSync(fullPath, 'utf8'), now));
  } catch (error) {
    faults.push(`${file}: ${textOf(error)}.`);
    return [];
  }
  const own = schemaFaults(sampleFile, value).map(
    ({ pointer, rule, found }) => `${pointer}: ${rule} (found ${found}).`,
  );
  const sample = own.length === 0 ? sampleOf(sampleFile.parse(value), file, own) : undefined;
  faults.push(...own.map((fault) => `${file}: ${fault}`));
  return sample && own.length === 0 ? [sample] : [];
}

/** The sample of a file; what does not fit together in it is added to the faults. */
function sampleOf({ title, expect, submission, also = [], then = [] }: SampleFile, file: string, faults: string[]) {
  const first = filingOf(submission);
  if (!first) {
    faults.push('its submission has no reference to follow it by.');
    return undefined;
  }
  const filings: Sample['filings'] = [{ ...first, expect }, ...also];
  for (const [index, { reference }] of also.entries()) {
    if (filings.findIndex((one) => one.reference === reference) <= index)
      faults.push(`/also/${index}: ${reference} is a filing of this file already.`);
  }
  const followUps: FollowUp[] = [];
  for (const [index, { expect, submission, when, about = first.reference }] of then.entries()) {
    const own = filingOf(submission);
    if (!own) {
      faults.push(`/then/${index}: its submission has no reference to follow it by.`);
      continue;
    }
    followUps.push({ when, about, reference: own.reference, submission });
    const known = filings.find(({ reference }) => reference === own.reference);
    if (!known && expect) filings.push({ ...own, expect });
    else if (!known) faults.push(`/then/${index}: ${own.reference} is new, and how it is to end (expect) is not said.`);
    else if (known.kind !== own.kind) faults.push(`/then/${index}: ${own.reference} is a ${known.kind} already.`);
    else if (expect) faults.push(`/then/${index}/expect: how ${own.reference} is to end was said above.`);
  }
  for (const [index, { about }] of then.entries()) {
    if (about !== undefined && !filings.some(({ reference }) => reference === about))
      faults.push(`/then/${index}/about: ${about} is no reference of this file.`);
  }
  return { file, title, submission, followUps, filings } satisfies Sample;
}

function filingOf(submission: SampleSubmission): Omit<SampleFiling, 'expect'> | undefined {
  const { authority, message } = submission;
  if (!isAuthority(authority)) return undefined;
  const entry = outboundOrFirst(authority, message);
  const reference = referenceAsked(entry, submission);
  return typeof reference === 'string' ? { reference, kind: entry.filing } : undefined;
}
