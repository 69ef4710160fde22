import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../../schemas/fault.ts';
import { isObject } from '../../schemas/json.ts';
import { outbound } from './attempts.ts';
import type { FilingKey, SentRecord } from './records.ts';

/** True if two sends say the same: by their digests, or but for what belongs to one sending alone. */
export function isSameMessage(key: FilingKey, one: SentRecord, other: SentRecord): boolean {
  if (one.message !== other.message) return false;
  if (one.digest === other.digest) return true;
  const { renewed } = outbound(key, one.message) ?? {};
  if (!renewed || one.raw !== undefined || other.raw !== undefined) return false;
  return isDeepStrictEqual(lasting(one.body, renewed), lasting(other.body, renewed));
}

function lasting(body: string, renewed: readonly string[]): unknown {
  const message: unknown = JSON.parse(body);
  for (const pointer of renewed) {
    const at = pointer.lastIndexOf('/');
    const parent = valueAt(message, pointer.slice(0, at));
    if (isObject(parent)) delete parent[pointer.slice(at + 1)];
  }
  return message;
}
