import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../../desk/console/filing/headline.ts';
import { statusMeaning } from '../../../desk/render/words.ts';
import type { Filing } from '../../../schemas/filing.ts';

const now = new Date('2026-11-22T09:00:00.000Z');
const waiting = (kind: string) =>
  ({
    ...{ authority: 'delta-h7', kind, reference: 'N740:057-12345675', status: 'waiting', errors: [], history: [] },
    ...{ due: '2026-11-22T09:02:00.000Z', tries: 0 },
  }) as unknown as Filing;

describe('an arrival that is under way', () => {
  it('is carried out by the gateway, and does not wait to be sent', () => {
    expect(headlineOf(waiting('arrival'), 'en', now)).toEqual({
      tone: 'wait',
      happened: expect.stringMatching(/^The gateway carries it out\. It looks again at 22 Nov, 10:02\.$/),
      todo: 'What is left goes by itself; what was rejected is for you.',
    });
    expect(headlineOf(waiting('arrival'), 'fr', now).happened).toMatch(/^La passerelle s'en occupe\./);
    expect(statusMeaning(waiting('arrival'))).toMatch(/^the gateway carries it out, and looks again by /);
  });

  it('is unlike a declaration that waits', () => {
    expect(headlineOf(waiting('declaration'), 'en', now).happened).toMatch(/^It waits to be sent/);
    expect(statusMeaning(waiting('declaration'))).toMatch(/^goes by itself by /);
  });
});
