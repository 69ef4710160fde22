import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { Expectation, Sample } from './samples.ts';

/** How a sample ended, beside how it was to end. */
export interface Ending {
  sample: Sample;
  filing: Filing | undefined;
  /** From being put on the outbox to the last outcome. */
  seconds: number | undefined;
  /** Each way in which it did not end as it should. */
  differences: string[];
}

type Told = Pick<Filing, 'status' | 'state'>;

/** After these nothing more comes by itself. */
const ends: readonly unknown[] = ['released', 'not-cleared', 'cancelled', 'invalidated'];

/** Whether an outcome is the last that is to be expected of a sample. */
export function isEnd({ status, state }: Pick<Outcome, 'status' | 'state'>, expect: Expectation): boolean {
  if (status === expect.status && (state ?? null) === expect.state) return true;
  return status === 'refused' || status === 'rejected' || ends.includes(state);
}

/** How a filing differs from what its sample says; nothing where it ended as it should. */
export function differencesOf(expect: Expectation, filing: Filing | undefined): string[] {
  if (!filing) return [`it should be ${worded(expect)}, and nothing is known of it`];
  const differences: string[] = [];
  if (filing.status !== expect.status || filing.state !== expect.state) {
    differences.push(`it should be ${worded(expect)}, and is ${worded(filing)}`);
  }
  if (expect.errors) {
    const errors = filing.errors
      .map(({ errorCode, errorPointer }) => errorCode ?? errorPointer ?? 'an error without code')
      .sort();
    const wanted = expect.errors.toSorted();
    if (errors.join('\n') !== wanted.join('\n')) {
      differences.push(`its errors should be ${listed(wanted)}, and are ${listed(errors)}`);
    }
  }
  if (expect.mrn !== undefined && expect.mrn !== (filing.mrn !== null)) {
    differences.push(
      expect.mrn ? 'it should have an MRN, and has none' : `it should have no MRN, and has ${filing.mrn}`,
    );
  }
  return differences;
}

/** `34 of 34 samples ended as they should`. */
export function verdictOf(endings: readonly Ending[]): string {
  const good = endings.filter(({ differences }) => differences.length === 0).length;
  return `${good} of ${endings.length} samples ended as they should`;
}

function worded({ status, state }: Told): string {
  return state ? `${status} and ${state}` : status;
}

function listed(errors: readonly string[]): string {
  return errors.length > 0 ? errors.join(', ') : 'none';
}
