import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Simulator, SimulatorOptions } from '../../../local/simulators/delta-h7/index.ts';
import type { Operator } from './operator.ts';
import { creation, eur, startOperator, statesTold } from './operator.ts';

/** Refused at the threshold: one callback and no more comes of it. */
const refused = () => creation({ items: [eur(500)] });

describe('a callback', () => {
  let operator: Operator;
  afterEach(() => operator.close());

  async function withAnswers(
    answers: Operator['answers'],
    options: Partial<SimulatorOptions> = {},
  ): Promise<Simulator> {
    operator = await startOperator(options);
    operator.answers.push(...answers);
    await operator.lodge(refused());
    await operator.simulator.idle();
    return operator.simulator;
  }
  const attemptsOf = (simulator: Simulator) =>
    simulator.callbacks.map(({ status, attempts, outcome }) => [status, attempts, outcome]);

  it('is done with 200, and logged with all that it said', async () => {
    const simulator = await withAnswers([200]);
    expect(simulator.callbacks).toEqual([
      {
        at: expect.any(Date),
        path: '/dh7/declarations/erreurs',
        message: 'Error_H7',
        lrn: simulator.received[0]?.lrn,
        messageId: operator.calls[0]?.body.header.messageId,
        answers: simulator.received[0]?.messageId,
        body: operator.calls[0]?.body,
        status: 200,
        attempts: 1,
        outcome: 'done',
      },
    ]);
  });

  it('is replayed unchanged on 500, until it is taken', async () => {
    const simulator = await withAnswers([500, 503]);
    expect(attemptsOf(simulator)).toEqual([
      [500, 1, 'to-replay'],
      [503, 2, 'to-replay'],
      [200, 3, 'done'],
    ]);
    expect(operator.calls[2]).toEqual(operator.calls[0]);
  });

  it('is replayed where the connection breaks and where nothing is answered in time', async () => {
    const simulator = await withAnswers(['cut', 'hang'], { callbackTimeoutMs: 100 });
    expect(attemptsOf(simulator)).toEqual([
      [undefined, 1, 'to-replay'],
      [undefined, 2, 'to-replay'],
      [200, 3, 'done'],
    ]);
  });

  it('is given up after the last attempt', async () => {
    const simulator = await withAnswers([500, 500, 500, 500], { callbackAttempts: 3 });
    expect(attemptsOf(simulator).at(-1)).toEqual([500, 3, 'given-up']);
    expect(operator.calls).toHaveLength(3);
  });

  it.each([400, 401, 404, 204, 429])('is given up at once on %i', async (status) => {
    expect(attemptsOf(await withAnswers([status]))).toEqual([[status, 1, 'given-up']]);
  });

  it('does not follow a redirect', async () => {
    expect(attemptsOf(await withAnswers([{ status: 307, location: '/elsewhere' }]))).toEqual([[307, 1, 'given-up']]);
    expect(operator.calls).toHaveLength(1);
  });

  it('waits before its replay, and the next message waits with it', async () => {
    operator = await startOperator({ replayDelayMs: 150 });
    operator.answers.push(500);
    const begun = performance.now();
    await operator.lodge(creation());
    await operator.simulator.idle();
    expect(performance.now() - begun).toBeGreaterThan(145);
    expect(statesTold(operator.calls)).toEqual(['VLD', 'VLD', 'BAE']);
  });

  it('waits for its replay at the pace, if it is not told how long', async () => {
    operator = await startOperator({ pace: 0.1, random: () => 0 });
    operator.answers.push(500);
    const begun = performance.now();
    await operator.lodge(refused());
    await operator.simulator.idle();
    // 300 ms for the answer and 2,000 ms for the replay, at a tenth of the time.
    expect(performance.now() - begun).toBeGreaterThan(225);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('that is given up does not hold back the next', async () => {
    operator = await startOperator();
    operator.answers.push(404);
    await operator.lodge(creation());
    await operator.simulator.idle();
    expect(statesTold(operator.calls)).toEqual(['VLD', 'BAE']);
  });

  it('goes where the operator says at that time, without a prefix if there is none', async () => {
    const target = await startOperator();
    const url = target.simulator.url;
    let token = 'first';
    operator = await startOperator({
      callbackUrl: () => new URL(url).origin,
      callbackToken: () => token,
      callbackPrefix: '',
    });
    token = 'second';
    await operator.lodge(refused());
    await operator.simulator.idle();
    expect(operator.calls).toEqual([]);
    expect(operator.simulator.callbacks.map(({ path, status }) => [path, status])).toEqual([
      ['/declarations/erreurs', 404],
    ]);
    expect(target.simulator.received[0]?.path).toBe('/declarations/erreurs');
    await target.close();
  });

  it('takes its time at the pace', async () => {
    operator = await startOperator({ pace: 0.1, random: () => 1 });
    const begun = performance.now();
    await operator.lodge(refused());
    await operator.simulator.idle();
    // 900 ms at most, at a tenth of the time.
    expect(performance.now() - begun).toBeGreaterThan(88);
    expect(performance.now() - begun).toBeLessThan(850);
  });

  it('is one of so many at a time, and none is lost in the crowd', async () => {
    operator = await startOperator({ callbackConnections: 3 });
    await Promise.all(Array.from({ length: 60 }, () => operator.lodge(creation())));
    await operator.simulator.idle();
    expect(operator.calls).toHaveLength(120);
  });

  it('is dropped when the simulator closes, and idle() does not wait for it', async () => {
    operator = await startOperator({ replayDelayMs: 60_000 });
    operator.answers.push(500, 'hang');
    await operator.lodge(refused());
    await operator.lodge(refused());
    const idle = operator.simulator.idle();
    while (operator.calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await operator.simulator.close();
    await idle;
    await vi.waitFor(async () => expect(await operator.connections()).toBe(0), { timeout: 20_000 });
    expect(operator.simulator.callbacks.map(({ status }) => status)).toEqual([500]);
  });
});

describe('the memory of the simulator', () => {
  it('is as long as it is told', async () => {
    const operator = await startOperator({ remember: 3 });
    const lrns: string[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const message = refused();
      lrns.push(message.header.lrn);
      await operator.lodge(message);
      await operator.simulator.idle();
      expect(operator.simulator.received.map((call) => call.lrn)).toEqual(lrns.slice(-3));
      expect(operator.simulator.callbacks.map((call) => call.lrn)).toEqual(lrns.slice(-3));
    }
    await operator.close();
  });

  it('may be nothing at all', async () => {
    const operator = await startOperator({ remember: 0 });
    await operator.lodge(refused());
    await operator.simulator.idle();
    expect([operator.simulator.received, operator.simulator.callbacks]).toEqual([[], []]);
    expect(operator.calls).toHaveLength(1);
    await operator.close();
  });
});
