import { describe, expect, it } from 'vitest';
import { judgeFailure, judgeNoToken } from '../../../functions/authorities/calling/judge-failure.ts';
import { toCustomsDateTime } from '../../../functions/authorities/delta-h7/date-time.ts';
import { judgeResponse } from '../../../functions/authorities/delta-h7/judge.ts';
import { prepare } from '../../../functions/authorities/delta-h7/prepare.ts';
import { TokenFailure } from '../../../functions/tokens/token-failure.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { dateTime } from '../../../schemas/delta-h7/fields.ts';
import { instantOf } from '../../../schemas/instant.ts';

describe('date-times', () => {
  it('[H7-T4] go out with offset and zone, never Z, without a fraction, in summer and in winter', () => {
    expect(toCustomsDateTime(new Date('2026-11-22T09:00:00.789Z'))).toBe('2026-11-22T10:00:00+01:00[Europe/Paris]');
    expect(toCustomsDateTime(new Date('2026-07-01T08:00:00Z'))).toBe('2026-07-01T10:00:00+02:00[Europe/Paris]');
    expect(toCustomsDateTime(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01T00:30:00+01:00[Europe/Paris]');
    expect(dateTime().safeParse(toCustomsDateTime(new Date())).success).toBe(true);
  });

  it('[H7-T4] come in in any zone and are compared as instants', () => {
    const instant = Date.parse('2020-06-12T10:36:30Z');
    expect(instantOf('2020-06-12T05:36:30-05:00[US/Central]')).toBe(instant);
    expect(instantOf('2020-06-12T12:36:30+02:00[Europe/Paris]')).toBe(instant);
    expect(instantOf('2020-06-12T10:36:30Z')).toBe(instant);
    expect(instantOf('2020-06-12T10:36:30.25+00:00[UTC]')).toBe(instant);
  });

  it('are undefined where the text is none', () => {
    for (const text of ['', 'soon', '2020-06-12', '2020-06-12T05:36:30', '2020-13-45T05:36:30+01:00[X]', undefined]) {
      expect(instantOf(text), text).toBeUndefined();
    }
  });
});

describe('the header of an outgoing message', () => {
  const uuid = () => 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab';
  const now = new Date('2020-06-09T14:10:15.999Z');

  it('[H7-T5] gets an id of a UUID and the epoch seconds, nothing between', () => {
    expect(prepare({ header: { lrn: 'L' } }, now, uuid)).toEqual({
      header: {
        messageDateTime: '2020-06-09T16:10:15+02:00[Europe/Paris]',
        messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1591711815',
        lrn: 'L',
      },
    });
  });

  it('[H7-T5] keeps what the platform filled in', () => {
    const header = { messageDateTime: '2026-01-01T00:00:00+01:00[Europe/Paris]', messageId: 'own', lrn: 'L' };
    expect(prepare({ header, declaration: 1 }, now, uuid)).toEqual({ header, declaration: 1 });
  });

  it('leaves a message without header to the schema', () => {
    for (const header of [undefined, null, 'x', []]) expect(prepare({ header }, now, uuid)).toEqual({ header });
  });
});

describe("customs' answer to a call", () => {
  const error = { errorCode: 'E1', errorDescription: 'trame incomplète' };

  it.each([
    [199, 'misdirected'],
    [200, 'accepted'],
    [202, 'accepted'],
    [299, 'accepted'],
    [300, 'misdirected'],
    [302, 'misdirected'],
    [400, 'refused'],
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'misdirected'],
    [408, 'unavailable'],
    [413, 'refused'],
    [422, 'refused'],
    [425, 'unavailable'],
    [429, 'unavailable'],
    [499, 'misdirected'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('of %i means %s', (status, kind) => {
    expect(judgeResponse(status, JSON.stringify(error))).toEqual({
      kind,
      httpStatus: status,
      ...(kind !== 'accepted' && { error }),
      ...(kind !== 'accepted' && kind !== 'refused' && { cause: `http-${status}` }),
      ...(kind === 'unavailable' && { mayHaveArrived: status === 500 }),
    });
  });

  it('[F3] [H7-E500t] leaves open whether the message arrived only where it may have', () => {
    const may = (status: number) => (judgeResponse(status, '') as { mayHaveArrived?: boolean }).mayHaveArrived;
    // The last two are a delivery network's own: it had no answer, or one that it could not read.
    expect([500, 502, 504, 524, 520].map(may)).toEqual([true, true, true, true, true]);
    expect([408, 425, 429, 501, 503].map(may)).toEqual([false, false, false, false, false]);
  });

  it('[H7-E400] [F23] is kept as text where it has no error in the contract’s form', () => {
    const errorOf = (body: string) => (judgeResponse(400, body) as { error: AuthorityError }).error;
    expect(errorOf('{"fault":{"faultstring":"Invalid\\n call","code":7}}')).toEqual({
      errorDescription: '{"fault":{"faultstring":"Invalid\\n call","code":7}}',
    });
    expect(errorOf('<html>\n  <h1>Bad   Request</h1>\r\n</html>')).toEqual({
      errorDescription: '<html> <h1>Bad Request</h1> </html>',
    });
    expect(errorOf('[{"errorCode":"A"},{"errorCode":"B"}]')).toEqual({
      errorDescription: '[{"errorCode":"A"},{"errorCode":"B"}]',
    });
    expect(errorOf('"only a text"')).toEqual({ errorDescription: '"only a text"' });
  });

  it('[H7-E400] [F23] has numbers as text, and what stands beside a code alone', () => {
    const errorOf = (body: string) => (judgeResponse(400, body) as { error: AuthorityError }).error;
    expect(errorOf('{"errorCode":7,"errorDescription":404}')).toEqual({ errorCode: '7', errorDescription: '404' });
    expect(errorOf('{"errorCode":"E1"}')).toEqual({ errorCode: 'E1' });
    expect(errorOf('{"errorCode":"E1","message":"x"}')).toEqual({
      errorCode: 'E1',
      errorDescription: '{"errorCode":"E1","message":"x"}',
    });
    expect(errorOf('{"errorCode":null,"errorDescription":"  "}')).toEqual({
      errorDescription: '{"errorCode":null,"errorDescription":" "}',
    });
  });

  it.each(['', ' \n', '{}', '[]', 'null'])('[H7-E400] [F23] of nothing (%j) is said to be so', (body) => {
    expect(judgeResponse(400, body)).toEqual({
      kind: 'refused',
      httpStatus: 400,
      error: { errorDescription: '400, and no word of why' },
    });
  });

  it('[H7-E400] [F5] is cut to a bound, with how much is missing', () => {
    const errorOf = (body: string) => (judgeResponse(400, body) as { error: AuthorityError }).error;
    const { errorCode, errorDescription } = errorOf(
      JSON.stringify({ errorCode: 'C'.repeat(5000), errorDescription: 'é'.repeat(9000) }),
    );
    expect(errorCode).toMatch(/^C+ … \(49\d\d more characters\)$/);
    expect(errorDescription).toMatch(/^é+ … \(70\d\d more characters\)$/);
    expect(errorCode?.length).toBeLessThanOrEqual(100);
    expect(errorDescription?.length).toBeLessThanOrEqual(2000);
    const [missing] = /\d+/.exec(errorDescription ?? '') ?? [];
    expect(errorDescription?.replaceAll(/[^é]/g, '').length).toBe(9000 - Number(missing));
    // Only the first 64 KiB of 2 MB are read.
    const whole = JSON.stringify({ errorCode: 'E1', errorDescription: `\\"${'é'.repeat(2_000_000)}` });
    const part = errorOf(Buffer.from(whole).subarray(0, 65_535).toString());
    expect(part.errorCode).toBe('E1');
    expect(part.errorDescription).toMatch(/^\\"é+ … \(at least \d+ more characters\)$/);
  });

  it('[F21] [F22] says its cause where it has no words of its own', () => {
    expect(judgeResponse(503, '')).toMatchObject({
      kind: 'unavailable',
      cause: 'http-503',
      error: { errorCode: 'http-503', errorDescription: 'the authority is not available now (503)' },
    });
    expect(judgeResponse(405, '')).toMatchObject({ kind: 'misdirected', error: { errorCode: 'http-405' } });
    expect(judgeResponse(302, '<a href>')).toMatchObject({
      cause: 'http-302',
      error: { errorCode: 'http-302', errorDescription: '<a href>' },
    });
  });

  it('[F21] asks to be left alone only where it cannot be spoken to', () => {
    expect(judgeResponse(503, '', 300_000)).toMatchObject({ kind: 'unavailable', retryMs: 300_000 });
    expect(judgeResponse(400, '', 300_000)).not.toHaveProperty('retryMs');
  });

  const unanswered = (trouble: { cause: string; detail?: string }, mayHaveArrived: boolean) => ({
    kind: 'unavailable',
    ...trouble,
    httpStatus: null,
    error: { errorCode: trouble.cause, errorDescription: expect.stringMatching(trouble.detail ?? '.') },
    mayHaveArrived,
  });

  it('[H7-E500t] that never comes counts as a 500', () => {
    for (const name of ['TimeoutError', 'AbortError'])
      expect(judgeFailure(new DOMException('too late', name))).toEqual(unanswered({ cause: 'timeout' }, true));
    for (const failure of [new TypeError('fetch failed'), 'not an error'])
      expect(judgeFailure(failure)).toEqual(unanswered({ cause: 'connection' }, true));
  });

  it('[F3] [H7-E500t] by how far the call came, where that was seen', () => {
    const late = new DOMException('too late', 'TimeoutError');
    expect(judgeFailure(late, false)).toEqual(unanswered({ cause: 'connect-timeout' }, false));
    expect(judgeFailure(late, true)).toEqual(unanswered({ cause: 'timeout' }, true));
  });

  it('[F3] cannot have arrived where no connection came about', () => {
    const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
    const error = (fields: object) => Object.assign(new Error(''), fields);
    const refused = error({ code: 'ECONNREFUSED', syscall: 'connect' });
    for (const [cause, trouble] of [
      [refused, { cause: 'refused', detail: 'ECONNREFUSED' }],
      [
        new AggregateError([refused, error({ code: 'ENETUNREACH', syscall: 'connect' })]),
        { cause: 'refused', detail: 'ECONNREFUSED' },
      ],
      [error({ code: 'EHOSTUNREACH', syscall: 'connect' }), { cause: 'unreachable', detail: 'EHOSTUNREACH' }],
      [error({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), { cause: 'dns', detail: 'ENOTFOUND' }],
      [error({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), { cause: 'dns', detail: 'EAI_AGAIN' }],
      [error({ code: 'UND_ERR_CONNECT_TIMEOUT' }), { cause: 'connect-timeout', detail: 'UND_ERR_CONNECT_TIMEOUT' }],
      [error({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), { cause: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
      [error({ code: 'CERT_HAS_EXPIRED' }), { cause: 'tls', detail: 'CERT_HAS_EXPIRED' }],
      [error({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), { cause: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
      [error({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), { cause: 'tls' }],
      // A certificate with a short key.
      [error({ code: 'UNSPECIFIED' }), { cause: 'tls', detail: 'UNSPECIFIED' }],
      [error({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }), { cause: 'tls' }],
      [
        error({ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection' }),
        { cause: 'reset', detail: 'ECONNRESET' },
      ],
    ] as const)
      expect(judgeFailure(failed(cause))).toMatchObject({ ...trouble, kind: 'unavailable', mayHaveArrived: false });
    for (const code of ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])
      expect(judgeFailure(failed(error({ code, syscall: 'read' })))).toMatchObject({
        ...{ cause: 'reset', detail: code, mayHaveArrived: true },
      });
    // Node.js 24 has no code for some answers.
    for (const strange of [{ code: 'HPE_INVALID_CONSTANT' }, { name: 'HTTPParserError', code: undefined }])
      expect(judgeFailure(failed(error(strange)))).toMatchObject({ cause: 'not-http', mayHaveArrived: true });
  });

  it('[F21] has no words of the error in it, but its code', () => {
    const odd = Object.assign(new Error('the declaration FR26'), { code: 'of the declaration FR26' });
    expect(JSON.stringify(judgeFailure(new TypeError('FR26', { cause: odd })))).not.toContain('FR26');
  });

  it('[H7-E401] cannot come without a token: by why there is none', () => {
    const refused = { kind: 'unauthorised', cause: 'credentials', detail: 'invalid_grant' } as const;
    expect(judgeNoToken(new TokenFailure(refused))).toEqual({
      ...refused,
      httpStatus: null,
      error: {
        errorCode: 'credentials',
        errorDescription: 'the token endpoint refuses the credentials (invalid_grant)',
      },
    });
    const busy = { kind: 'unavailable', cause: 'token-endpoint', detail: 'http-429', retryMs: 90_000 } as const;
    expect(judgeNoToken(new TokenFailure(busy))).toMatchObject({ ...busy, httpStatus: null, mayHaveArrived: false });
    expect(judgeNoToken(new RangeError('FR26'))).toMatchObject({
      ...{ kind: 'unavailable', cause: 'aws', detail: 'RangeError', mayHaveArrived: false },
    });
  });
});
