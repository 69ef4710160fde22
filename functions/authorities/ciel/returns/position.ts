import { createHash } from 'node:crypto';
import { isObject, jsonIn } from '../../../../schemas/json.ts';

/** The files of one interprofession that were dealt with. */
export interface Progress {
  /** The day from which its files are listed, `2026-11-23`. */
  from: string;
  /** The files since that day that were dealt with, by the digests of their names. */
  seen: Set<string>;
  /** The times at which files were found that cannot be read, in milliseconds, by their digests. */
  unread: Map<string, number>;
}

/** The position in the listings of all interprofessions. It is the feed's marker. */
export interface Position {
  /** The time at which this round through all of them began, in milliseconds. */
  round: number;
  /** Those that are still to be read in it, and those that could not be read. */
  left: string[];
  failed: string[];
  sirens: Map<string, Progress>;
}

/** The characters of a digest: 48 bits, so that even among 10,000 names none is taken for another. */
const DIGEST = 8;

/** A short digest of a file's name: some thousand names are listed for a few days. */
export function nameDigest(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, DIGEST);
}

/** The position in a marker; that before the first round where there is none, or none that can be read. */
export function positionIn(marker: string | undefined): Position {
  const value = marker === undefined ? undefined : jsonIn(marker);
  const kept = (isObject(value) ? value : {}) as Partial<Kept>;
  const sirens = Object.entries(kept.sirens ?? {}).map(([siren, [from, seen, unread]]) => {
    const progress: Progress = { from, seen: new Set(seen.match(/.{8}/g)), unread: new Map(Object.entries(unread)) };
    return [siren, progress] as const;
  });
  return { round: kept.round ?? 0, left: kept.left ?? [], failed: kept.failed ?? [], sirens: new Map(sirens) };
}

interface Kept extends Omit<Position, 'sirens'> {
  sirens: Record<string, [from: string, seen: string, unread: Record<string, number>]>;
}

/** The marker of a position: the digests stand one after the other, so that it stays small. */
export function markerOf({ sirens, ...round }: Position): string {
  const kept = [...sirens].map(([siren, { from, seen, unread }]) => {
    return [siren, [from, [...seen].join(''), Object.fromEntries(unread)]] as const;
  });
  return JSON.stringify({ ...round, sirens: Object.fromEntries(kept) });
}
