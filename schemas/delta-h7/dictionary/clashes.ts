import type { MessageContract } from '../../contract.ts';
import type { Dictionary } from './dictionary.ts';
import { type NameNode, nameTree } from './name-tree.ts';
import { placesOfMessage } from './places.ts';

/** Two fields of one object that would have the same name. */
export interface NameClash {
  message: string;
  official: string;
  /** Our places of both. */
  places: readonly [string, string];
}

/** The fields that would clash in a message: no object holds two values by one name. */
export function clashesIn(
  dictionary: Dictionary,
  messages: readonly Pick<MessageContract, 'message' | 'schema'>[],
): NameClash[] {
  return messages.flatMap((one) => {
    const tree = nameTree(dictionary, one.message);
    const taken = new Map<string, string>();
    return placesOfMessage(one).flatMap(({ place }): NameClash[] => {
      const official = officialOf(tree, place);
      const within = `${place.slice(0, place.lastIndexOf('.') + 1)} ${official}`;
      const other = taken.get(within);
      taken.set(within, place);
      return other === undefined ? [] : [{ message: one.message, official, places: [other, place] }];
    });
  });
}

/** The official name of a field; ours where the dictionary has no other. */
function officialOf(tree: NameNode, place: string): string {
  const parts = place.split('.');
  const node = parts.reduce<NameNode | undefined>((at, part) => at?.children.get(part), tree);
  return node?.official ?? parts.at(-1) ?? '';
}
