import { randomUUID } from 'node:crypto';
import type { Awaited } from '../../filings/answers.ts';

/** A submission whose answer a person waits for on a page. */
export interface AwaitedOnPage {
  awaited: Awaited;
  /** The time at which it was put, ISO 8601 in UTC. */
  at: string;
}

/** The time after which a page stops looking for an answer by itself. */
export const PATIENCE_MS = 120_000;

const kept = new Map<string, AwaitedOnPage>();
/** The most that are kept at the same time; the oldest go first. */
const MOST = 500;

/** Keeps what the answer to a submission is told by, as long as the console runs. */
export function keepAwaited(awaited: Awaited, now: Date): string {
  const id = randomUUID();
  kept.set(id, { awaited, at: now.toISOString() });
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  return id;
}

/** The submission kept under an id; undefined where it is not known any more. */
export function awaitedOf(id: string | null): AwaitedOnPage | undefined {
  return id === null ? undefined : kept.get(id);
}
