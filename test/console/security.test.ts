import { describe, expect, it } from 'vitest';
import { consoleInMemory } from './support/console.ts';

describe('a session', () => {
  it('is opened by the token, once', async () => {
    const { token, ask, open } = consoleInMemory();
    const { answer, get } = await open();
    expect(answer.status).toBe(303);
    expect((await get('/keyboard')).status).toBe(200);
    expect((await ask(`/?token=${token.value}`)).status).toBe(401);
  });
});
