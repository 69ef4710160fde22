import { type AuthorityName, authorityNames, isAuthority } from '../../schemas/catalogue.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import type { Expectation, FollowUp, Sample, SampleFiling } from './samples.ts';

/** The ending of a filing of a sample, beside the expected one. */
export interface SampleEnding {
  sample: Sample;
  expected: SampleFiling;
  filing: Filing | undefined;
  /** The seconds from the outbox to the last outcome. */
  seconds: number | undefined;
  /** Each way in which it did not end as it should. */
  differences: string[];
}

/** The statuses after which nothing comes by itself. */
const OVER: readonly unknown[] = ['refused', 'rejected', 'unclear'];

type Stands = Pick<Outcome, 'status' | 'state' | 'request'> & { authority?: string | null };

/** True if an outcome is the last of a filing. */
export function isEnd(heard: Stands, expect: Expectation): boolean {
  return standsAs(heard, expect) || isOver(heard);
}

/** True if a filing stays as it is unless something else is submitted. */
export function isOver({ authority, status, state, request }: Stands): boolean {
  return OVER.includes(status) || isLast(state, authority) || decisionOf(request) !== null;
}

/** True if nothing more comes by itself after a state of this authority, or of any where it is not named. */
function isLast(state: Stands['state'], authority: Stands['authority']): boolean {
  const whose = isAuthority(authority) ? [authority] : authorityNames;
  return whose.some((name) => typeof state === 'string' && viewOf(name).states.last.includes(state));
}

function standsAs({ status, state, request }: Stands, expect: Expectation): boolean {
  return (
    status === expect.status &&
    (state ?? null) === expect.state &&
    (!expect.request || decisionOf(request) === expect.request.decision)
  );
}

function decisionOf(request: Filing['request']) {
  return request?.decision ?? null;
}

/** The differences of a filing from its sample; none where it ended as it should. */
export function differencesOf(expect: Expectation, filing: Filing | undefined): string[] {
  if (!filing) return [`it should be ${worded(expect)}, and nothing is known of it`];
  const differences: string[] = [];
  if (!standsAs(filing, expect)) {
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
  return [...differences, ...referenceDifferences(expect, filing)];
}

/** The references that the authority should have given and did not, or gave and should not have. */
function referenceDifferences(expect: Expectation, filing: Filing): string[] {
  return viewOf(filing.authority as AuthorityName).columns.flatMap(({ name, title }) => {
    const wanted = expect[name];
    const found = filing[name] ?? null;
    if (wanted === undefined || wanted === (found !== null)) return [];
    return [wanted ? `it should have its ${title}, and has none` : `it should have no ${title}, and has ${found}`];
  });
}

/** The reason why a follow-up of a filing never went. */
export function neverSubmitted({ submission, about, when }: FollowUp): string {
  return `its ${submission.message} was not submitted: ${about} was not heard to be ${worded(when)}`;
}

/** `59 of 59 samples ended as they should`. */
export function verdictOf(endings: readonly SampleEnding[]): string {
  const samples = new Set(endings.map(({ sample }) => sample));
  const bad = new Set(endings.filter(({ differences }) => differences.length > 0).map(({ sample }) => sample));
  return `${samples.size - bad.size} of ${samples.size} samples ended as they should`;
}

interface Wording {
  status?: string | undefined;
  state?: string | null | undefined;
  request?: Expectation['request'];
}

function worded({ status, state, request }: Wording): string {
  const decision = request && (request.decision ? `decided as ${request.decision}` : 'not decided');
  return [status, state, decision].filter(Boolean).join(' and ');
}

function listed(errors: readonly string[]): string {
  return errors.length > 0 ? errors.join(', ') : 'none';
}
