import { boundedError, boundedText } from '../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** The most characters of any other text of an outcome: the longest, its id, has 600. */
const TEXT_CHARACTERS = 1000;
/** Bytes kept free for errors and faults. */
const ROOM_FOR_LISTS = 32 * 1024;
/** Bytes of the marks that say what was left out. */
const ROOM_FOR_MARKS = 4 * 1024;

/**
 * An outcome of at most `most` bytes, whatever an authority or a platform wrote. Of too many errors and faults the
 * first stay, with the count of all. The authority's own fields, the largest first, and the request are left out where
 * they leave no room for these, or are too large by themselves. `leftOut` names each, and `seeAll` says where it is.
 * @param bytesOf the size of any part of it as it is published
 */
export function fitted(outcome: Outcome, most: number, bytesOf: (part: unknown) => number): Outcome {
  const bounded = withBoundedTexts(outcome);
  if (bytesOf(bounded) <= most) return bounded;

  const leftOut: string[] = [];
  const { errors, faults, ...rest } = bounded;
  const room = most - ROOM_FOR_MARKS;
  const lists = (errors?.length ?? 0) + (faults?.length ?? 0) > 0 ? ROOM_FOR_LISTS : 0;
  const details = Object.keys(rest).filter((name) => name !== 'request' && typeof rest[name] === 'object');
  for (const part of [...details.sort((a, b) => bytesOf(rest[b]) - bytesOf(rest[a])), 'request']) {
    if (bytesOf(rest) + lists <= room || !rest[part]) continue;
    delete (rest as Record<string, unknown>)[part];
    leftOut.push(part);
  }
  const shownErrors = first(errors, room - bytesOf(rest), bytesOf);
  const shownFaults = first(faults, room - bytesOf({ ...rest, errors: shownErrors }), bytesOf);
  const areErrorsCut = shownErrors?.length !== errors?.length;
  const areFaultsCut = shownFaults?.length !== faults?.length;
  return {
    ...rest,
    ...(shownErrors && { errors: shownErrors }),
    ...(shownFaults && { faults: shownFaults }),
    ...(areErrorsCut && { errorCount: errors?.length }),
    ...(areFaultsCut && { faultCount: faults?.length }),
    leftOut: [...leftOut, ...(areErrorsCut ? ['errors'] : []), ...(areFaultsCut ? ['faults'] : [])],
    ...(rest.reference && { seeAll: `declarant show ${rest.reference}` }),
  };
}

function withBoundedTexts(outcome: Outcome): Outcome {
  const entries = Object.entries(outcome).map(([name, value]) => [
    name,
    typeof value === 'string' ? boundedText(value, TEXT_CHARACTERS) : value,
  ]);
  const bounded = Object.fromEntries(entries) as Outcome;
  return {
    ...bounded,
    ...(outcome.errors && { errors: outcome.errors.map((error) => boundedError(error as AuthorityError)) }),
    ...(outcome.faults && {
      faults: outcome.faults.map(({ code, pointer, rule, found, remedy }) => ({
        pointer: boundedText(pointer, 300),
        ...(code !== undefined && { code }),
        rule: boundedText(rule, TEXT_CHARACTERS),
        found: boundedText(found, 300),
        remedy: boundedText(remedy, TEXT_CHARACTERS),
      })),
    }),
  };
}

/** The first entries of a list, as many as fit into the given bytes, each with its comma. */
function first<T>(list: readonly T[] | undefined, most: number, bytesOf: (part: unknown) => number): T[] | undefined {
  if (!list) return undefined;
  let bytes = bytesOf([]);
  const end = list.findIndex((one) => {
    bytes += bytesOf(one) + 1;
    return bytes > most;
  });
  return list.slice(0, end < 0 ? undefined : end);
}
