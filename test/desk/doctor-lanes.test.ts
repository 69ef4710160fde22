import { describe, expect, it } from 'vitest';
import { laneChecks } from '../../desk/doctor/lanes.ts';
import type { AdmissionState } from '../../functions/admission/state.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

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
    const state: AdmissionState = { breaker, nextStart: 0, minutes: {} };
    const laneSwitch = async () => ({ state: async () => state }) as never;
    const [found] = await Promise.all(laneChecks({ ...connectionOf(TOY), laneSwitch }, at));
    expect(found).toMatchObject({ part: 'lane toy', verdict, says: expect.stringMatching(says) });
    expect(found?.remedy).toMatch(remedy);
  });
});
