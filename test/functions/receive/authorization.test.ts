import { describe, expect, it } from 'vitest';
import { authorizationOf } from '../../../functions/receive/authorization.ts';

const of = (headers: Record<string, string>, multiValueHeaders: Record<string, string[]> | null = null) =>
  authorizationOf({ headers, multiValueHeaders } as Parameters<typeof authorizationOf>[0]);

describe("a call's Authorization header", () => {
  it('[H7-A4] is found by its name in any case, given once or in both of forms of API Gateway', () => {
    for (const name of ['Authorization', 'authorization', 'AUTHORIZATION'])
      expect(of({ [name]: 'Bearer a' }, { [name]: ['Bearer a'] }), name).toBe('Bearer a');
    expect(of({ Authorization: 'Bearer a' })).toBe('Bearer a');
    expect(of({}, { Authorization: ['Bearer a', 'Bearer a'] })).toBe('Bearer a');
  });

  it('[H7-A4] is none where two that differ came, in whichever order and form', () => {
    // API Gateway keeps the last of several in `headers`, and all of them in `multiValueHeaders`.
    for (const last of ['Bearer a', 'Bearer b'])
      expect(of({ Authorization: last }, { Authorization: ['Bearer a', 'Bearer b'] }), last).toBeUndefined();
    expect(of({ Authorization: 'Bearer a', authorization: 'Bearer b' })).toBeUndefined();
    expect(of({ Authorization: 'Bearer a' }, { authorization: ['Bearer b'] })).toBeUndefined();
  });

  it('is none where none came', () => {
    expect(of({})).toBeUndefined();
    expect(of({ 'X-Authorization': 'Bearer a' }, { 'Proxy-Authorization': ['Bearer a'] })).toBeUndefined();
    expect(authorizationOf({ headers: null, multiValueHeaders: null } as never)).toBeUndefined();
  });
});
