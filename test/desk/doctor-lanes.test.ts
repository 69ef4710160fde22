import { describe, expect, it } from 'vitest';
import { laneChecks } from '../../desk/doctor/lanes.ts';
import { overdueChecks } from '../../desk/doctor/overdue.ts';
import type { AdmissionState } from '../../functions/admission/state.ts';
import type { Books } from '../../functions/books/books.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

describe('[F25, H7-S3] overdue answers', () => {
  it.each([
    [0, undefined, 'ok', 'none is overdue'],
    [1, undefined, 'warning', '1 is overdue, such as that of L-0'],
    [2, undefined, 'warning', '2 are overdue, such as that of L-0'],
    [2, 'cursor', 'warning', 'more than 2 are overdue, such as that of L-0'],
  ] as const)('are counted by the books: %s', async (count, next, verdict, says) => {
    const summaries = Array.from({ length: count }, (_, n) => ({ reference: `L-${n}` }) as FilingSummary);
    const page: Books['page'] = async ({ overdue }) => ({
      summaries: overdue ? summaries : [],
      read: 0,
      ...(next && { next }),
    });
    const gateway = { ...connectionOf(TOY), books: async () => ({ page }) as Books };
    expect(await Promise.all(overdueChecks(gateway))).toMatchObject([{ part: 'answers toy', verdict, says }]);
  });
});

describe('a lane that does not send', () => {
  const at = new Date('2026-11-22T10:00:00Z');
  it.each([
    ['http-500', 'warning', /^does not send since .+: http-500: the authority fails \(500\)$/, /^nothing at first/],
    [
      'timeout',
      'warning',
      /: timeout: the authority takes the connection, and does not answer in time$/,
      /ask whether/,
    ],
    ['credentials', 'fault', /: credentials: the token endpoint refuses the credentials$/, /credentialsSecret/],
    ['http-404', 'fault', /: http-404: the authority does not know the URL \(404\)$/, /^correct baseUrl/],
    ['dns', 'fault', /: dns: the name of the authority's host is not known/, /^correct baseUrl, or the DNS/],
  ] as const)('[F21] since its cause is %s: %s', async (cause, verdict, says, remedy) => {
    const breaker = { state: 'open', cause, since: at.getTime(), until: at.getTime() + 60_000 } as const;
    const state: AdmissionState = { breaker, nextStart: 0, hour: {} };
    const laneSwitch = async () => ({ state: async () => state }) as never;
    const [found] = await Promise.all(laneChecks({ ...connectionOf(TOY), laneSwitch }, at));
    expect(found).toMatchObject({ part: 'lane toy', verdict, says: expect.stringMatching(says) });
    expect(found?.remedy).toMatch(remedy);
  });
});
