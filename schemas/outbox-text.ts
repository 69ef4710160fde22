import { type ExactJson, parseExactJson } from './exact-json.ts';
import { type Fault, shownPointer } from './fault.ts';
import { limits, shapeFaults } from './shape.ts';

/** A text on an outbox, or to be put there, with its JSON where it is JSON. */
export interface OutboxText {
  text: string;
  /** Its length in bytes of UTF-8. */
  bytes: number;
  /** Undefined where the text is not JSON. */
  json: ExactJson | undefined;
}

/** Reads a text of an outbox; all readers of such texts use it. */
export function readOutboxText(text: string): OutboxText {
  const bytes = Buffer.byteLength(text);
  try {
    return { text, bytes, json: parseExactJson(text) };
  } catch {
    return { text, bytes, json: undefined };
  }
}

const notJson: Fault = {
  pointer: '',
  rule: 'a submission is JSON',
  found: 'text that is not JSON',
  remedy: 'correct it, and put it there whole',
};

/** Faults of the text itself, before its contents are looked at. */
export function textFaults({ bytes, json }: OutboxText): Fault[] {
  if (!json) return [notJson];
  if (bytes > limits.bytes)
    return [{ pointer: '', rule: `at most ${limits.bytes} bytes`, found: `${bytes} bytes`, remedy: 'send less' }];
  const repeated = json.twice.map(
    (path): Fault => ({
      pointer: shownPointer(path),
      rule: 'a key that an object has once',
      found: 'more than one',
      remedy: 'send it once: readers of JSON do not agree which one holds',
    }),
  );
  return [...repeated, ...shapeFaults(json.value)];
}
