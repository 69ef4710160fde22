import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../local/simulators/toll/index.ts';
import {
  type Client,
  exchangeOf,
  PRESENTATION,
  type Presented,
  presentation,
  ROUTING,
  routingsIn,
  startClient,
} from './client.ts';

const STATUS = `${PRESENTATION}/validation-status`;

describe('Tolletaten misbehaving', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
    await client.get(ROUTING);
  });
  afterEach(() => client.close());

  const misbehave = (...faults: Misbehaviour[]) => {
    for (const fault of faults) client.simulator.misbehave(fault);
  };
  const statusOf = (requestId: string) => client.get(`${STATUS}?requestId=${requestId}`);
  /** Presents, waits for all that follows, and returns the request. */
  async function presented(message: Presented = 'container'): Promise<string> {
    const body = presentation(message);
    expect((await client.present(message, body)).status).toBe(202);
    await client.simulator.idle();
    return body.requestId;
  }
  const isTaken = async (requestId: string) => {
    await client.simulator.idle();
    return (await statusOf(requestId)).status === 200;
  };

  it.each<[Misbehaviour, number, boolean]>([
    [{ kind: 'http-500' }, 500, false],
    [{ kind: 'http-500-processed' }, 500, true],
    [{ kind: 'reject-token' }, 401, false],
    [{ kind: 'not-found' }, 404, false],
    [{ kind: 'status', status: 429 }, 429, false],
    [{ kind: 'status', status: 204 }, 204, false],
    [{ kind: 'slow', delayMs: 50 }, 202, true],
  ])('answers a presentation by %j', async (fault, status, taken) => {
    misbehave(fault);
    const body = presentation('container');
    expect((await client.present('container', body)).status).toBe(status);
    expect(await isTaken(body.requestId)).toBe(taken);
    expect(client.simulator.received.filter(({ message }) => message)).toMatchObject([{ status, processed: taken }]);
    await presented();
  });

  it.each<[Misbehaviour, boolean]>([
    [{ kind: 'timeout' }, false],
    [{ kind: 'timeout', processed: true }, true],
    [{ kind: 'broken-connection' }, false],
    [{ kind: 'broken-connection', processed: true }, true],
  ])('does not answer a presentation by %j', async (fault, taken) => {
    misbehave(fault);
    const body = presentation('container');
    const { url } = client.simulator;
    const authorization = `Bearer ${await client.token()}`;
    const call = fetch(`${url}${PRESENTATION}/container`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(200),
    });
    await expect(call).rejects.toThrow(fault.kind === 'timeout' ? /timeout|aborted/i : /fetch failed/);
    expect(await isTaken(body.requestId)).toBe(taken);
  });

  it('comes late where it is slow', async () => {
    misbehave({ kind: 'slow', delayMs: 300 });
    const begun = performance.now();
    await presented();
    expect(performance.now() - begun).toBeGreaterThan(295);
  });

  it('strikes the endpoint that was named, and no other', async () => {
    for (const at of ['token', 'exchange', 'validation-status', 'routing'] as const)
      misbehave({ kind: 'status', status: 503, at });
    const requestId = await presented();
    expect((await statusOf(requestId)).status).toBe(503);
    expect((await client.get(ROUTING)).status).toBe(503);
    const granted = await client.grant(await client.assertion());
    expect(granted.status).toBe(503);
    expect((await client.exchange(exchangeOf('any'))).status).toBe(503);
    expect((await client.exchange(exchangeOf('any'))).status).toBe(401);
    expect([(await statusOf(requestId)).status, (await client.get(ROUTING)).status]).toEqual([200, 200]);
    expect((await client.grant(await client.assertion())).status).toBe(200);
  });

  it('does what was asked as often as told, in that order', async () => {
    misbehave({ kind: 'http-500', times: 2 }, { kind: 'not-found' });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await client.present('container', presentation('container'))).status);
    expect(statuses).toEqual([500, 500, 404, 202]);
  });

  it('refuses a grant with a code of Maskinporten', async () => {
    misbehave({ kind: 'grant-refused', mpCode: 'MP-121' }, { kind: 'grant-refused', mpCode: 'MP-250' });
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await client.grant(await client.assertion()));
    expect(answers.map(({ status }) => status)).toEqual([400, 403, 200]);
    expect(answers[0]?.body).toMatchObject({ error_description: expect.stringMatching(/^MP-121: /) });
  });

  it('refuses the scope at the exchange', async () => {
    misbehave({ kind: 'scope-not-granted' });
    const { access_token: token } = (await client.grant(await client.assertion())).body;
    const refused = await client.exchange(exchangeOf(token));
    expect(refused.body.error_description).toBe('Not authorized to request scope toll:movement/entry');
    expect((await client.exchange(exchangeOf(token))).status).toBe(200);
  });

  it('does not know a status for some asks more, or ever', async () => {
    misbehave({ kind: 'not-ready', asks: 2 });
    const late = await presented();
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await statusOf(late)).status);
    expect(statuses).toEqual([404, 404, 200, 200]);
    misbehave({ kind: 'never-ready' });
    const never = await presented();
    for (let n = 0; n < 5; n += 1) expect((await statusOf(never)).status).toBe(404);
  });

  it('gives no signal', async () => {
    misbehave({ kind: 'lost-signals' });
    await presented();
    expect(client.simulator.signals).toEqual([]);
    await presented();
    expect(client.simulator.signals).toHaveLength(1);
  });

  it('gives its signals late', async () => {
    misbehave({ kind: 'late-signals', delayMs: 300 });
    const begun = performance.now();
    await presented();
    expect(performance.now() - begun).toBeGreaterThan(295);
    expect(client.simulator.signals).toHaveLength(1);
  });

  it('repeats its signals, which keep their ids', async () => {
    misbehave({ kind: 'repeated-signals', copies: 3 });
    await presented('receptacle');
    const [page = []] = await client.read();
    const ids = page.map(({ routingResult }) => routingResult.id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(2);
  });

  it('can be read behind a signal that stands in the feed twice', async () => {
    misbehave({ kind: 'repeated-signals' }, { kind: 'short-page', signals: 1 });
    await presented();
    expect((await client.read()).map(({ length }) => length)).toEqual([1, 0]);
  });

  it('tells its signals in the wrong order', async () => {
    misbehave({ kind: 'reordered-signals' });
    await presented('receptacle');
    expect(routingsIn(client.simulator.signals)).toEqual([
      ...['N750:NO100000002MU TO_ENTRY', 'N750:NO100000001MU TO_CONTROL'],
    ]);
  });

  it('signals with an unknown code, unknown fields, and without a document', async () => {
    misbehave({ kind: 'unknown-routing' }, { kind: 'unknown-fields' }, { kind: 'signal-without-document' });
    const requestId = await presented();
    expect((await statusOf(requestId)).body).toHaveProperty('handledBy');
    const [signal] = client.simulator.signals;
    expect(signal).toHaveProperty('riskLevel');
    expect(signal).toMatchObject({
      transportDocumentHouseLevel: null,
      routingResult: { routing: 'TO_QUARANTINE', decidedBy: 'R42' },
    });
    await presented();
    expect(routingsIn(client.simulator.signals.slice(1))).toEqual(['N714:HC004 TO_ENTRY']);
  });

  it('ends a page early, where there is more than that', async () => {
    misbehave({ kind: 'short-page', signals: 2 });
    await presented('receptacle');
    expect((await client.read()).map(({ length }) => length)).toEqual([2, 0]);
    await presented();
    expect((await client.read()).map(({ length }) => length)).toEqual([2, 1, 0]);
  });

  it('stops when told', async () => {
    misbehave({ kind: 'http-500', times: 9 }, { kind: 'lost-signals', times: 9 }, { kind: 'clear' });
    await presented();
    expect(client.simulator.signals).toHaveLength(1);
  });

  it('does as the control endpoint is told, and says what is still to come', async () => {
    expect(await client.control('{"kind":"slow","delayMs":1,"at":"routing"}')).toMatchObject({
      status: 200,
      body: { pending: [{ kind: 'slow', delayMs: 1, at: 'routing', left: 1 }] },
    });
    expect((await client.control('{"kind":"clear"}')).body).toEqual({ pending: [] });
  });

  it.each([
    ['{"kind":"http-501"}', /Unknown kind "http-501"; known are http-500, .*, route, clear/],
    ['{"kind":"http-500","at":"lunch"}', /at is one of token, exchange, /],
    ['{"kind":"slow"}', /delayMs is a whole number/],
    ['{"kind":"grant-refused"}', /mpCode is a code as MP-121/],
    ['{"kind":"grant-refused","mpCode":"121"}', /mpCode is a code as MP-121/],
    ['{"kind":"route","document":"N740","routing":"TO_ENTRY"}', /document is a transport document as N740:HC002/],
    ['{"kind":"route","document":"N740:HC002"}', /routing is a routing as TO_ENTRY/],
    ['{"kind":"not-ready","asks":0}', /asks is a whole number from 1/],
    ['{"kind":"short-page","pages":1}', /Unknown field pages; short-page takes times, signals/],
    ['route', /not JSON/],
  ])('refuses %s at the control endpoint', async (body, errorDescription) => {
    expect(await client.control(body)).toMatchObject({
      status: 400,
      body: { errorDescription: expect.stringMatching(errorDescription) },
    });
  });
});
