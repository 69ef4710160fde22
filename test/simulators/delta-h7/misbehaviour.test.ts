import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../local/simulators/delta-h7/index.ts';
import type { Operator } from './operator.ts';
import { creation, eur, startOperator, statesTold } from './operator.ts';

describe('customs misbehaving', () => {
  let operator: Operator;
  beforeEach(async () => {
    operator = await startOperator();
  });
  afterEach(() => operator.close());

  async function lodgeAll(...messages: unknown[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const message of messages) statuses.push((await operator.lodge(message)).status);
    await operator.simulator.idle();
    return statuses;
  }

  /** Lodges without an answer in sight: gives up after a while. */
  const lodgeInVain = (message: unknown) =>
    expect(operator.lodge(message, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout|aborted/i);

  it('answers 500 and processes nothing, for as many calls as told', async () => {
    operator.simulator.misbehave({ kind: 'http-500', times: 2 });
    const message = creation();
    expect((await operator.lodge(message)).body).toEqual({
      errorCode: 'GUN2_500',
      errorDescription: expect.any(String),
    });
    expect(await lodgeAll(message)).toEqual([500]);
    expect(operator.calls).toEqual([]);
    expect(await lodgeAll(message)).toEqual([200]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
    expect(operator.simulator.received.map(({ status, processed }) => [status, processed])).toEqual([
      [500, false],
      [500, false],
      [200, true],
    ]);
  });

  it('strikes once where it is not told how often', async () => {
    operator.simulator.misbehave({ kind: 'http-500' });
    expect(await lodgeAll(creation(), creation())).toEqual([500, 200]);
  });

  it('answers 500 although it processes, and takes the replay without a word', async () => {
    operator.simulator.misbehave({ kind: 'http-500-processed' });
    const message = creation();
    expect(await lodgeAll(message)).toEqual([500]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
    expect(await lodgeAll(message)).toEqual([200]);
    expect(operator.calls).toHaveLength(2);
  });

  it('processes under a 500 only what deserves it', async () => {
    operator.simulator.misbehave({ kind: 'http-500-processed' });
    expect((await operator.lodge(creation(), { headers: { authorization: 'Bearer unknown' } })).status).toBe(500);
    await operator.simulator.idle();
    expect(operator.calls).toEqual([]);
  });

  it('does not answer, and processes only if told so', async () => {
    operator.simulator.misbehave({ kind: 'timeout' });
    operator.simulator.misbehave({ kind: 'timeout', processed: true });
    await lodgeInVain(creation());
    await operator.simulator.idle();
    expect(operator.calls).toEqual([]);
    await lodgeInVain(creation());
    await operator.simulator.idle();
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
    expect(operator.simulator.received.map((call) => call.status)).toEqual([undefined, undefined]);
  });

  it('lets go of a call that it does not answer when it closes', async () => {
    operator.simulator.misbehave({ kind: 'timeout' });
    const call = expect(operator.lodge(creation())).rejects.toThrow();
    while (operator.simulator.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await operator.simulator.close();
    await call;
  });

  it('rejects a good token', async () => {
    operator.simulator.misbehave({ kind: 'reject-token', times: 2 });
    expect(await lodgeAll(creation(), creation(), creation())).toEqual([401, 401, 200]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it('does not find a path that it knows', async () => {
    operator.simulator.misbehave({ kind: 'not-found' });
    expect(await lodgeAll(creation(), creation())).toEqual([404, 200]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it.each([200, 204, 302, 429, 503])('answers %i and processes nothing', async (status) => {
    operator.simulator.misbehave({ kind: 'status', status });
    const { status: answered, headers } = await operator.lodge(creation());
    expect(answered).toBe(status);
    expect(headers.has('content-length')).toBe(status !== 204);
    await operator.simulator.idle();
    expect(operator.calls).toEqual([]);
  });

  it('loses an answer, with all that would follow, though the declaration stands', async () => {
    operator.simulator.misbehave({ kind: 'lost-answer' });
    const message = creation({ lrn: 'LOST' });
    expect(await lodgeAll(message, message)).toEqual([200, 200]);
    expect(operator.calls).toEqual([]);
    await lodgeAll(creation({ lrn: 'LOST' }));
    expect(operator.calls.flatMap(({ body }) => body.error ?? [])).toMatchObject([{ errorCode: 'H7_NAT_000' }]);
  });

  it('loses the cancellation of an anticipated declaration too', async () => {
    await operator.close();
    operator = await startOperator({ anticipationMs: 20 });
    operator.simulator.misbehave({ kind: 'lost-answer' });
    await lodgeAll(creation({ type: 'D' }), creation({ type: 'D', lrn: 'TOLD' }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await operator.simulator.idle();
    expect(operator.calls.map(({ body }) => [body.header.lrn, body.declarationState.state])).toEqual([
      ['TOLD', 'ANT'],
      ['TOLD', 'ANN'],
    ]);
  });

  it('calls back late', async () => {
    operator.simulator.misbehave({ kind: 'late-callback', delayMs: 1000 });
    const begun = performance.now();
    await operator.lodge(creation());
    expect(performance.now() - begun).toBeLessThan(900);
    await operator.simulator.idle();
    expect(performance.now() - begun).toBeGreaterThan(995);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it('calls back more than once with the same message', async () => {
    operator.simulator.misbehave({ kind: 'repeated-callback', copies: 3 });
    operator.simulator.misbehave({ kind: 'repeated-callback' });
    await lodgeAll(creation());
    expect(statesTold(operator.calls)).toEqual(['VLD', 'VLD', 'VLD', 'BAE', 'BAE', 'BAE']);
    expect(operator.calls[1]).toEqual(operator.calls[0]);
    operator.calls.length = 0;
    await lodgeAll(creation({ items: [eur(500)] }), creation());
    expect(operator.calls.map(({ path }) => path.split('/').at(-1))).toEqual([
      'erreurs',
      'erreurs',
      'reponses',
      'etats',
    ]);
  });

  it('calls back in the wrong order, though the states keep their dates', async () => {
    operator.simulator.misbehave({ kind: 'reordered-callbacks' });
    await lodgeAll(creation({ items: [{ commodityCode: '950300' }] }));
    expect(statesTold(operator.calls)).toEqual(['BAE', 'CTL', 'VLD']);
    const instants = operator.calls.map(({ body }) => body.declarationState.stateDateTime);
    expect([...instants].sort().reverse()).toEqual(instants);
    await lodgeAll(creation());
    expect(statesTold(operator.calls).slice(3)).toEqual(['VLD', 'BAE']);
  });

  it('fails technically, and then takes the very same message', async () => {
    operator.simulator.misbehave({ kind: 'technical-error' });
    const message = creation();
    expect(await lodgeAll(message)).toEqual([200]);
    expect(operator.calls.map(({ path, body }) => [path, body.declaration, body.error])).toEqual([
      ['/dh7/declarations/erreurs', { lrn: message.header.lrn }, [{ errorDescription: expect.any(String) }]],
    ]);
    await lodgeAll(message);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it('spends a fault of processing on what is processed only', async () => {
    operator.simulator.misbehave({ kind: 'technical-error' });
    operator.simulator.misbehave({ kind: 'http-500' });
    const message = creation();
    expect(await lodgeAll(message)).toEqual([500]);
    await lodgeAll(message);
    expect(operator.calls.map(({ path }) => path)).toEqual(['/dh7/declarations/erreurs']);
  });

  it('keeps the order in which it was told', async () => {
    operator.simulator.misbehave({ kind: 'http-500' });
    operator.simulator.misbehave({ kind: 'reject-token' });
    operator.simulator.misbehave({ kind: 'http-500' });
    expect(await lodgeAll(creation(), creation(), creation(), creation())).toEqual([500, 401, 500, 200]);
  });

  it('spends nothing on calls of an unknown path', async () => {
    operator.simulator.misbehave({ kind: 'http-500' });
    expect((await operator.lodge(creation(), { path: '/unknown' })).status).toBe(404);
    expect(await lodgeAll(creation())).toEqual([500]);
  });

  it('stops when told', async () => {
    operator.simulator.misbehave({ kind: 'http-500', times: 9 });
    operator.simulator.misbehave({ kind: 'lost-answer', times: 9 });
    operator.simulator.misbehave({ kind: 'clear' });
    expect(await lodgeAll(creation())).toEqual([200]);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  describe('at the control endpoint', () => {
    const control = async (body: string, method = 'POST') => {
      const url = `http://127.0.0.1:${operator.simulator.port}/__control`;
      const response = await fetch(url, method === 'POST' ? { method, body } : { method });
      return { status: response.status, body: await response.json() };
    };

    it('does as it is told, and says what is still to come', async () => {
      expect(await control('{"kind":"http-500","times":2}')).toEqual({
        status: 200,
        body: { pending: [{ kind: 'http-500', times: 2, left: 2 }] },
      });
      expect(await lodgeAll(creation(), creation(), creation())).toEqual([500, 500, 200]);
      expect(await control('{"kind":"clear"}')).toEqual({ status: 200, body: { pending: [] } });
    });

    it.each([
      ['{"kind":"http-501"}', /Unknown kind "http-501"; known are http-500, /],
      ['{}', /Unknown kind undefined/],
      ['{"kind":"toString"}', /Unknown kind/],
      ['[]', /A misbehaviour is an object/],
      ['{"kind":"http-500","time":2}', /Unknown field time; http-500 takes times/],
      ['{"kind":"clear","times":2}', /Unknown field times; clear takes no field/],
      ['{"kind":"http-500","times":0}', /times is a whole number from 1/],
      ['{"kind":"http-500","times":"2"}', /times is a whole number/],
      ['{"kind":"status"}', /status is a whole number from 200 to 599/],
      ['{"kind":"status","status":600}', /status is a whole number/],
      ['{"kind":"late-callback"}', /delayMs is a whole number/],
      ['{"kind":"repeated-callback","copies":1}', /copies is a whole number from 2/],
      ['{"kind":"timeout","processed":"yes"}', /processed is true or false/],
      ['kind=http-500', /not JSON/],
    ])('refuses %s', async (body, description) => {
      expect(await control(body)).toEqual({
        status: 400,
        body: { errorCode: 'CONTROL', errorDescription: expect.stringMatching(description) },
      });
      expect(await lodgeAll(creation())).toEqual([200]);
      expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
    });

    it('is POST only', async () => {
      expect((await control('', 'GET')).status).toBe(404);
    });
  });

  it('refuses what is no misbehaviour from a program too', () => {
    expect(() => operator.simulator.misbehave({ kind: 'http-501' } as unknown as Misbehaviour)).toThrow(/Unknown kind/);
  });
});
