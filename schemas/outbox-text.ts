import { type ExactJson, parseExactJson } from './exact-json.ts';
import { type Fault, shownPointer } from './fault.ts';
import { limits, shapeFaults } from './shape.ts';

/** A text that was put on an outbox, or is to be, as far as it is JSON. */
export interface OutboxText {
  text: string;
  /** Its length in bytes of UTF-8. */
  bytes: number;
  /** Undefined where it is none. */
  json: ExactJson | undefined;
}

/** Reads what lies on an outbox: every reader of such a text reads it so. */
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

/** Faults that a text has before anybody asks what it says. */
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
