import { isObject } from '../../../../schemas/json.ts';

/** The value at a path of names, `a.b`; undefined where there is none. */
export function valueUnder(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) found = isObject(found) ? found[name] : undefined;
  return found ?? undefined;
}
