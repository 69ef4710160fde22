import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LodgeOptions, Operator } from './operator.ts';
import { creation, startOperator } from './operator.ts';

describe('the synchronous answer to a message', () => {
  let operator: Operator;
  beforeAll(async () => {
    operator = await startOperator();
  });
  afterAll(() => operator.close());

  /** A refused message is not processed: no callback follows. */
  async function refused(message: unknown, options: LodgeOptions, status: number, description: RegExp) {
    await operator.simulator.idle();
    const before = operator.simulator.callbacks.length;
    const answer = await operator.lodge(message, options);
    expect(answer).toMatchObject({
      status,
      body: { errorCode: `GUN2_${status}`, errorDescription: expect.stringMatching(description) },
    });
    expect(Object.keys(answer.body)).toEqual(['errorCode', 'errorDescription']);
    await operator.simulator.idle();
    expect(operator.simulator.callbacks.length).toBe(before);
    expect(operator.simulator.received.at(-1)).toMatchObject({ status, processed: false });
  }

  const withHeader = (changes: object) => {
    const message = creation();
    return { ...message, header: { ...message.header, ...changes } };
  };

  it('is 200 and an empty object where the frame is complete', async () => {
    const message = creation();
    const { status, body, headers } = await operator.lodge(message);
    expect([status, body, headers.get('content-type')]).toEqual([200, {}, 'application/json']);
    expect(operator.simulator.received.at(-1)).toMatchObject({
      path: '/dh7/declarations/creer',
      messageName: 'Creation_H7',
      lrn: message.header.lrn,
      messageId: message.header.messageId,
      status: 200,
      processed: true,
      body: message,
    });
  });

  it.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])(
    'takes %s',
    async (type) => {
      expect((await operator.lodge(creation(), { headers: { 'content-type': type } })).status).toBe(200);
    },
  );

  it('takes a frame whose declaration is wrong: that is told later', async () => {
    expect((await operator.lodge({ header: creation().header })).status).toBe(200);
  });

  it.each(['text/plain', 'application/json; charset=iso-8859-1', 'application/xml'])('is 400 for %s', (type) =>
    refused(creation(), { headers: { 'content-type': type } }, 400, /Content-Type/),
  );

  it('is 400 for what is not UTF-8', () =>
    refused({}, { raw: Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]) }, 400, /UTF-8/));
  it('is 400 for what is not JSON', () => refused({}, { raw: '{"header":' }, 400, /not JSON/));
  it('is 400 for nothing', () => refused({}, { raw: '' }, 400, /not JSON/));
  it.each(['[]', '"text"', 'null', '7'])('is 400 for %s, which is no object', (raw) =>
    refused({}, { raw }, 400, /not a JSON object/),
  );
  it('is 400 for a body of more than 5 MB', () => refused({}, { raw: `"${'x'.repeat(5_000_000)}"` }, 400, /larger/));

  it.each([
    ['no header', { header: undefined }, /header is missing/],
    ['a header that is a list', { header: [] }, /header is missing/],
  ])('is 400 for %s', (_, changes, description) => refused({ ...creation(), ...changes }, {}, 400, description));

  it.each([
    ['no messageId', { messageId: undefined }, /messageId is missing/],
    ['a number', { messageId: 7 }, /messageId is missing/],
    ['a UUID without its seconds', { messageId: randomUUID() }, /UUID directly followed/],
    ['a separator', { messageId: `${randomUUID()}-1795338000` }, /UUID directly followed/],
    ['milliseconds', { messageId: `${randomUUID()}1795338000000` }, /UUID directly followed/],
    ['no UUID', { messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2a1795338000' }, /UUID directly followed/],
    ['more than 291 characters', { messageId: `${randomUUID()}${'1'.repeat(256)}` }, /more than 291/],
    ['no messageDateTime', { messageDateTime: undefined }, /messageDateTime is missing/],
    ['Z', { messageDateTime: '2026-11-22T10:00:00Z' }, /messageDateTime is not/],
    ['no zone', { messageDateTime: '2026-11-22T10:00:00+01:00' }, /messageDateTime is not/],
    ['no such day', { messageDateTime: '2026-11-31T10:00:00+01:00[Europe/Paris]' }, /messageDateTime is not/],
  ])('is 400 for a header with %s', (_, changes, description) => refused(withHeader(changes), {}, 400, description));

  it.each([
    ['missing', ''],
    ['unknown', 'Bearer unknown'],
    ['of another scheme', 'Basic ZGVjbGFyYW50'],
    ['bare', 'Bearer'],
  ])('is 401 for a token that is %s', async (_, authorization) => {
    await refused(creation(), { headers: { authorization } }, 401, /Jeton/);
  });

  it('is 401 before it is 400', () =>
    refused({}, { raw: 'x', headers: { authorization: 'Bearer unknown' } }, 401, /Jeton/));

  it.each(['/declarations', '/declarations/creer/', '/declarations/creerx', '/', '/../oauth2'])(
    'is 404 for %s',
    (path) => refused(creation(), { path }, 404, /URL inconnue/),
  );
  it.each(['GET', 'PUT', 'DELETE'])('is 404 for %s', (method) => refused(undefined, { method }, 404, /URL inconnue/));
  it('is 404 before it is 401', () => refused({}, { path: '/x', headers: { authorization: '' } }, 404, /URL inconnue/));

  it('comes over a connection that is kept', async () => {
    const ports = new Set<number | undefined>();
    const { Agent } = await import('node:http');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise<void>((resolve, reject) => {
        const call = request(`${operator.simulator.url}/declarations/creer`, { method: 'POST', agent }, (response) => {
          ports.add(response.socket.localPort);
          response.resume().on('end', resolve);
        });
        call.on('error', reject).end('{}');
      });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('is only to be had on this machine', () => {
    // Another address of the same machine: a server that listens everywhere would answer there.
    const call = fetch(`http://127.0.0.2:${operator.simulator.port}/oauth2/token`, { method: 'POST' });
    return expect(call).rejects.toThrow();
  });
});
