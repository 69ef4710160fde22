import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, LOOPBACK, listen } from '../../local/listen.ts';
import { type FaultyCustoms, startFaultyCustoms } from './faulty-customs.ts';

/** The delay of its answers. */
const ANSWER_MS = 300;
const behind = createServer((_, response) => void setTimeout(() => response.end('{}'), ANSWER_MS));
let customs: FaultyCustoms;
let url = '';
let fault: string | undefined;

beforeAll(async () => {
  url = `http://${LOOPBACK}:${await listen(behind)}`;
  customs = await startFaultyCustoms({ behind: () => url, pids: () => [], faultFor: () => fault });
});
afterAll(async () => {
  await customs.close();
  await closeServer(behind);
});

describe('a call', () => {
  const call = async (timeoutMs: number) => {
    const body = JSON.stringify({ header: { lrn: 'LRN-1', messageId: 'm-1' } });
    const answer = await fetch(customs.url, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) })
      .then(({ status }) => status)
      .catch(() => undefined);
    const noted = customs.calls.at(-1);
    await expect.poll(() => noted?.endedAt).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { answer, heard: noted?.heard };
  };

  it('is noted with the answer that its caller got', async () => {
    fault = undefined;
    expect(await call(5_000)).toEqual({ answer: 200, heard: 200 });
    fault = '400 without a body';
    expect(await call(5_000)).toEqual({ answer: 400, heard: 400 });
    fault = 'half a 200, and taken';
    expect(await call(5_000)).toEqual({ answer: 200, heard: 200 });
  });

  it('is noted as unanswered if its caller hung up, with a fault and without one', async () => {
    fault = undefined;
    expect(await call(ANSWER_MS / 3)).toEqual({ answer: undefined, heard: undefined });
    fault = 'a slow 200';
    expect(await call(ANSWER_MS / 3)).toEqual({ answer: undefined, heard: undefined });
  });
});
