import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import { CALLBACK_TOKEN } from '../../support/machine.ts';
import { errorMessage, response, state } from '../../support/messages.ts';

/** A request as an attacker or a faulty client would send it. */
export interface BadRequest {
  method: string;
  /** The path with its query; percent-encoded, so that it can be sent. */
  url: string;
  headers: [name: string, value: string][];
  body: Buffer;
}

const routes = callbackRoutes(['delta-h7']).map(({ path }) => path);
const right = `Bearer ${CALLBACK_TOKEN}`;

/** Mostly valid values, so that faults elsewhere are reached. */
const method = fc.oneof(
  { weight: 12, arbitrary: fc.constant('POST') },
  { weight: 3, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND') },
);

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('2282319', 'D-77') },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map(encoded) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('..', '.', '%2e%2e', '%2E%2E%2F%2e%2e', '%00', '%zz', '%', '%c0%af', '%ed%a0%80', '%20'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', "'%20OR%201=1--", '__proto__', 'constructor', '$%7Bjndi:x%7D', '%0d%0aX:1'),
  },
  { weight: 1, arbitrary: fc.integer({ min: 90, max: 4000 }).map((length) => 'x'.repeat(length)) },
);
const query = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('?', '?a', '?a=1&a=2&__proto__=3', '?%00=%ff', '?lrn=1#x') },
  { weight: 1, arbitrary: fc.webQueryParameters().map((text) => `?${text}`) },
);
const path = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom(...routes), part)
      .map(([route, filled]) => route.replace(/\{\w+\}/g, () => filled)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '/',
      '//',
      '/dh7',
      '/callbacks',
      '/declarations/../../etc/passwd',
      '/DH7/declarations/1/etats',
      '//declarations/2282319/etats',
      '/dh7//declarations/2282319/reponses/',
      '/declarations//erreurs',
    ),
  },
  { weight: 1, arbitrary: fc.webPath().map((text) => `/${text}`) },
);

const authorization: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([right]) },
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[['Bearer'], ['Bearer '], ['bearer wrong'], ['Basic YTpi'], ['Token x'], [CALLBACK_TOKEN], [`${right}x`]],
      ...[[`${right} ${right}`], [`Bearer ${CALLBACK_TOKEN.slice(0, -1)}`], [right, 'Bearer other'], [`${right},`]],
      ...[
        ['AWS4-HMAC-SHA256 Credential=x'],
        [`Bearer ${'x'.repeat(6000)}`],
        ['Bearer \t'],
        [`Bearer "${CALLBACK_TOKEN}"`],
      ],
    ),
  },
  { weight: 2, arbitrary: latin1Text(80).map((text) => [`Bearer ${text}`]) },
);
const otherHeaders = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom('Content-Type', 'content-TYPE'),
      fc.constantFrom(
        'application/json',
        'text/xml',
        '',
        ';',
        'application/json; charset=utf-16',
        'multipart/form-data',
      ),
    ),
    fc.tuple(fc.constant('Content-Encoding'), fc.constantFrom('gzip', 'identity', 'br, gzip', '')),
    fc.tuple(fc.constantFrom('Accept', 'X-Forwarded-For', 'Cookie', 'Range', 'X-HTTP-Method-Override'), latin1Text(40)),
    fc.tuple(fc.constantFrom('__proto__', 'constructor', 'toString', 'X-A'), latin1Text(10)),
  ),
  { maxLength: 3 },
);

const messages = [response(), state(), errorMessage(), { header: { messageId: 'c-1' }, declarations: [] }];
const texts = messages.map((message) => JSON.stringify(message));
const text = fc.constantFrom(...texts);
const wrongId = fc.constantFrom<unknown>(undefined, null, '', {}, [], true, 'x'.repeat(401));

/** Bodies that no call may be answered 200 for. */
const hopeless: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(Buffer.alloc(0)) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 3, arbitrary: fc.json({ maxDepth: 3 }).map((one) => Buffer.from(one)) },
  // Cut off, and followed by more.
  {
    weight: 4,
    arbitrary: fc.tuple(text, fc.double({ min: 0, max: 0.999, noNaN: true })).map(([whole, share]) => {
      const bytes = Buffer.from(whole);
      return bytes.subarray(0, Math.floor(bytes.length * share));
    }),
  },
  { weight: 1, arbitrary: text.map((whole) => Buffer.from(`${whole}${whole}`)) },
  // The frame without a field that keeping the message needs.
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...messages), wrongId).map(([message, messageId]) => {
      return Buffer.from(JSON.stringify({ ...message, header: { ...message.header, messageId } }));
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('null', '0', '"x"', '[]', '[{"header":{}}]', '{}').map((one) => Buffer.from(one)),
  },
  {
    weight: 1,
    arbitrary: fc.constant(Buffer.from('{"header":{"messageId":"1","message\\u0049d":"2","lrn":"A"}}')),
  },
  // Nested deeper than stacks are.
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('[', '{"a":', '[{"header":'), fc.integer({ min: 65, max: 20_000 }))
      .map(([open, times]) => Buffer.from(open.repeat(times))),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 65, max: 5000 }).map((depth) => {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      return Buffer.from(`{"header":{"messageId":"d","lrn":"D"},"x":${deep}}`);
    }),
  },
  // The body is not in UTF-8, or not plain.
  { weight: 2, arbitrary: text.map((whole) => Buffer.from(whole, 'utf16le')) },
  { weight: 2, arbitrary: text.map((whole) => Buffer.from(`{"é":1,${whole.slice(1)}`, 'latin1')) },
  { weight: 1, arbitrary: text.map((whole) => gzipSync(whole)) },
  { weight: 1, arbitrary: text.map((whole) => Buffer.from(whole.replace('"', '"\u0000'))) },
);

const LARGEST = 4 * 1024 * 1024;
const large = [
  Buffer.from(`{"a":"${' '.repeat(LARGEST)}"}`),
  Buffer.from(`[${'0,'.repeat(300_000)}0]`),
  Buffer.alloc(1024 * 1024, '['),
  Buffer.alloc(LARGEST, '"\\'),
];

/** Messages with an oddity that does not matter: they are taken, and kept. */
const odd: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.integer(),
    fc.constantFrom(
      ...['"__proto__":{"a":1}', '"constructor":{"prototype":{}}', '"n":1e999', '"s":"\\ud800"', '"x":1,"x":2'],
      ...['"declarationState":{"state":"\u0000\\u0000","stateDateTime":"never"}'.replace('\u0000', ''), '"error":7'],
      ...['"dutiesAndTaxes":[[[[[]]]]]', '"declarations":[{"lrn":"__proto__"},{"lrn":null},7]', '"mrn":-0'],
    ),
  )
  .map(([id, oddity]) => {
    const header = { messageId: `odd-${id}`, lrn: `ODD-${id}`, operatorRequestReference: `ODD-${id}` };
    return Buffer.from(`${JSON.stringify({ header, declaration: { lrn: header.lrn } }).slice(0, -1)},${oddity}}`);
  });

const body = (oddities: number) =>
  fc.oneof(
    { weight: 1000, arbitrary: hopeless },
    { weight: 3, arbitrary: fc.constantFrom(...large) },
    { weight: oddities, arbitrary: odd },
  );

/** @param oddities how many of a thousand bodies are odd and may be taken all the same */
export function badRequest(oddities: number): fc.Arbitrary<BadRequest> {
  return fc
    .record({ method, path, query, authorization, otherHeaders, body: body(oddities) })
    .map(({ path, query, authorization, otherHeaders, ...rest }) => ({
      ...rest,
      url: `${path}${query}`.replace(/[^\x21-\x7e]/g, (one) => encodeURIComponent(one)).replace(/#.*/, ''),
      headers: [...authorization.map((value): [string, string] => ['Authorization', value]), ...otherHeaders],
    }))
    .map((one) => Object.defineProperty(one, fc.toStringMethod, { value: () => shortened(one) }));
}

/** A request as a failure shows it: a body may have millions of bytes. */
function shortened({ method, url, headers, body }: BadRequest): string {
  const beginning = JSON.stringify(body.toString('latin1').slice(0, 200));
  return `${method} ${url.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${body.length} bytes: ${beginning}`;
}

/** Text that is no HTTP, or HTTP as no client should write it. */
export const rawRequest: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map((noise) => `${noise}\r\n\r\n`),
  fc
    .tuple(
      fc.constantFrom('POST', 'post', 'CONNECT', 'P\u0000ST', '', 'PRI'),
      fc.constantFrom('/', '*', 'http://elsewhere/', 'elsewhere:443', '/a b', '/\u0000', '', `/${'x'.repeat(20_000)}`),
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'XTTP/1.1', ''),
      fc.array(
        fc.constantFrom(
          ...[
            'Host: x',
            'Host: x\r\nHost: y',
            'Content-Length: -1',
            'Content-Length: 1\r\nContent-Length: 2',
            ' folded: x',
          ],
          ...[
            'Transfer-Encoding: chunked\r\nContent-Length: 3',
            'Transfer-Encoding: gzip, chunked',
            'Expect: miracles',
          ],
          ...['no colon', ': no name', 'X\u0000: y', 'X: \u0001', `X: ${'x'.repeat(20_000)}`, 'Upgrade: websocket'],
          ...['Connection: Upgrade', 'Authorization: Bearer \u0000', 'Content-Length: 99999999999999999999'],
        ),
        { maxLength: 4 },
      ),
      fc.constantFrom('', '{}', 'zz\r\n{}\r\n0\r\n\r\n', '5\r\nabc'),
    )
    .map(([verb, target, version, headers, rest]) =>
      [`${verb} ${target} ${version}`, ...headers, '', rest].join('\r\n'),
    ),
);

function latin1Text(maxLength: number): fc.Arbitrary<string> {
  // The characters that Node lets a client write; controls and line ends go over raw sockets.
  const unit = fc.integer({ min: 0x20, max: 0xff }).map((code) => (code === 0x7f ? ' ' : String.fromCharCode(code)));
  return fc.string({ unit, maxLength });
}

function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
