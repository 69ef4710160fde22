import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A call that will go wrong. */
export interface FaultyCall {
  response: ServerResponse;
  /** Passes the call to customs, and answers as customs does. */
  pass(): Promise<{ status: number; body: string }>;
}

/**
 * Answers a call wrongly, or not at all.
 * @returns the status of a whole answer; none where the fate of the message remains unclear
 */
export type OutboundFault = (exchange: FaultyCall) => Promise<number | undefined>;

const JSON_TYPE = { 'content-type': 'application/json' };
const gun = (code: string | number, errorDescription = 'Incident technique') =>
  JSON.stringify({ errorCode: code, errorDescription });
const PAGE = '<html><body><h1>Bad Gateway</h1></body></html>';

const say =
  (status: number, body: string | Buffer = '', headers: Record<string, string> = JSON_TYPE): OutboundFault =>
  async ({ response }) => {
    response.writeHead(status, headers).end(body);
    return status;
  };
const taken =
  (then: OutboundFault): OutboundFault =>
  async (exchange) => {
    await exchange.pass();
    return then(exchange);
  };
const silent: OutboundFault = async ({ response }) => {
  // No answer until the caller gives up.
  await new Promise((resolve) => response.once('close', resolve));
  return undefined;
};
const reset: OutboundFault = async ({ response }) => {
  response.socket?.destroy();
  return undefined;
};
const half: OutboundFault = async ({ response }) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write('{"ok":');
  await sleep(20);
  response.socket?.destroy();
  // A 200 stays a 200, also where its body breaks off.
  return 200;
};
const noHttp: OutboundFault = async ({ response }) => {
  response.socket?.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]));
  return undefined;
};
const slow: OutboundFault = async ({ response, pass }) => {
  const { status, body } = await pass();
  await sleep(500);
  response.writeHead(status, JSON_TYPE).end(body);
  return status;
};

/** The faults of customs, or of a system in front of it, by their names in reports. */
export const outboundFaults: Readonly<Record<string, OutboundFault>> = {
  '500': say(500, gun('GUN2_500')),
  '500, and taken': taken(say(500, gun('GUN2_500'))),
  '500 of 2 MB': say(500, gun('GUN2_500', 'x'.repeat(2_000_000))),
  'no answer': silent,
  'no answer, and taken': taken(silent),
  '429 with Retry-After': say(429, gun('GUN2_429'), { ...JSON_TYPE, 'retry-after': '2' }),
  '429 with a date': async (exchange) =>
    say(429, '', { 'retry-after': new Date(Date.now() + 2_000).toUTCString() })(exchange),
  '503': say(503, gun('GUN2_503')),
  '502 as a page': say(502, PAGE, { 'content-type': 'text/html' }),
  '502 as a page, and taken': taken(say(502, PAGE, { 'content-type': 'text/html' })),
  '504': say(504),
  '504, and taken': taken(say(504)),
  '408': say(408),
  '425': say(425),
  '404': say(404, gun('GUN2_404')),
  '410': say(410, PAGE, { 'content-type': 'text/html' }),
  '415': say(415),
  '302': say(302, '', { location: 'http://127.0.0.1:9/elsewhere' }),
  '401': say(401, gun('GUN2_401')),
  '403': say(403, gun('GUN2_403')),
  '400': say(400, gun('GUN2_400', 'Le champ est obligatoire')),
  '400 without a code': say(400, '{"fault":{"faultstring":"Invalid"}}'),
  '400 as a page': say(400, PAGE, { 'content-type': 'text/html' }),
  '400 as a list': say(400, '["no"]'),
  '400 with a number': say(400, gun(17)),
  '400 in Latin-1': say(400, Buffer.from(gun('GUN2_400', 'déjà refusé'), 'latin1'), {
    'content-type': 'application/json; charset=ISO-8859-1',
  }),
  '400 without a body': say(400),
  '400 of 2 MB': say(400, gun('GUN2_400', 'y'.repeat(2_000_000))),
  '413': say(413, gun('GUN2_413')),
  'broken connection': reset,
  'broken connection, and taken': taken(reset),
  'half a 200, and taken': taken(half),
  'a slow 200': slow,
  'no HTTP at all': noHttp,
};
