import { createPatch } from 'rfc6902';
import { valueAt } from '../../schemas/fault.ts';
import { listChanges } from './list-changes.ts';
import { jsonOfMarked, markedJson, unmarked } from './marked-json.ts';

/** A difference between two forms of a message. */
export interface MessageDifference {
  /** The place, a JSON Pointer: in the message before it, or after it where something is new. */
  pointer: string;
  /** The values as they are written; undefined where there is nothing. */
  before?: string;
  after?: string;
}

/** The differences between two messages, each a JSON text: numbers are compared as they are written. */
export function exactDifferences(before: string, after: string): MessageDifference[] {
  const [was, is] = [markedJson(before), markedJson(after)];
  return createPatch(was, is, listChanges).flatMap((change): MessageDifference[] => {
    const { op, path: pointer } = change;
    const old = valueAt(was, pointer);
    if (op === 'remove') return [{ pointer, before: writtenOf(old) }];
    if (op !== 'add' && op !== 'replace') return [];
    const next = writtenOf(change.value);
    if (op === 'add') return [{ pointer, after: next }];
    return old !== undefined && writtenOf(old) === next
      ? []
      : [{ pointer, ...{ before: writtenOf(old), after: next } }];
  });
}

/** A value for people: a text or a number as it is written, anything else as JSON. */
function writtenOf(value: unknown): string {
  return typeof value === 'string' ? unmarked(value) : jsonOfMarked(value);
}
