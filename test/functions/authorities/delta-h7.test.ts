import { describe, expect, it } from 'vitest';
import { toCustomsDateTime } from '../../../functions/authorities/delta-h7/date-time.ts';
import { judge, judgeFailure, judgeNoToken } from '../../../functions/authorities/delta-h7/judge.ts';
import { prepare } from '../../../functions/authorities/delta-h7/prepare.ts';
import { TokenRefused } from '../../../functions/authorities/delta-h7/token-refused.ts';
import { SecretError } from '../../../functions/tokens/secrets.ts';
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
    expect(judge(status, JSON.stringify(error))).toEqual({
      kind,
      httpStatus: status,
      ...(kind !== 'accepted' && { error }),
      ...(kind === 'unavailable' && { mayHaveArrived: status === 500 }),
    });
  });

  it('[F3] [H7-E500t] leaves open whether the message arrived only where it may have', () => {
    const may = (status: number) => (judge(status, '') as { mayHaveArrived?: boolean }).mayHaveArrived;
    expect([500, 502, 504].map(may)).toEqual([true, true, true]);
    expect([408, 425, 429, 501, 503].map(may)).toEqual([false, false, false, false, false]);
  });

  it("is understood without an error in the contract's form", () => {
    for (const body of ['', '<html>', '[]', '{"errorCode":7}']) {
      expect(judge(400, body)).toEqual({ kind: 'refused', httpStatus: 400, error: {} });
    }
  });

  const unanswered = (errorDescription: string, mayHaveArrived: boolean) => ({
    kind: 'unavailable',
    httpStatus: null,
    error: { errorDescription },
    mayHaveArrived,
  });

  it('[H7-E500t] that never comes counts as a 500', () => {
    for (const name of ['TimeoutError', 'AbortError'])
      expect(judgeFailure(new DOMException('too late', name))).toEqual(unanswered('no answer in time', true));
    for (const failure of [new TypeError('fetch failed'), 'not an error'])
      expect(judgeFailure(failure)).toEqual(unanswered('connection failed', true));
  });

  it('[F3] cannot have arrived where no connection came about', () => {
    const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
    const error = (fields: object) => Object.assign(new Error(''), fields);
    const refused = error({ code: 'ECONNREFUSED', syscall: 'connect' });
    for (const cause of [
      refused,
      new AggregateError([refused, error({ code: 'ENETUNREACH', syscall: 'connect' })]),
      error({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      error({ code: 'UND_ERR_CONNECT_TIMEOUT' }),
      error({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      error({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }),
      error({ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection' }),
    ])
      expect(judgeFailure(failed(cause))).toEqual(unanswered('connection failed', false));
    for (const cause of [error({ code: 'UND_ERR_SOCKET' }), error({ code: 'ECONNRESET', syscall: 'read' })])
      expect(judgeFailure(failed(cause))).toEqual(unanswered('connection failed', true));
  });

  it('[H7-E401] cannot come without a token: credentials that are refused, or a secret that is unusable', () => {
    const unauthorised = (error: unknown) => ({ kind: 'unauthorised', httpStatus: 401, error });
    const errorDescription = 'customs gives no token for these credentials';
    expect(judgeNoToken(new TokenRefused('invalid_grant'))).toEqual(
      unauthorised({ errorCode: 'invalid_grant', errorDescription }),
    );
    expect(judgeNoToken(new TokenRefused(undefined))).toEqual(unauthorised({ errorDescription }));
    expect(judgeNoToken(new SecretError('h7/operator', 'holds no text'))).toEqual(
      unauthorised({
        errorCode: 'SECRET_UNUSABLE',
        errorDescription: 'The secret h7/operator holds no text',
      }),
    );
  });
});
