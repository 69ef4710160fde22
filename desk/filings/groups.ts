import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { placeWithoutNumbers } from '../../schemas/place-without-numbers.ts';

/** The fields by which filings are grouped: a present error's code or place, the platform, the day of the latest fact in Paris … */
export const groupFields = ['code', 'place', 'platform', 'day', 'state', 'status'] as const;
export type GroupField = (typeof groupFields)[number];

/** The values that the filings of a group have in common; null where they have none. */
export type GroupValues = Partial<Record<GroupField, string | null>>;

/** Filings that have something in common. */
export interface FilingGroup {
  values: GroupValues;
  count: number;
  /** The earliest and the latest of their latest facts, ISO 8601 in UTC. */
  first: string;
  last: string;
  /** One of them, the latest. */
  example: FilingKey;
  /** The error of that one for which it is in the group, where it is grouped by code or place. */
  error?: AuthorityError;
}

/**
 * Groups filings, the largest group first. A filing with several codes, or errors at several places, counts once under
 * each; one without any error is in no group of these.
 * @param filings newest fact first
 * @param codes only groups of these codes, where filings are grouped by code
 */
export async function groupFilings(
  filings: AsyncIterable<FilingSummary> | Iterable<FilingSummary>,
  fields: readonly GroupField[],
  codes?: readonly string[],
): Promise<FilingGroup[]> {
  const groups = new Map<string, FilingGroup>();
  for await (const filing of filings) {
    for (const [id, { values, error }] of sharesOf(filing, fields)) {
      if (codes && fields.includes('code') && !codes.includes(values.code ?? '')) continue;
      const { authority, kind, reference, at } = filing;
      const group = groups.get(id);
      if (!group) {
        const example = { authority, kind, reference };
        groups.set(id, { values, count: 1, first: at, last: at, example, ...(error && { error }) });
      } else {
        group.count += 1;
        if (at < group.first) group.first = at;
        if (at > group.last) group.last = at;
      }
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
}

/** The groups that a filing belongs to, each once. */
function sharesOf(filing: FilingSummary, fields: readonly GroupField[]) {
  const own = { platform: filing.platform, day: undefined, state: filing.state, status: filing.status };
  const byError = fields.includes('code') || fields.includes('place');
  const shares = new Map<string, { values: GroupValues; error?: AuthorityError }>();
  for (const error of byError ? errorsOf(filing, fields) : [undefined]) {
    const ofError = { code: error?.errorCode ?? null, place: placeOf(error) };
    const day = () => dateInParis(new Date(filing.at));
    const values = Object.fromEntries(
      fields.map((field) => [field, field === 'day' ? day() : { ...own, ...ofError }[field]]),
    ) as GroupValues;
    const id = JSON.stringify(Object.values(values));
    if (!shares.has(id)) shares.set(id, { values, ...(error && { error }) });
  }
  return shares;
}

/** The present errors; a code of which a summary has no error any more stands for one. */
function errorsOf({ errors, codes }: FilingSummary, fields: readonly GroupField[]): AuthorityError[] {
  const known = new Set(errors.map(({ errorCode }) => errorCode));
  const further = fields.includes('code') ? codes.filter((code) => !known.has(code)) : [];
  return [...errors, ...further.map((errorCode): AuthorityError => ({ errorCode }))];
}

const placeOf = (error: AuthorityError | undefined) =>
  error?.errorPointer === undefined ? null : placeWithoutNumbers(error.errorPointer);
