import type { MessageContract } from '../../../../schemas/contract.ts';
import { type MessagePlaceInfo, placesOfMessage } from '../../../../schemas/delta-h7/dictionary/places.ts';
import { deltaH7 } from '../../../../schemas/delta-h7/index.ts';

/** A place of our schemas with the messages that have it, in the contract's order. */
export interface KnownPlace {
  place: string;
  name: string;
  /** The field as each message has it, by the names of the messages. */
  in: ReadonlyMap<string, MessagePlaceInfo>;
}

/** The messages that customs knows: those of ours alone, such as an arrival, never go over the wire. */
export function customsMessages(): readonly MessageContract[] {
  return deltaH7.messages.filter((one) =>
    one.direction === 'outbound' ? one.path !== '' : one.routes.some(({ by }) => by === 'callback'),
  );
}

/** Every place of our schemas, in the order of the contract. */
export function knownPlaces(): ReadonlyMap<string, KnownPlace> {
  const known = new Map<string, KnownPlace & { in: Map<string, MessagePlaceInfo> }>();
  for (const contract of customsMessages()) {
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
