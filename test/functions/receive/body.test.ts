import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../functions/receive/answer.ts';
import { readBody } from '../../../functions/receive/body.ts';
import { scan } from '../../../functions/receive/scan.ts';
import { messageLimits } from '../../../schemas/message-limits.ts';

const frame = ['/header/messageId', '/declaration/id'];

const read = (body: string | Buffer, headers: Record<string, string> = {}) =>
  readBody(
    { body: Buffer.from(body).toString('base64'), isBase64Encoded: true, headers } as unknown as APIGatewayProxyEvent,
    frame,
  );
function refusal(body: string | Buffer, headers?: Record<string, string>): string {
  try {
    read(body, headers);
  } catch (error) {
    if (error instanceof ContractError && error.status === 400) return error.code;
    throw error;
  }
  return 'taken';
}
const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('the body of a callback', () => {
  it('[H7-T3] is taken in UTF-8, with or without a byte order mark, whatever its type is called', () => {
    const text = '{"header":{"messageId":"é"}}';
    expect(read(text, { 'Content-Type': 'text/plain' })).toEqual({ text, payload: { header: { messageId: 'é' } } });
    expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])).payload).toEqual(JSON.parse(text));
  });

  it.each([
    ['bytes of another encoding', Buffer.from('{"a":"é"}', 'latin1'), 'NOT_UTF8'],
    ['an overlong form', Buffer.from([0x7b, 0xc0, 0xaf, 0x7d]), 'NOT_UTF8'],
    ['half a surrogate pair in bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'NOT_UTF8'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'NOT_JSON'],
    ['a control character', '{"a":"\u0001"}', 'NOT_JSON'],
    ['two values', '{}{}', 'NOT_JSON'],
    ['a number that is none', '{"a":NaN}', 'NOT_JSON'],
    ['a list', '[{}]', 'NOT_AN_OBJECT'],
  ])('[H7-T3] with %s is refused', (_, body, code) => {
    expect(refusal(body)).toBe(code);
  });

  it('that is compressed is refused by that name, and taken where only its header says so', () => {
    expect(refusal(gzipSync('{}'), { 'content-encoding': 'gzip' })).toBe('ENCODED');
    expect(refusal(gzipSync('{}'))).toBe('NOT_UTF8');
    expect(refusal('{}', { 'Content-Encoding': 'gzip' })).toBe('taken');
    expect(refusal('{', { 'Content-Encoding': 'identity' })).toBe('NOT_JSON');
  });

  it('is refused where it is nested deeper than anything of the contract, also where that is no JSON', () => {
    expect(refusal(nested(messageLimits.depth))).toBe('taken');
    expect(refusal(nested(messageLimits.depth + 1))).toBe('TOO_DEEP');
    for (const open of ['[', '{"a":', '[{"a":']) expect(refusal(open.repeat(500_000))).toBe('TOO_DEEP');
    expect(refusal(`{"a":"${'[{'.repeat(1000)}"}`)).toBe('taken');
  });

  it('is refused where it has more values than any message', () => {
    expect(refusal(`{"a":[${'0,'.repeat(messageLimits.values)}0]}`)).toBe('TOO_MANY_VALUES');
    expect(refusal(`{"a":"${',:'.repeat(messageLimits.values)}"}`)).toBe('taken');
  });

  it('is refused where it is larger than anything of the contract, however well it could be compressed', () => {
    expect(refusal(JSON.stringify({ a: randomBytes(1_000_000).toString('base64') }))).toBe('taken');
    expect(refusal(JSON.stringify({ a: ' '.repeat(messageLimits.bytes - 100) }))).toBe('taken');
    expect(refusal(JSON.stringify({ a: ' '.repeat(messageLimits.bytes) }))).toBe('TOO_LARGE');
  });

  it('is refused where a field of its frame comes twice, and taken where another does', () => {
    for (const twice of [
      '{"header":{"messageId":"1"},"header":{"messageId":"2"}}',
      '{"header":{"messageId":"1","messageId":"1"}}',
      '{"header":{"messageId":"1","message\\u0049d":"2"}}',
      '{"declaration":{"id":"1","x":{"id":"1"},"id":"2"}}',
    ])
      expect(refusal(twice), twice).toBe('TWICE');
    for (const once of [
      '{"header":{"messageId":"1","event":"a","event":"b"}}',
      '{"header":{"messageId":"header","x":["messageId","messageId"]},"other":{"messageId":"2"}}',
      '{"a":[{"header":1},{"header":2}],"header":{}}',
      '{"header":{"messageId":"\\"messageId\\":"},"declaration":[{"id":1,"id":2}]}',
    ])
      expect(refusal(once), once).toBe('taken');
  });

  it('has no key that reaches a prototype, no number beyond numbers and no half characters', () => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"n":[1e999,-1e999],"s":"a\\ud800b"}';
    const { payload, text: kept } = read(text);
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect(Object.hasOwn(payload, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(payload).toMatchObject({ n: [null, null], s: 'a\ufffdb' });
    expect(kept).toBe(text);
    for (const huge of ['9'.repeat(400), `${'9'.repeat(250)}e99`, '1E+400', '0.1e0400'])
      expect(read(`{"n":${huge}}`).payload, huge).toEqual({ n: null });
  });

  it('[F16] has whole numbers that would be rounded as text, and nothing else', () => {
    const text =
      '{"a":[9007199254740993,-9007199254740993,9007199254740991],"b":"\\"90071992547409930,","c":1.5000000000000000}';
    expect(read(text)).toEqual({
      text,
      payload: {
        a: ['9007199254740993', '-9007199254740993', 9007199254740991],
        b: '"90071992547409930,',
        c: 1.5,
      },
    });
    for (const [other, value] of [
      ['90071992547409930e1', 900719925474099300],
      ['9007199254740993.0', 9007199254740992],
      ['1e00000000000000001', 10],
    ])
      expect(read(`{"n":${other}}`).payload).toEqual({ n: value });
    expect(refusal('{"a":9007199254740993')).toBe('NOT_JSON');
  });

  it('is scanned to its end also where it is no JSON', () => {
    for (const text of ['"', '{"a', '{"header":"\\"', ']]}}', '{"header":{"messageId', '"\\u00zz":', ',:,:'])
      expect(() => scan(text, new Set(['', '/header']), 10)).not.toThrow();
  });
});
