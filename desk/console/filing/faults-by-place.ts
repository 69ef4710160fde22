import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { Fault } from '../../../schemas/fault.ts';
import type { Language } from '../language.ts';
import { faultText } from '../words/fault-texts.ts';

const PAYLOAD = '/payload';

/** The place of a fault in the message, by its place in the envelope; undefined where it lies around the message. */
export function placeInMessage({ pointer }: Pick<Fault, 'pointer'>): string | undefined {
  if (pointer === PAYLOAD) return '';
  return pointer.startsWith(`${PAYLOAD}/`) ? pointer.slice(PAYLOAD.length) : undefined;
}

/** The faults of a message in words, by their places in it. */
export function faultsByPlace(
  faults: readonly Fault[],
  authority: AuthorityName,
  language: Language,
): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const fault of faults) {
    const place = placeInMessage(fault);
    if (place === undefined) continue;
    places.set(place, [...(places.get(place) ?? []), faultText(fault, authority, language)]);
  }
  return places;
}
