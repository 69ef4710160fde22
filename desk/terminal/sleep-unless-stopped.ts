import { setTimeout as wait } from 'node:timers/promises';

/** Resolves after that time, or as soon as it is stopped. */
export async function sleepUnlessStopped(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);
}
