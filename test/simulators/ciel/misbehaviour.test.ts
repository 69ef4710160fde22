import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../local/simulators/ciel/index.ts';
import { type Answer, type Client, codesIn, startClient } from './client.ts';
import { AGREMENT, drm, SIREN } from './drms.ts';

const LISTING = `/reception_douanes/${SIREN}/`;
const HTML = 'text/html; charset=UTF-8';

describe('CIEL misbehaving', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const misbehave = (...faults: Misbehaviour[]) => {
    for (const fault of faults) client.simulator.misbehave(fault);
  };
  const isTaken = () => client.simulator.declarations.length === 1;

  it.each<[Misbehaviour, number, string, RegExp, boolean]>([
    [{ kind: 'http-500' }, 500, HTML, /Simulated/, false],
    [{ kind: 'http-500-processed' }, 500, HTML, /Simulated/, true],
    [{ kind: 'reject-token' }, 401, HTML, /Simulated/, false],
    [{ kind: 'not-found' }, 404, HTML, /Simulated/, false],
    [{ kind: 'status', status: 503 }, 503, HTML, /Simulated/, false],
    [{ kind: 'slow', delayMs: 50 }, 200, 'application/xml', /identifiant-declaration/, true],
    [{ kind: 'html-page' }, 200, HTML, /Maintenance/, false],
    [{ kind: 'html-page', status: 502, processed: true }, 502, HTML, /Maintenance/, true],
    [{ kind: 'empty-answer' }, 200, 'application/xml', /^$/, false],
    [{ kind: 'empty-answer', processed: true }, 200, 'application/xml', /^$/, true],
    [{ kind: 'wrong-content-type' }, 200, 'text/html; charset=ISO-8859-1', /horodatage-depot/, true],
    [{ kind: 'truncated' }, 200, 'application/xml', /^<\?xml.*(?<!>)$/, true],
    [{ kind: 'technical-error' }, 200, 'application/xml', /<erreur-technique reference-erreur="[0-9a-f-]{36}">/, false],
    [{ kind: 'technical-error', processed: true }, 200, 'application/xml', /<erreur-technique/, true],
    [{ kind: 'functional-error', functionalCode: '999' }, 200, 'application/xml', /code-erreur="999"/, false],
    [{ kind: 'half-accepted' }, 200, 'application/xml', /5000001<\/identifiant-declaration><\/reponse-ciel>$/, true],
    [{ kind: 'unknown-elements' }, 200, 'application/xml', /<service><nom>F3<\/nom><\/service><\/reponse-ciel>$/, true],
  ])('answers a declaration by %j', async (fault, status, type, body, taken) => {
    misbehave(fault);
    const answer = await client.declare(drm());
    expect(answer).toMatchObject({ status, type, body: expect.stringMatching(body) });
    expect(isTaken()).toBe(taken);
    expect(client.simulator.received.at(-1)).toMatchObject({ endpoint: 'declarations', status, processed: taken });
    expect(codesIn(await client.declare(drm()))).toEqual(taken ? ['007'] : []);
  });

  it.each<[Misbehaviour, boolean]>([
    [{ kind: 'timeout' }, false],
    [{ kind: 'timeout', processed: true }, true],
    [{ kind: 'broken-connection' }, false],
    [{ kind: 'broken-connection', processed: true }, true],
  ])('does not answer a declaration by %j', async (fault, taken) => {
    const authorization = `Bearer ${await client.token()}`;
    misbehave(fault);
    const call = fetch(client.simulator.declarationsUrl, {
      ...{ method: 'POST', headers: { authorization, 'content-type': 'application/xml' }, body: drm() },
      signal: AbortSignal.timeout(200),
    });
    await expect(call).rejects.toThrow(fault.kind === 'timeout' ? /timeout|aborted/i : /fetch failed/);
    expect(isTaken()).toBe(taken);
    expect(client.simulator.received.at(-1)).toMatchObject({ status: undefined, processed: taken });
  });

  it('comes late where it is slow', async () => {
    misbehave({ kind: 'slow', delayMs: 200, at: 'ping' });
    const begun = performance.now();
    await client.get('/authtoken/oauth2/v1/ping');
    expect(performance.now() - begun).toBeGreaterThan(195);
  });

  it('tells faults of the schema by code 001', async () => {
    misbehave({ kind: 'schema-error-as-001' });
    expect(codesIn(await client.declare(drm({ siren: '1' })))).toEqual(['001']);
    expect((await client.declare(drm({ siren: '1' }))).body).toContain('<erreur-technique');
  });

  it('spoils tokens', async () => {
    misbehave({ kind: 'token-error' }, { kind: 'expires-in-seconds' }, { kind: 'html-page', status: 403, at: 'token' });
    misbehave({ kind: 'truncated', at: 'token' });
    const answers: Answer[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await client.grant(await client.assertion()));
    expect(answers.map(({ status }) => status)).toEqual([400, 200, 403, 200, 200]);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ error: 'invalid_grant' });
    expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ expires_in: 3600 });
    expect(() => JSON.parse(answers[3]?.body ?? '')).toThrow();
    expect(JSON.parse(answers[4]?.body ?? '')).toMatchObject({ expires_in: 3_600_000 });
  });

  it('cuts the access to tokens at once', async () => {
    misbehave({ kind: 'quota-used-up' });
    const cut = await client.grant(await client.assertion());
    expect([cut.status, cut.type]).toEqual([403, HTML]);
    misbehave({ kind: 'clear' });
    expect((await client.grant(await client.assertion())).status).toBe(200);
  });

  it('spoils the list and the files', async () => {
    misbehave({ kind: 'declare', siren: SIREN, declaration: `${AGREMENT}/2026-08` });
    misbehave({ kind: 'foreign-hosts' }, { kind: 'http-500', at: 'listing' });
    misbehave({ kind: 'truncated', at: 'file' }, { kind: 'huge-file', megabytes: 2 });
    expect((await client.get(LISTING)).body).toMatch(/^http:\/\/192\.0\.2\.1\/reception_douanes\//);
    expect((await client.get(LISTING)).status).toBe(500);
    const path = new URL((await client.get(LISTING)).body.trim()).pathname;
    expect((await client.get(path)).body).not.toContain('</message-interprofession>');
    const { length } = (await client.get(path)).body;
    expect(length).toBeGreaterThan(2_000_000);
    expect((await client.get(path)).body.length).toBe(length - 2_000_000);
  });

  it('strikes the endpoint that was named, as often as told, in that order', async () => {
    misbehave({ kind: 'status', status: 503, at: 'ping', times: 2 }, { kind: 'empty-answer', at: 'ping' });
    expect((await client.declare(drm())).status).toBe(200);
    const answers: Answer[] = [];
    for (let n = 0; n < 4; n += 1) answers.push(await client.get('/authtoken/oauth2/v1/ping'));
    expect(answers.map(({ status, body }) => [status, body.includes('Europe.Paris')])).toEqual([
      ...[
        [503, false],
        [503, false],
      ],
      ...[
        [200, false],
        [200, true],
      ],
    ]);
  });

  it('stops when told', async () => {
    misbehave({ kind: 'http-500', times: 9 }, { kind: 'schema-error-as-001', times: 9 }, { kind: 'clear' });
    expect((await client.declare(drm())).status).toBe(200);
  });

  it('does as the control endpoint is told, and says what is still to come', async () => {
    const { status, body } = await client.control('{"kind":"slow","delayMs":1,"at":"listing"}');
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { pending: [{ kind: 'slow', delayMs: 1, at: 'listing', left: 1 }] },
    ]);
    await client.control('{"kind":"declare","siren":"300000001","declaration":"FR01300G07896/2026-08"}');
    expect(client.simulator.files).toHaveLength(1);
    expect(JSON.parse((await client.control('{"kind":"clear"}')).body)).toEqual({ pending: [] });
  });

  it.each([
    ['{"kind":"http-501"}', /Unknown kind "http-501"; known are http-500, .*, declare, clear/],
    ['{"kind":"http-500","at":"lunch"}', /at is one of declarations, token, /],
    ['{"kind":"functional-error","functionalCode":"13"}', /functionalCode is a code as 013/],
    ['{"kind":"huge-file"}', /megabytes is a whole number/],
    ['{"kind":"agrement","agrement":"FR"}', /agrement is an agrément as FR01300G07896/],
    ['{"kind":"agrement","agrement":"FR01300G07896","trait":"odd"}', /trait is one of known, unknown, /],
    [
      '{"kind":"validate","declaration":"FR01300G07896/2026-13"}',
      /declaration is a declaration as FR01300G07896\/2026-08/,
    ],
    ['{"kind":"validate","declaration":"FR01300G07896/2026-08"}', /FR01300G07896\/2026-08 is not there/],
    ['{"kind":"correct","declaration":"FR01300G07896/2026-08","pointer":"x","value":"1"}', /pointer is a pointer to/],
    ['{"kind":"correct","declaration":"FR01300G07896/2026-08","pointer":"/x","value":1}', /value is a text/],
    ['{"kind":"declare","siren":"1","declaration":"FR01300G07896/2026-08"}', /siren is a SIREN as 300000001/],
    ['validate', /not JSON/],
  ])('refuses %s at the control endpoint', async (command, errorDescription) => {
    const { status, body } = await client.control(command);
    expect([status, JSON.parse(body).errorDescription]).toEqual([400, expect.stringMatching(errorDescription)]);
  });
});
