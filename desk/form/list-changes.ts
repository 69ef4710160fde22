import { createPatch, type Operation, type Pointer } from 'rfc6902';

/** The most pairs of entries that are weighed against each other: the time for more is felt. */
const MOST_PAIRS = 2500;

/**
 * The changes between two long lists, for `createPatch`, which weighs each entry against each other: what is the same at
 * the beginning and at the end is left out, and what lies between is compared in its order. Undefined for short ones.
 */
export function listChanges(before: unknown, after: unknown, at: Pointer): Operation[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length * after.length <= MOST_PAIRS) return undefined;
  const [was, is] = [before, after].map((list) => list.map((one) => JSON.stringify(one))) as [string[], string[]];
  const shorter = Math.min(was.length, is.length);
  let first = 0;
  while (first < shorter && was[first] === is[first]) first += 1;
  let last = 0;
  while (last < shorter - first && was.at(-1 - last) === is.at(-1 - last)) last += 1;
  const changes: Operation[] = [];
  const both = shorter - last;
  for (let index = first; index < both; index += 1)
    for (const change of createPatch(before[index], after[index], listChanges))
      changes.push(below(`${at}/${index}`, change));
  // From the end, so that each place is that of the list as it was.
  for (let index = before.length - last - 1; index >= both; index -= 1)
    changes.push({ op: 'remove', path: `${at}/${index}` });
  for (let index = both; index < after.length - last; index += 1)
    changes.push({ op: 'add', path: `${at}/${index}`, value: after[index] });
  return changes;
}

function below(place: string, change: Operation): Operation {
  const moved = 'from' in change ? { from: `${place}${change.from}` } : {};
  return { ...change, ...moved, path: `${place}${change.path}` };
}
