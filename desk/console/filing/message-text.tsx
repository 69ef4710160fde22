import { type Node, parseTree } from 'jsonc-parser';
import { pointerOf, tokensOf } from '../../../schemas/fault.ts';
import { indentedJson } from '../../render/indented-json.ts';

/** A line of a message's text. */
interface Line {
  text: string;
  /** The place of the value that begins on it, a JSON Pointer. */
  pointer: string | undefined;
}

interface MessageTextProperties {
  text: string;
  /** The places that stand out, JSON Pointers in the payload. */
  marked: readonly string[];
  /** The id of the message, with which the ids of its marked places begin. */
  id: string;
}

/** A message as indented JSON, each number as it is written; its marked places stand out. A text of another form stays. */
export function MessageText({ text, marked, id }: MessageTextProperties) {
  const lines = linesOf(text);
  // A submission that was not sent lies in its envelope.
  const isEnvelope = lines.some(({ pointer }) => pointer === '/payload');
  const inPayload = (pointer: string) => (isEnvelope ? `/payload${pointer}` : pointer);
  const places = new Map(marked.map((pointer) => [nearest(inPayload(pointer), lines), pointer]));
  return (
    <pre class="message" tabindex={0}>
      {lines.map((line) => {
        const place = line.pointer === undefined ? undefined : places.get(line.pointer);
        return place === undefined ? `${line.text}\n` : <mark id={`${id}${place}`}>{`${line.text}\n`}</mark>;
      })}
    </pre>
  );
}

/** The place itself, or the innermost one around it that the message has. */
function nearest(pointer: string, lines: readonly Line[]): string {
  if (pointer === '' || lines.some((line) => line.pointer === pointer)) return pointer;
  return nearest(pointerOf(tokensOf(pointer).slice(0, -1)), lines);
}

/** The lines of a JSON text, each with the place of what begins on it; a text that is no JSON has lines alone. */
export function linesOf(json: string): Line[] {
  const text = indentedJson(json);
  const starts = new Map<number, string>();
  const tree = parseTree(text);
  if (tree) note(tree, '', text, starts);
  return text.split('\n').map((line, index) => ({ text: line, pointer: starts.get(index) }));
}

function note(node: Node, pointer: string, text: string, starts: Map<number, string>): void {
  const nodes: [Node, string, Node][] = [[node, pointer, node]];
  const lines = lineFinder(text);
  for (let next = nodes.pop(); next; next = nodes.pop()) {
    const [value, at, begins] = next;
    starts.set(lines(begins.offset), at);
    const { children = [] } = value;
    for (const [index, child] of children.entries()) {
      const [key, inner] = child.type === 'property' ? (child.children ?? []) : [];
      const name = value.type === 'object' ? String(key?.value ?? '') : String(index);
      const below = `${at}${pointerOf([name])}`;
      if (value.type === 'object' && inner) nodes.push([inner, below, child]);
      else if (value.type === 'array') nodes.push([child, below, child]);
    }
  }
}

/** Finds the number of the line of an offset. */
function lineFinder(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
