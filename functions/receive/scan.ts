import { endOfString } from '../../schemas/message-text.ts';

/** The shape of a JSON text before it is parsed. */
export interface Scan {
  /** The levels of objects and lists within each other. */
  depth: number;
  /** The approximate number of values in all of them. */
  values: number;
  /** The pointer of a watched field that occurs twice in its object, if any. */
  twice: string | undefined;
}

/** An object whose fields are watched, with its fields so far. */
interface Watched {
  pointer: string;
  fields: Set<string>;
}

/**
 * Scans a JSON text in one pass, without recursion, so that it can be refused before a parser, or a later step,
 * descends as deep as it does. A text that is not JSON is scanned to its end as well: the parser finds that out.
 * @param watched pointers of fields, and of all objects above them
 * @param deepest the depth at which the scan may end, since more is refused anyway
 */
export function scan(text: string, watched: ReadonlySet<string>, deepest: number): Scan {
  const open: (Watched | undefined)[] = [];
  const found: Scan = { depth: 0, values: 0, twice: undefined };
  /** The pointer of the next value, where it is watched. */
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
