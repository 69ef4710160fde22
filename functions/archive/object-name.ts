import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';

/** The hour of a lane that an object is of: `2026-11-22T10`, in UTC. */
export interface LaneHour {
  authority: AuthorityName;
  hour: string;
}

/** The hour of an instant. */
export function hourOf(at: string): string {
  return at.slice(0, 13);
}

/** The beginning of an hour. */
export function beginOf(hour: string): Date {
  return new Date(`${hour}:00:00.000Z`);
}

/**
 * The beginning of the names of an hour's objects: `CLASS/YEAR/LANE/MONTH/DAY/2026-11-22T10Z`. Class and year come first,
 * for the rules by which they expire. The day is that of Paris, by which the law counts; an hour of UTC lies in one.
 */
export function objectPrefix(retentionClass: string, { authority, hour }: LaneHour): string {
  const [year, month, day] = dateInParis(beginOf(hour)).split('-');
  return `${retentionClass}/${year}/${authority}/${month}/${day}/${hour}Z.`;
}

const ENDING = 'ndjson.gz';

/** The name of an object of an hour. One that is not the first was needed for more filings than one holds, or came later. */
export function objectName(retentionClass: string, hour: LaneHour, part: number): string {
  return `${objectPrefix(retentionClass, hour)}${part === 0 ? '' : `${part}.`}${ENDING}`;
}

/** The class of an object, its lane and hour, and its part. */
export function objectParts(object: string): { retentionClass: string; hour: LaneHour; part: number } {
  const [retentionClass = '', , authority, , , name = ''] = object.split('/');
  const [, part] = /\.(\d+)\.ndjson\.gz$/.exec(name) ?? [];
  return {
    retentionClass,
    hour: { authority: authority as AuthorityName, hour: hourOf(name) },
    part: Number(part ?? 0),
  };
}
