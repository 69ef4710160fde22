import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { ParkedList, ParkedSend } from './ledger.ts';

/**
 * The keys by which parked sends are listed: each list is read by itself, so that none stands behind another's backlog,
 * and within it each platform's part, the longest due first.
 */
const facts = { lane: 'waiting', declaration: 'awaiting', alone: 'failing-alone', 'fan-out': 'fan-out' } as const;

/** The partition of a list. */
export function parkedKey(authority: AuthorityName, list: ParkedList): string {
  return `${authority}/${facts[list]}/by-platform`;
}

/** The partition of a list as earlier versions wrote it: all platforms together, by the time alone. */
export function earlierParkedKey(authority: AuthorityName, list: ParkedList): string {
  return `${authority}/${facts[list]}/every-day`;
}

/** `shop-1/2026-11-22T09:00:00.000Z`: the place of a parked send; the time alone where an earlier version listed it. */
export function parkedPlace({ platform, due }: Pick<ParkedSend, 'platform' | 'due'>): string {
  return platform === undefined ? due : `${platform}/${due}`;
}

/** The platform and the time of a place. */
export function readParkedPlace(place: string): Pick<ParkedSend, 'platform' | 'due'> {
  const slash = place.lastIndexOf('/');
  const due = place.slice(slash + 1);
  return { platform: slash < 0 ? undefined : place.slice(0, slash), due };
}

/** Bounds before and after every place. */
export const [firstPlace, lastPlace] = ['!', '~'];

/** The bound between the places of a platform and those of the next: `0` comes right after the slash. */
export function placeAfter(platform: string): string {
  return `${platform}0`;
}
