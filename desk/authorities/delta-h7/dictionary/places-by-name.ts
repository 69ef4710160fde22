import { type MessagePlaceInfo, placesOfMessage } from '../../../../schemas/delta-h7/dictionary/places.ts';
import { deltaH7 } from '../../../../schemas/delta-h7/index.ts';

/** A place of our schemas with the messages that have it, in the contract's order. */
export interface KnownPlace {
  place: string;
  name: string;
  /** What each message says of it. */
  in: ReadonlyMap<string, MessagePlaceInfo>;
}

/** Every place of our schemas, in the order of the contract. */
export function knownPlaces(): ReadonlyMap<string, KnownPlace> {
  const known = new Map<string, KnownPlace & { in: Map<string, MessagePlaceInfo> }>();
  for (const contract of deltaH7.messages) {
    for (const info of placesOfMessage(contract)) {
      const { place } = info;
      const one = known.get(place) ?? { place, name: place.slice(place.lastIndexOf('.') + 1), in: new Map() };
      one.in.set(contract.message, info);
      known.set(place, one);
    }
  }
  return known;
}

/** A place as a table names it: one at the top of its message has a slash, since a name alone stands for every place. */
export const placeInTable = (place: string) => (place.includes('.') ? place : `/${place}`);
