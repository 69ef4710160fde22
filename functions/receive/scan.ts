import { endOfString } from '../../schemas/message-text.ts';

/** What JSON text looks like before it is parsed. */
export interface Scan {
  /** How deep objects and lists lie in each other. */
  depth: number;
  /** About how many values there are in all of them. */
  values: number;
  /** The pointer of a watched field that an object has twice, if one has. */
  twice: string | undefined;
}

/** An object whose fields are watched, with those that it had so far. */
interface Watched {
  pointer: string;
  fields: Set<string>;
}

/**
 * Looks at JSON text in one pass and without recursion, so that it can be refused before a parser or
 * whatever comes after goes down as deep as it does. Text that is not JSON is scanned to its end too: to
 * tell that is the parser's.
 * @param watched pointers of fields, and of all objects above them
 * @param deepest where the scan may end, since more is refused anyway
 */
export function scan(text: string, watched: ReadonlySet<string>, deepest: number): Scan {
  const open: (Watched | undefined)[] = [];
  const found: Scan = { depth: 0, values: 0, twice: undefined };
  /** The pointer of the value that comes next, where it is watched. */
  let next: string | undefined = '';
  let isKeyNext = false;
  for (let place = 0; place < text.length; place += 1) {
    switch (text[place]) {
      case '"': {
        const end = endOfString(text, place);
        const object = open.at(-1);
        if (object && isKeyNext) {
          const pointer = `${object.pointer}/${keyOf(text.slice(place, end + 1))}`;
          next = watched.has(pointer) ? pointer : undefined;
          if (next !== undefined && object.fields.has(next)) found.twice = next;
          object.fields.add(pointer);
        }
        isKeyNext = false;
        place = end;
        break;
      }
      case '{':
      case '[':
        open.push(next !== undefined && text[place] === '{' ? { pointer: next, fields: new Set() } : undefined);
        found.depth = Math.max(found.depth, open.length);
        if (found.depth > deepest) return found;
        isKeyNext = true;
        next = undefined;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        isKeyNext = true;
        next = undefined;
        found.values += 1;
        break;
      case ':':
        found.values += 1;
        break;
    }
  }
  return found;
}

/** A key without its quotes and escapes. */
function keyOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
