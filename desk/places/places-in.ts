import type { AuthorityName } from '../../schemas/catalogue.ts';
import { pointerOf, valueIn } from '../../schemas/fault.ts';
import { isObject } from '../../schemas/json.ts';
import type { Language } from '../console/language.ts';
import { inOurNames, placeWords } from './place-words.ts';
import { pointerPath } from './pointer-path.ts';

/** A place in a message. */
export interface MessagePlace {
  /** JSON Pointer in the payload of the message. */
  pointer: string;
  /** The place in words: "item 8 › commodity code". */
  path: string;
  /** The value there; null where the message has none. */
  value: unknown;
}

/** Leads a pointer in any spelling into a message; undefined where it leads to no one place in it. */
export type FindPlace = (pointer: string) => MessagePlace | undefined;

/** Leads pointers into a message, which is searched once however many there are. */
export function placesIn(authority: AuthorityName, payload: unknown, language: Language = 'en'): FindPlace {
  let searched: ReadonlyMap<string, readonly Path[]> | undefined;
  const byName = () => {
    searched ??= pathsByName(payload);
    return searched;
  };
  return (pointer) => {
    const path = pathTo(payload, pointer, byName) ?? pathTo(payload, inOurNames(authority, pointer), byName);
    if (!path || path.length === 0) return undefined;
    const found = pointerOf(path);
    return { pointer: found, path: placeWords(authority, found, language), value: valueIn(payload, path) ?? null };
  };
}

type Path = readonly string[];

function pathTo(
  payload: unknown,
  pointer: string,
  byName: () => ReadonlyMap<string, readonly Path[]>,
): Path | undefined {
  const { parts, isRooted } = pointerPath(pointer);
  if (parts.length === 0) return undefined;
  const has = (path: Path) => valueIn(payload, path) !== undefined;
  if (has(parts)) return parts;
  // Before a place in the message may stand the name of the message.
  if (parts.length > 1 && has(parts.slice(1))) return parts.slice(1);
  const within = isRooted ? undefined : onlyPathEnding(byName(), parts);
  return within ?? absentField(payload, parts, isRooted, byName);
}

/** The place of a field that is not there, in an object that is. */
function absentField(
  payload: unknown,
  parts: Path,
  isRooted: boolean,
  byName: () => ReadonlyMap<string, readonly Path[]>,
): Path | undefined {
  const [outside, name = ''] = [parts.slice(0, -1), parts.at(-1)];
  if (outside.length === 0 && !isRooted) return undefined;
  const found = isObject(valueIn(payload, outside)) || isRooted ? outside : onlyPathEnding(byName(), outside);
  return found && isObject(valueIn(payload, found)) ? [...found, name] : undefined;
}

/** The one path that ends so: in these letters, or else in any. */
function onlyPathEnding(byName: ReadonlyMap<string, readonly Path[]>, parts: Path): Path | undefined {
  const paths = byName.get(parts.at(-1)?.toLowerCase() ?? '') ?? [];
  const same = (one: string) => one;
  const folded = (one: string) => one.toLowerCase();
  for (const spelt of [same, folded]) {
    const [only, ...others] = paths.filter((path) =>
      parts.every((part, n) => spelt(path.at(n - parts.length) ?? '') === spelt(part)),
    );
    if (only) return others.length === 0 ? only : undefined;
  }
  return undefined;
}

/** All paths of a message by their last part, in small letters. */
function pathsByName(payload: unknown): ReadonlyMap<string, readonly Path[]> {
  const paths = new Map<string, Path[]>();
  const stack: { value: unknown; path: Path }[] = [{ value: payload, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      const below = [...path, name];
      const key = name.toLowerCase();
      const known = paths.get(key);
      if (known) known.push(below);
      else paths.set(key, [below]);
      stack.push({ value: inner, path: below });
    }
  }
  return paths;
}
